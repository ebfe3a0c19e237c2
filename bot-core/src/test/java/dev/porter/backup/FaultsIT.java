package dev.porter.backup;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The long form of [FaultsTest]: at 200 moments, or as many as `-Dchaos.kills=` says.
class FaultsIT {
    private static final int MOST = Integer.getInteger("chaos.kills", 200);

    @Test
    void whatever_goes_wrong_wherever_it_comes_right_in_the_end(@TempDir Path data) {
        new Faults(data).sweep(MOST);
    }
}
