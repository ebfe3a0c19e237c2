package dev.porter.backup;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The long form of [CrashImageTest], with a thousand files, or as many as `-Dchaos.files=` says.
class CrashImageIT {
    private static final int FILES = Integer.getInteger("chaos.files", 1_000);

    @Test
    void what_was_acknowledged_is_there_after_a_power_cut(@TempDir Path folder) {
        new CrashImages(folder).sweep(FILES);
    }
}
