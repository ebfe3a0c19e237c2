package dev.porter.gateway.folder;

import dev.porter.nas.Fingerprint;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.util.HexFormat;
import java.util.Optional;

/// Compares a file with what is expected as the disk itself has it, and not as the system remembers
/// it. Only where a file system cannot read that way does the system's memory have to do; a disk
/// that fails while it is read is no such file system.
final class ReadBack {
    private static final int SMALL_CHUNK = 64 * 1024;
    private static final int LARGE_CHUNK = 1024 * 1024;

    private ReadBack() {}

    /// Opens the file, each time anew.
    @FunctionalInterface
    interface Opening {
        SeekableByteChannel open(OpenOption... how) throws IOException;
    }

    /// Whether the file is as expected.
    static boolean matches(Opening file, Fingerprint expected) throws IOException {
        var seen = pastTheCache(file, expected);
        if (seen.isPresent()) {
            return seen.get();
        }
        try (var channel = file.open()) {
            return isAsExpected(channel, expected);
        }
    }

    /// @return empty where the file system cannot read this way
    private static Optional<Boolean> pastTheCache(Opening file, Fingerprint expected)
            throws IOException {
        SeekableByteChannel opened;
        try {
            opened = file.open(Directory.PAST_THE_CACHE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
        try (var channel = opened) {
            try {
                return Optional.of(isAsExpected(channel, expected));
            } catch (IOException e) {
                if (channel.position() == 0 && Trouble.isInvalidArgument(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    private static boolean isAsExpected(SeekableByteChannel file, Fingerprint expected)
            throws IOException {
        return file.size() == expected.size()
                && sha256(file, expected.size()).equals(expected.sha256())
                && file.size() == expected.size();
    }

    private static String sha256(SeekableByteChannel file, long size) throws IOException {
        var digest = Fingerprint.newSha256();
        var chunk = size > SMALL_CHUNK ? LARGE_CHUNK : SMALL_CHUNK;
        try (var arena = Arena.ofConfined()) {
            // Reading past the cache wants whole blocks at whole addresses.
            var buffer = arena.allocate(chunk, chunk).asByteBuffer();
            for (var left = size; left > 0; left -= buffer.limit()) {
                Calls.step(Calls.Step.ASK);
                if (file.read(buffer.clear()) < 0) {
                    break;
                }
                digest.update(buffer.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
