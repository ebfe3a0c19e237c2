package dev.porter.backup;

import dev.porter.backup.PowerCuts.Sending;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerCutTest {
    private static final int FEW = 3;

    @ParameterizedTest
    @EnumSource(names = {"NEW", "FROM_SPOOL"})
    void wherever_the_power_is_cut_nothing_is_lost_doubled_or_left_over(
            Sending sending, @TempDir Path data) {
        new PowerCuts(data, sending).sweep(FEW);
    }
}
