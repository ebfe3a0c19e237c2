package dev.porter.core;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Has all tests wait for what comes by itself with [TestPatience], and look often. JUnit finds it
/// in every module.
public final class PatientTests implements LauncherSessionListener {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(TestPatience.LONGEST);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(OFTEN);
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
