package dev.porter.chat;

import static dev.porter.language.Language.tr;

import dev.porter.language.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to a platform is doing. It logs only changes, however long a trouble lasts.
public final class Pulse {
    /// How it is at a moment.
    ///
    /// @param trouble what is wrong, in the language that is spoken; null when nothing is
    /// @param alive when the platform last gave a sign of life; null for never
    public record State(@Nullable String trouble, @Nullable Instant alive) {}

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final String platform;
    private final Duration silence;
    private final Clock clock;
    private boolean connected;
    private @Nullable Supplier<String> trouble;
    private @Nullable Instant alive;

    /// Of a platform that was not reached yet.
    ///
    /// @param platform as people write it
    /// @param silence how long no sign of life means that something is wrong
    public Pulse(String platform, Duration silence, Clock clock) {
        this.platform = platform;
        this.silence = silence;
        this.clock = clock;
    }

    /// Nothing is wrong now.
    public synchronized void connected() {
        if (!connected) {
            log.info("Connected to {}.", platform);
        }
        connected = true;
        trouble = null;
        alive();
    }

    /// The platform gave a sign of life, which does not say that nothing is wrong.
    public synchronized void alive() {
        alive = clock.instant();
    }

    /// Something is wrong until it is connected again.
    ///
    /// @param reason says it in the language that is spoken then
    public synchronized void failed(Supplier<String> reason) {
        var words = Language.ENGLISH.speak(reason);
        if (trouble == null || !Language.ENGLISH.speak(trouble).equals(words)) {
            log.warn("{}: {}", platform, words);
        }
        connected = false;
        trouble = reason;
    }

    /// How it is now.
    public synchronized State state() {
        return new State(trouble == null ? ofSilence() : trouble.get(), alive);
    }

    private @Nullable String ofSilence() {
        return alive != null && Duration.between(alive, clock.instant()).compareTo(silence) > 0
                ? tr("%s has not answered for a while.", platform)
                : null;
    }
}
