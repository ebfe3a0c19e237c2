package dev.porter.discord;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.chat.Suggestions;
import dev.porter.conversation.Topics;
import dev.porter.language.Language;
import dev.porter.settings.ConditionalOnSecret;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// All of Discord, when a token is set.
@AutoConfiguration
@ConditionalOnSecret("porter.discord.token")
@EnableConfigurationProperties({DiscordSettings.class, PorterSettings.class})
public class DiscordConfiguration {
    @Bean
    Connection discordConnection(
            DiscordSettings settings, PorterSettings porter, ObjectProvider<Clock> clock) {
        return new Connection(
                settings,
                porter.data().resolve("discord"),
                Pace.usual(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    DiscordPlatform discordPlatform(Connection connection) {
        return connection.platform();
    }

    @Bean
    Gateway discordGateway(
            Connection connection,
            Inbox inbox,
            ObjectProvider<Suggestions> suggestions,
            ObjectProvider<DropPlaces> drops,
            ObjectProvider<AwaitedSecrets> secrets,
            ObjectProvider<Topics> topics,
            ObjectProvider<Languages> languages) {
        return connection.gateway(
                inbox,
                suggestions.getIfAvailable(() -> (_, _, _) -> List.of()),
                drops.getIfAvailable(() -> Map::of),
                secrets.getIfAvailable(() -> _ -> false),
                () -> {
                    var all = topics.getIfAvailable();
                    return all == null ? List.of() : all.commands();
                },
                languages.getIfAvailable(() -> _ -> Language.ENGLISH));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {
        @Bean
        HealthIndicator discordHealthIndicator(Connection connection) {
            return new DiscordHealth(connection.pulse());
        }
    }
}
