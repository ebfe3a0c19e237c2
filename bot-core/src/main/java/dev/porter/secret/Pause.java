package dev.porter.secret;

import static dev.porter.language.Language.tr;

import java.time.Duration;

/// What has to pass before the next try at something.
public sealed interface Pause {
    /// How long that is, in words that follow "Please wait".
    String words();

    /// A while.
    record For(Duration time) implements Pause {
        private static final Duration LONG = Duration.ofMinutes(1);

        @Override
        public String words() {
            if (time.compareTo(LONG) > 0) {
                return tr("%d minutes", time.plusMinutes(1).minusNanos(1).toMinutes());
            }
            var seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
            return seconds <= 1 ? tr("a second") : tr("%d seconds", seconds);
        }
    }

    /// Until an administrator ends it.
    record UntilUnlocked() implements Pause {
        @Override
        public String words() {
            return tr("until an administrator has unlocked it (/support reaches one)");
        }
    }
}
