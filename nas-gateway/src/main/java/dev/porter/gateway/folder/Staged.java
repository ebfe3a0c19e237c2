package dev.porter.gateway.folder;

import dev.porter.gateway.folder.Calls.Step;
import dev.porter.nas.NasException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A file on its way to its name, in a folder that only Porter uses. Closing takes it away from
/// there, whether it has got its name or not.
final class Staged implements Closeable {
    /// So much is handed to the disk at once. With a megabyte the first large files took twice as
    /// long.
    private static final int LARGEST = 256 * 1024;

    /// What this Porter is writing. Whoever so much as opened and closed such a file would take its
    /// lock away.
    private static final Set<String> WRITING = ConcurrentHashMap.newKeySet();

    private final Root folder;
    private final Directory incoming;
    private final String name;
    private final FileChannel channel;

    /// @param folder is swept later when something stays behind
    /// @param root that folder, open
    Staged(Root folder, Directory root) throws IOException {
        this.folder = folder;
        incoming = Root.incoming(root);
        try {
            Claimed claimed;
            do {
                claimed = claim(incoming, UUID.randomUUID().toString());
            } while (claimed == null);
            name = claimed.name();
            channel = claimed.channel();
        } catch (IOException | RuntimeException e) {
            folder.sweepAgain();
            incoming.close();
            throw e;
        }
    }

    /// Whether a file of this name is just being written by this Porter.
    static boolean isWritten(String name) {
        return WRITING.contains(name);
    }

    private record Claimed(String name, FileChannel channel) {}

    /// Makes a file and says by a lock that this Porter is alive. Whoever sweeps takes the lock
    /// first: where it is taken, or the file is gone, another one is made.
    private static @Nullable Claimed claim(Directory incoming, String name) throws IOException {
        Claimed claimed = null;
        WRITING.add(name);
        try {
            claimed = locked(incoming, name);
            return claimed;
        } finally {
            if (claimed == null) {
                WRITING.remove(name);
            }
        }
    }

    private static @Nullable Claimed locked(Directory incoming, String name) throws IOException {
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

    /// Copies everything, durably. The content is read by the thread that asks, however long that
    /// takes.
    ///
    /// @param size how many bytes there must be, or -1
    /// @param before is told how many bytes there will be before more are written
    /// @return how many bytes there were
    /// @throws IOException from `content`, or when there are more or fewer bytes
    /// @throws NasException when writing fails
    static long copy(Calls.Held<Staged> staged, InputStream content, long size, LongConsumer before)
            throws IOException {
        var buffer = new byte[size < 0 ? LARGEST : Math.clamp(size + 1, 1, LARGEST)];
        var total = 0L;
        for (int count; (count = content.readNBytes(buffer, 0, buffer.length)) > 0; ) {
            total += count;
            if (size >= 0 && total > size) {
                throw new IOException("The content has more than " + size + " bytes.");
            }
            before.accept(total);
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            staged.use(file -> file.write(bytes));
        }
        if (total < size) {
            throw new IOException("The content has " + total + " bytes and not " + size + ".");
        }
        staged.use(Staged::force);
        return total;
    }

    private boolean write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                Calls.step(Step.ASK);
                channel.write(bytes);
            }
            return true;
        } catch (IOException e) {
            throw Trouble.with("Writing", e, incoming);
        }
    }

    private boolean force() {
        try {
            Calls.step(Step.FORCE);
            channel.force(true);
            return true;
        } catch (IOException e) {
            throw Trouble.with("Writing", e, incoming);
        }
    }

    @Override
    public void close() {
        try (incoming) {
            try {
                channel.close();
            } finally {
                WRITING.remove(name);
            }
            Calls.step(Step.ASK);
            Files.deleteIfExists(incoming.child(name));
        } catch (IOException e) {
            folder.sweepAgain();
        }
    }
}
