package dev.porter.telegram;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while Telegram answers.
final class TelegramHealth implements HealthIndicator {
    private final Line line;

    TelegramHealth(Line line) {
        this.line = line;
    }

    @Override
    public Health health() {
        var state = line.state();
        var health =
                state.trouble() != null
                        ? Health.down().withDetail("trouble", state.trouble())
                        : state.answered() == null
                                ? Health.unknown().withDetail("trouble", "Not connected yet.")
                                : Health.up();
        if (state.answered() != null) {
            health.withDetail("answered", state.answered());
        }
        return health.build();
    }
}
