package dev.porter.disk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Asks now and then whether there is still room: several come at the same time.
final class Bounded extends FilterOutputStream {
    private static final long LOOK_EVERY = 16L * 1024 * 1024;

    private final Headroom room;
    private long written;
    private long allowed;

    Bounded(OutputStream out, Headroom room, long small) {
        super(out);
        this.room = room;
        this.allowed = small;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        written += length;
        if (written > allowed) {
            out.flush(); // what is written by now takes room
            allowed = written - length + Math.min(room.left(), LOOK_EVERY);
            if (written > allowed) {
                throw new NoRoomException("The disk is as full as it may be.");
            }
        }
        out.write(from, offset, length);
    }
}
