package dev.porter.restore;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Bringing files back.
@Configuration(proxyBeanMethods = false)
public class RestoreConfiguration {
    @Bean
    Restores restores(
            Accounts accounts,
            Administrators administrators,
            Activities activities,
            Catalogue catalogue,
            People people,
            ChatPlatforms platforms,
            Notices notices,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        return new Restores(
                accounts,
                administrators,
                activities,
                catalogue,
                people,
                platforms,
                notices,
                nas,
                schedule,
                durable,
                clock);
    }

    @Bean
    RestoreTopic restoreTopic(
            Accounts accounts, Catalogue catalogue, Restores restores, FilesTopic files) {
        return new RestoreTopic(accounts, catalogue, restores, files);
    }
}
