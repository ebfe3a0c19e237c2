package dev.porter.export;

import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.backup.Arrivals;
import dev.porter.backup.Backups;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Languages;
import dev.porter.conversation.People;
import dev.porter.disk.TemporaryFolder;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What Porter knows of a person, and how that ends.
@Configuration(proxyBeanMethods = false)
public class ExportConfiguration {
    @Bean
    Exports exports(
            Accounts accounts,
            Holdings holdings,
            Catalogue catalogue,
            People people,
            ChatPlatforms platforms,
            Languages languages,
            Arrivals arrivals,
            Nas nas,
            Notices notices,
            Schedule schedule,
            Durable durable,
            TemporaryFolder temporary,
            Clock clock) {
        return new Exports(
                accounts, holdings, catalogue, people, platforms, languages, arrivals, nas, notices,
                schedule, durable, temporary, clock);
    }

    @Bean
    Deletions deletions(
            Accounts accounts,
            AccountSwitch accountSwitch,
            Backups backups,
            Forgetting forgetting,
            Owners owners,
            Administrators administrators,
            Activities activities,
            Languages languages,
            Notices notices,
            Durable durable,
            Clock clock) {
        return new Deletions(
                accounts,
                accountSwitch,
                backups,
                forgetting,
                owners,
                administrators,
                activities,
                languages,
                notices,
                durable,
                clock);
    }

    @Bean
    ExportTopic exportTopic(Accounts accounts, Exports exports, Deletions deletions) {
        return new ExportTopic(accounts, exports, deletions);
    }

    @Bean
    ExportConversation exportConversation(Accounts accounts, Deletions deletions) {
        return new ExportConversation(accounts, deletions);
    }
}
