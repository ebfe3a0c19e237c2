package dev.porter.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a disk that stays free for the database: 2 GB or a twentieth. What can wait, or be
/// refused, does not use it up.
public final class DiskReserve {
    private static final long LEFT_FREE = 2L * 1024 * 1024 * 1024;
    private static final int OR_ONE_OF = 20;

    private DiskReserve() {}

    /// How many bytes may still be written to the disk of a folder; less than nothing when the
    /// reserve is touched already.
    public static long room(Path folder) throws IOException {
        var disk = Files.getFileStore(folder);
        return disk.getUsableSpace() - Math.max(LEFT_FREE, disk.getTotalSpace() / OR_ONE_OF);
    }
}
