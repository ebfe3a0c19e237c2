package dev.porter.web;

import java.io.InputStream;
import java.util.Objects;

/// As many bytes as asked for, always the same ones, made while they are read.
final class Noise extends InputStream {
    private long left;
    private long state = 0x9E3779B97F4A7C15L;

    Noise(long size) {
        left = size;
    }

    @Override
    public int read() {
        if (left <= 0) {
            return -1;
        }
        left--;
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) state & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        if (left <= 0 && length > 0) {
            return -1;
        }
        var count = (int) Math.min(length, left);
        for (var i = 0; i < count; i++) {
            into[from + i] = (byte) read();
        }
        return count;
    }
}
