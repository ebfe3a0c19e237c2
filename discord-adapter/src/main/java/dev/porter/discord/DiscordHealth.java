package dev.porter.discord;

import dev.porter.chat.Pulse;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while Discord can be heard.
final class DiscordHealth implements HealthIndicator {
    private final Pulse pulse;

    DiscordHealth(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public Health health() {
        var state = pulse.state();
        var health =
                state.trouble() != null
                        ? Health.down().withDetail("trouble", state.trouble())
                        : state.alive() == null
                                ? Health.unknown().withDetail("trouble", "Not connected yet.")
                                : Health.up();
        if (state.alive() != null) {
            health.withDetail("heard", state.alive());
        }
        return health.build();
    }
}
