package dev.porter.discord;

import java.time.Duration;

/// How long what takes in a test: as in life, only quicker, and one thing at a time otherwise.
final class Paces {
    private static final Duration LONG = Duration.ofMinutes(5);

    private Duration stuck = LONG;
    private Duration deaf = LONG;
    private Duration catchUp = LONG;
    private Duration hook = LONG;
    private Duration fleeting = LONG;
    private Duration silence = Duration.ofMinutes(1);
    private Duration stop = Duration.ofSeconds(3);

    static Paces quick() {
        return new Paces();
    }

    Paces stuckAfter(Duration time) {
        stuck = time;
        return this;
    }

    Paces deafAfter(Duration time) {
        deaf = time;
        return this;
    }

    Paces catchUpEvery(Duration time) {
        catchUp = time;
        return this;
    }

    Paces hookFor(Duration time) {
        hook = time;
        return this;
    }

    Paces fleetingFor(Duration time) {
        fleeting = time;
        return this;
    }

    Paces silentFor(Duration time) {
        silence = time;
        return this;
    }

    Paces stopWithin(Duration time) {
        stop = time;
        return this;
    }

    Pace pace() {
        return new Pace(
                Duration.ofMillis(50),
                Duration.ofMillis(400),
                Duration.ZERO,
                Duration.ofMillis(50),
                stuck,
                deaf,
                catchUp,
                hook,
                Duration.ofMillis(200),
                fleeting,
                silence,
                stop);
    }
}
