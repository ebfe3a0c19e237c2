package dev.porter.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to Telegram is doing. It logs only changes, however long a trouble lasts.
final class Pulse {
    /// @param trouble what is wrong; null when nothing is
    /// @param answered when Telegram last answered as it should; null for never
    record State(@Nullable String trouble, @Nullable Instant answered) {}

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final Clock clock;
    private final Duration silence;
    private @Nullable String trouble;
    private @Nullable Instant answered;

    /// @param silence how long no answer means that something is wrong
    Pulse(Clock clock, Duration silence) {
        this.clock = clock;
        this.silence = silence;
    }

    synchronized void answered() {
        if (trouble != null || answered == null) {
            log.info("Telegram answers.");
        }
        trouble = null;
        answered = clock.instant();
    }

    synchronized void failed(String reason) {
        if (!Objects.equals(trouble, reason)) {
            log.warn("Telegram: {}", reason);
        }
        trouble = reason;
    }

    synchronized State state() {
        var quiet =
                trouble == null
                        && answered != null
                        && answered.plus(silence).isBefore(clock.instant());
        return new State(quiet ? "Telegram has not answered for a while." : trouble, answered);
    }
}
