package dev.porter.chaos;

import dev.porter.gateway.synology.simulator.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// The NAS of a run: what happens to it, and what is on it.
interface NasUnderFire extends AutoCloseable {
    /// A file on it.
    ///
    /// @param path from the home on
    /// @param since when it got its name at the latest
    record Kept(String home, String path, long size, String sha256, Instant since) {}

    /// The one given with `-Dchaos.nas=`: `folder`, which it is without, or `synology`, as one of
    /// the kinds of DSM that the simulator knows.
    ///
    /// @param seed decides the kind
    static NasUnderFire given(String kind, long seed, Path folder) {
        return switch (kind) {
            case "folder" -> new FolderUnderFire(folder);
            case "synology" -> {
                var profiles = Profile.values();
                yield new SynologyUnderFire(profiles[Math.floorMod(seed, profiles.length)]);
            }
            default ->
                    throw new IllegalArgumentException(
                            "-Dchaos.nas is folder or synology, and not " + kind + ".");
        };
    }

    /// What it is, in a few words.
    String kind();

    /// How Porter is told of it.
    List<String> settings();

    /// Something happens to it, unless something is the matter already.
    ///
    /// @return ends it; may be run at any time after
    Runnable trouble(Random random);

    /// It goes away, unless it is away already.
    ///
    /// @return ends it; may be run at any time after
    Runnable goAway(Random random);

    /// As if days had gone by for all that is on it.
    void age(Duration longer);

    /// Lets nothing more go wrong.
    void calm();

    /// How much of it has really happened.
    int faults();

    /// From now on somebody sees the steps of a file that can be seen nowhere but here.
    void isSeenBy(Consumer<Step> somebody);

    /// The folders of this computer in which files appear on their way, if they are there now.
    List<Path> whereFilesAppear();

    /// Everything in the homes.
    List<Kept> files();

    /// The same by its path alone, from the folder of the homes on.
    List<String> paths();

    /// What lies outside the homes and was meant to be temporary.
    List<String> strays();

    @Override
    void close();
}
