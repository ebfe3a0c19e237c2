package dev.porter.discord;

import dev.porter.language.Language;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to Discord is doing. It logs only changes, however long a trouble lasts.
final class Line {
    /// @param trouble what is wrong, in the language that is spoken; null when nothing is
    /// @param alive when Discord last gave a sign of life; null for never
    record State(@Nullable String trouble, @Nullable Instant alive) {}

    private static final Logger log = LoggerFactory.getLogger(Line.class);

    private final Clock clock;
    private @Nullable Supplier<String> trouble;
    private @Nullable Instant alive;
    private boolean connected;
    private boolean hearsServers;

    Line(Clock clock) {
        this.clock = clock;
    }

    synchronized void connected() {
        if (!connected) {
            log.info("Connected to Discord.");
        }
        connected = true;
        trouble = null;
        alive = clock.instant();
    }

    synchronized void alive() {
        alive = clock.instant();
    }

    /// Whether Discord tells Porter what is posted in servers.
    synchronized void hearsServers(boolean hears) {
        hearsServers = hears;
    }

    synchronized boolean hearsServers() {
        return hearsServers;
    }

    /// @param reason says it in the language that is spoken then
    synchronized void failed(Supplier<String> reason) {
        var words = Language.ENGLISH.speak(reason);
        if (trouble == null || !Language.ENGLISH.speak(trouble).equals(words)) {
            log.warn("Discord: {}", words);
        }
        connected = false;
        trouble = reason;
    }

    synchronized State state() {
        return new State(trouble == null ? null : trouble.get(), alive);
    }
}
