package dev.porter.health;

import dev.porter.backup.Backups;
import dev.porter.nas.Nas;
import dev.porter.schedule.DbSchedule;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// The parts of the health that are there whatever the platforms are, and the chat page; other
/// platforms bring their own.
@AutoConfiguration(afterName = "dev.porter.web.WebChatConfiguration")
public class HealthConfiguration {
    @Bean
    FilterRegistrationBean<OwnNames> ownNames(WebEndpointProperties endpoints) {
        var filter = new FilterRegistrationBean<>(new OwnNames());
        filter.addUrlPatterns(endpoints.getBasePath() + "/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /// Down when files can be neither stored nor read.
    @Bean
    HealthIndicator nasHealthIndicator(Nas nas) {
        return () -> {
            var state = nas.health();
            return (state.ready() ? Health.up() : Health.down())
                    .withDetail("says", state.words())
                    .withDetail("free", state.free())
                    .build();
        };
    }

    /// Down when nothing is worked off. Files that wait for the NAS are no fault of the queue.
    @Bean
    HealthIndicator queueHealthIndicator(DbSchedule schedule, Backups backups) {
        return () ->
                (schedule.isRunning() ? Health.up() : Health.down())
                        .withDetail("stuck", backups.stuck().size())
                        .build();
    }

    /// The chat page has no line to anywhere that could be cut.
    @Bean
    @ConditionalOnBean(name = "webChat")
    HealthIndicator webHealthIndicator() {
        return () -> Health.up().build();
    }
}
