package dev.porter.telegram;

import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.conversation.Audiences;
import dev.porter.conversation.Topics;
import dev.porter.language.Language;
import dev.porter.secret.Vault;
import dev.porter.settings.ConditionalOnSecret;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// All of Telegram, when a token is set.
@AutoConfiguration
@ConditionalOnSecret("porter.telegram.token")
@EnableConfigurationProperties({TelegramSettings.class, PorterSettings.class})
public class TelegramConfiguration {
    @Bean
    Waits telegramWaits(TelegramSettings settings) {
        return Waits.usual(settings.localFiles());
    }

    @Bean
    Connection telegramConnection(
            TelegramSettings settings,
            PorterSettings porter,
            ObjectProvider<Vault> vault,
            Waits waits,
            ObjectProvider<Clock> clock) {
        return new Connection(
                settings,
                porter.data(),
                vault.getIfAvailable(() -> new Vault(porter.data().resolve("keys"))),
                waits,
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    TelegramPlatform telegramPlatform(Connection connection) {
        return connection.platform();
    }

    @Bean
    UpdateLoop telegramUpdates(
            Connection connection,
            Inbox inbox,
            ObjectProvider<Topics> topics,
            ObjectProvider<Audiences> audiences,
            ObjectProvider<Languages> languages) {
        return connection.updates(
                inbox,
                () -> topics.stream().flatMap(all -> all.commands().stream()).toList(),
                (audience, person) ->
                        audiences.stream().anyMatch(each -> each.includes(audience, person)),
                languages.getIfAvailable(() -> _ -> Language.ENGLISH));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {
        @Bean
        HealthIndicator telegramHealthIndicator(Connection connection) {
            return new TelegramHealth(connection.pulse());
        }
    }
}
