package dev.porter.gateway.folder;

import dev.porter.nas.NasException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A file on its way to its name, in a folder that only Porter uses. Closing takes it away from
/// there, whether it has got its name or not.
final class Staged implements Closeable {
    private static final int CHUNK = 128 * 1024;

    private final Directory incoming;
    private final String name;
    private final FileChannel channel;

    Staged(Directory root) throws IOException {
        incoming = Root.incoming(root);
        try {
            Claimed claimed;
            do {
                claimed = claim(incoming, UUID.randomUUID().toString());
            } while (claimed == null);
            name = claimed.name();
            channel = claimed.channel();
        } catch (IOException | RuntimeException e) {
            incoming.close();
            throw e;
        }
    }

    private record Claimed(String name, FileChannel channel) {}

    /// Makes a file and says by a lock that this Porter is alive. Whoever sweeps takes the lock
    /// first: where it is taken, or the file is gone, another one is made.
    private static @Nullable Claimed claim(Directory incoming, String name) throws IOException {
        var channel = incoming.create(name);
        try {
            if (channel.tryLock() != null && incoming.isThere(name)) {
                return new Claimed(name, channel);
            }
        } catch (OverlappingFileLockException e) {
            // This Porter itself is sweeping.
        } catch (IOException e) {
            // Where there are no locks, nobody sweeps.
            return new Claimed(name, channel);
        }
        channel.close();
        return null;
    }

    /// Gives it its name.
    ///
    /// @return false when that is taken
    boolean place(Directory folder, String wanted) throws IOException {
        return Placing.file(incoming, name, folder, wanted);
    }

    /// Copies everything, durably.
    ///
    /// @param size how many bytes there must be, or -1
    /// @param before is told how many bytes there will be before more are written
    /// @return how many bytes there were
    /// @throws IOException from `content`, or when there are more or fewer bytes
    /// @throws NasException when writing fails
    long copy(InputStream content, long size, LongConsumer before) throws IOException {
        var buffer = new byte[CHUNK];
        var total = 0L;
        for (int count; (count = content.read(buffer)) >= 0; ) {
            total += count;
            if (size >= 0 && total > size) {
                throw new IOException("The content has more than " + size + " bytes.");
            }
            before.accept(total);
            write(ByteBuffer.wrap(buffer, 0, count));
        }
        if (total < size) {
            throw new IOException("The content has " + total + " bytes and not " + size + ".");
        }
        force();
        return total;
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw Trouble.with("Writing", e, incoming);
        }
    }

    private void force() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw Trouble.with("Writing", e, incoming);
        }
    }

    @Override
    public void close() {
        try (incoming) {
            channel.close();
            Files.deleteIfExists(incoming.child(name));
        } catch (IOException e) {
            // It is swept away at the next start.
            return;
        }
    }
}
