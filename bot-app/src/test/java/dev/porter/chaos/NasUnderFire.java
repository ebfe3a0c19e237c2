package dev.porter.chaos;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// The NAS of a run: what happens to it, and what is on it.
interface NasUnderFire extends AutoCloseable {
    /// A file on it.
    ///
    /// @param path from the home on
    /// @param since when it got its name at the latest
    record Kept(String home, String path, long size, String sha256, Instant since) {}

    /// How Porter is told of it.
    List<String> settings();

    /// Something happens to it.
    ///
    /// @return ends it; may be run at any time after
    Runnable trouble(Random random);

    /// The folders of this computer in which files appear on their way, if they are there now.
    List<Path> whereFilesAppear();

    /// Everything in the homes.
    List<Kept> files();

    /// What lies outside the homes and was meant to be temporary.
    List<String> strays();

    @Override
    void close();
}
