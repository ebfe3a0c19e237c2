package dev.porter.core;

import java.time.Duration;

/// How long a test waits: so long that a machine which is slow, or stands still for a while, is not
/// taken for one that is broken. It needs nothing of JUnit, as the platforms to try Porter with run
/// without it.
public final class TestPatience {
    /// How long a test waits for anything.
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private TestPatience() {}
}
