package dev.porter.telegram;

import static dev.porter.language.Language.tr;

import dev.porter.language.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to Telegram is doing. It logs only changes, however long a trouble lasts.
final class Pulse {
    /// @param trouble what is wrong, in the language that is spoken; null when nothing is
    /// @param answered when Telegram last answered as it should; null for never
    record State(@Nullable String trouble, @Nullable Instant answered) {}

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final Clock clock;
    private final Duration silence;
    private @Nullable Supplier<String> trouble;
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

    /// @param reason says it in the language that is spoken then
    synchronized void failed(Supplier<String> reason) {
        var words = Language.ENGLISH.speak(reason);
        if (trouble == null || !Language.ENGLISH.speak(trouble).equals(words)) {
            log.warn("Telegram: {}", words);
        }
        trouble = reason;
    }

    synchronized State state() {
        var quiet =
                trouble == null
                        && answered != null
                        && answered.plus(silence).isBefore(clock.instant());
        var words = trouble == null ? null : trouble.get();
        return new State(quiet ? tr("Telegram has not answered for a while.") : words, answered);
    }
}
