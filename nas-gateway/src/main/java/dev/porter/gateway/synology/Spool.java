package dev.porter.gateway.synology;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.porter.disk.TemporaryFolder;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.io.InputStream;
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

    private final FileChannel file;

    /// @param file is closed with it
    Spool(FileChannel file) {
        this.file = file;
    }

    /// An empty one.
    static Spool in(TemporaryFolder folder) {
        try {
            var file = folder.file("upload");
            try {
                return new Spool(FileChannel.open(file, READ, WRITE));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// Reads all there is.
    ///
    /// @return how many bytes that was
    /// @throws IOException from `content`, as it was thrown there
    long fill(InputStream content) throws IOException {
        long length = 0;
        var buffer = new byte[1 << 16];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            keep(ByteBuffer.wrap(buffer, 0, n));
            length += n;
            if (length > LARGEST) {
                throw new NasException(
                        Kind.INVALID,
                        "A file whose size nobody knows is larger than Porter keeps for DSM.");
            }
        }
        return length;
    }

    private void keep(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
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
