package dev.porter.backup;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashImageTest {
    private static final int FEW = 3;

    @Test
    void what_was_acknowledged_is_there_after_a_power_cut(@TempDir Path folder) {
        new CrashImages(folder).sweep(FEW);
    }
}
