package dev.porter.backup;

import dev.porter.account.Accounts;
import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.files.ReadBack;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.settings.PorterSettings;
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
    BackupWork backupWork(
            Backups backups,
            Accounts accounts,
            Catalogue catalogue,
            ChatPlatforms platforms,
            Nas nas,
            Notices notices,
            Receipts receipts,
            Spool spool,
            Durable durable,
            Clock clock) {
        return new BackupWork(
                backups, accounts, catalogue, platforms, nas, notices, receipts, spool, durable,
                clock);
    }

    @Bean
    Spool spool(PorterSettings settings) {
        return Spool.in(settings.data().resolve("spool"), settings.spoolLimit().toBytes());
    }

    @Bean
    Journal journal(PorterSettings settings, Clock clock) {
        return new Journal(settings.data().resolve("journal"), clock);
    }

    @Bean
    Intake intake(
            Accounts accounts, Backups backups, Journal journal, Spool spool, Durable durable) {
        return new Intake(accounts, backups, journal, spool, durable);
    }

    @Bean
    Verification verification(
            Accounts accounts,
            Backups backups,
            Catalogue catalogue,
            People people,
            Notices notices,
            ReadBack readBack,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        return new Verification(
                accounts, backups, catalogue, people, notices, readBack, schedule, durable, clock);
    }

    @Bean
    BackupTopic backupTopic(
            Accounts accounts,
            Backups backups,
            Receipts receipts,
            Verification verification,
            FilesTopic files,
            Nas nas,
            Intake intake) {
        return new BackupTopic(accounts, backups, receipts, verification, files, nas, intake);
    }
}
