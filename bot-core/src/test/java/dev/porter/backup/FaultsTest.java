package dev.porter.backup;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    private static final int FEW = 12;

    @Test
    void whatever_goes_wrong_wherever_it_comes_right_in_the_end(@TempDir Path data) {
        new Faults(data).sweep(FEW);
    }
}
