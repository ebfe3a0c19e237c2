package dev.porter.backup;

import dev.porter.backup.PowerCuts.Sending;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutTest {
    private static final int FEW = 4;

    @Test
    void wherever_the_power_is_cut_nothing_is_lost_doubled_or_left_over(@TempDir Path data) {
        new PowerCuts(data, Sending.NEW).sweep(FEW);
    }
}
