package dev.porter.backup;

import dev.porter.backup.PowerCuts.Sending;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The long form of [PowerCutTest]: at 200 moments, or as many as `-Dchaos.kills=` says.
class PowerCutIT {
    private static final int MOST =
            Integer.getInteger("chaos.kills", 200) / Sending.values().length;

    @ParameterizedTest
    @EnumSource
    void wherever_the_power_is_cut(Sending sending, @TempDir Path data) {
        new PowerCuts(data, sending).sweep(Math.max(1, MOST));
    }
}
