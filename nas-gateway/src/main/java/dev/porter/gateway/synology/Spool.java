package dev.porter.gateway.synology;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.porter.disk.Headroom;
import dev.porter.disk.NoRoomException;
import dev.porter.disk.TemporaryFolder;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/// Keeps bytes on Porter's own disk whose number nobody knows, because DSM has to know it
/// beforehand. They have no name there, so that nothing of them is left however Porter ends. What
/// goes wrong with that disk is no fault of where the bytes come from: it is a [NasException],
/// `AWAY`.
final class Spool implements AutoCloseable {
    private static final long LARGEST = 4L << 30;

    /// So much is kept however full the disk is.
    private static final long SMALL = 1 << 20;

    private final FileChannel file;
    private final Headroom room;

    /// @param file is closed with it
    /// @param room what may be kept in it
    Spool(FileChannel file, Headroom room) {
        this.file = file;
        this.room = room;
    }

    /// An empty one, which fills the disk no further than to what is left free for the database.
    static Spool in(TemporaryFolder folder) {
        try {
            var file = folder.file("upload");
            try {
                return new Spool(FileChannel.open(file, READ, WRITE), () -> left(folder));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static long left(TemporaryFolder folder) {
        try {
            return folder.room();
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// Reads all there is.
    ///
    /// @return how many bytes that was
    /// @throws IOException from `content`, as it was thrown there
    long fill(InputStream content) throws IOException {
        try {
            room.bounds(out -> copy(content, out), SMALL).writeTo(new ToFile());
        } catch (NoRoomException e) {
            throw trouble(e);
        }
        return size();
    }

    private static void copy(InputStream content, OutputStream out) throws IOException {
        var length = 0L;
        var buffer = new byte[1 << 16];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            out.write(buffer, 0, n);
            length += n;
            if (length > LARGEST) {
                throw new NasException(
                        Kind.INVALID,
                        "A file whose size nobody knows is larger than Porter keeps for DSM.");
            }
        }
    }

    /// What goes wrong with it is no fault of who writes.
    private final class ToFile extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            var bytes = ByteBuffer.wrap(from, offset, length);
            try {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            } catch (IOException e) {
                throw trouble(e);
            }
        }
    }

    private long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// What it holds, from the start. Only what goes wrong with the disk is thrown when it is read.
    InputStream content() {
        try {
            return Channels.newInputStream(file.position(0));
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// What to make of trouble with the disk.
    static NasException trouble(IOException e) {
        return new NasException(
                Kind.AWAY, "Porter's own disk cannot keep a file on its way to DSM: " + e + ".", e);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // What it held has been read, or is not wanted.
            return;
        }
    }
}
