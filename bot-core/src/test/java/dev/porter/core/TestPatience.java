package dev.porter.core;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How all tests wait for what comes by itself: they look often, and give up so late that a machine
/// which is slow, or stands still for a while, is not taken for one that is broken. JUnit finds it
/// in every module.
public final class TestPatience implements LauncherSessionListener {
    /// How long a test waits for anything; also what to use where Awaitility is not.
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration OFTEN = Duration.ofMillis(20);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONGEST);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(OFTEN);
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
