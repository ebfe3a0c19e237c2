package dev.porter.backup;

import dev.porter.account.Accounts;
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

/// The way of an attachment to the NAS.
@Configuration(proxyBeanMethods = false)
public class BackupConfiguration {
    @Bean
    Receipts receipts() {
        return new Receipts();
    }

    @Bean
    Marks marks(Backups backups, ChatPlatforms platforms) {
        return new Marks(backups, platforms);
    }

    @Bean
    BackupWork backupWork(
            Backups backups,
            Accounts accounts,
            Catalogue catalogue,
            ChatPlatforms platforms,
            Nas nas,
            Notices notices,
            Receipts receipts,
            Marks marks,
            Durable durable,
            Clock clock) {
        return new BackupWork(
                backups, accounts, catalogue, platforms, nas, notices, receipts, marks, durable,
                clock);
    }

    @Bean
    Verification verification(
            Accounts accounts,
            Backups backups,
            Catalogue catalogue,
            People people,
            Notices notices,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        return new Verification(
                accounts, backups, catalogue, people, notices, nas, schedule, durable, clock);
    }

    @Bean
    BackupTopic backupTopic(
            Accounts accounts,
            Backups backups,
            Receipts receipts,
            Verification verification,
            FilesTopic files,
            Nas nas,
            Durable durable) {
        return new BackupTopic(accounts, backups, receipts, verification, files, nas, durable);
    }
}
