package dev.porter.chaos;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// What a run is to be like.
///
/// @param kills how often Porter is killed
/// @param files how many files are sent
/// @param seed decides what is sent and what happens
/// @param nas what is behind Porter: `folder` or `synology`
/// @param jar the jar as it is shipped
/// @param folder where everything is kept that the run leaves behind
record ChaosSettings(int kills, int files, long seed, String nas, Path jar, Path folder) {
    private static final int KILLS = 200;
    private static final int FILES = 5_000;
    private static final int MOST_SEEDS = 1_000_000;

    /// As given with `-Dchaos.kills=`, `-Dchaos.files=`, `-Dchaos.seed=` and `-Dchaos.nas=`.
    static ChaosSettings given() {
        var target = Path.of("target").toAbsolutePath();
        return new ChaosSettings(
                Integer.getInteger("chaos.kills", KILLS),
                Integer.getInteger("chaos.files", FILES),
                Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(MOST_SEEDS)),
                System.getProperty("chaos.nas", "folder"),
                target.resolve("porter.jar"),
                target.resolve("chaos"));
    }
}
