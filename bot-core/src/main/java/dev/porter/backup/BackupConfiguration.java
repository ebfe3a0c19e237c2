package dev.porter.backup;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.account.Accounts;
import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.files.ReadBack;
import dev.porter.files.StoredBytes;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Stopping;
import dev.porter.settings.PorterSettings;
import dev.porter.ticket.Tickets;
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
    Publishing publishing(
            Backups backups,
            Catalogue catalogue,
            Nas nas,
            StoredBytes stored,
            Durable durable,
            Stopping stopping) {
        return new Publishing(backups, catalogue, nas, stored, durable, stopping);
    }

    @Bean
    Transfers transfers(
            Backups backups,
            ChatPlatforms platforms,
            Nas nas,
            Publishing publishing,
            Notices notices,
            Receipts receipts,
            Spool spool,
            Marks marks,
            Durable durable,
            Stopping stopping,
            Ticker ticker) {
        return new Transfers(
                backups,
                platforms,
                nas,
                publishing,
                notices,
                receipts,
                spool,
                marks,
                durable,
                stopping,
                ticker);
    }

    @Bean
    BackupWork backupWork(
            Backups backups,
            Accounts accounts,
            ChatPlatforms platforms,
            Publishing publishing,
            Spool spool,
            Transfers transfers,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        return new BackupWork(
                backups,
                accounts,
                platforms,
                publishing,
                spool,
                transfers,
                durable,
                stopping,
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
            Accounts accounts,
            Backups backups,
            Arrivals arrivals,
            Journal journal,
            Spool spool,
            Durable durable) {
        return new Intake(accounts, backups, arrivals, journal, spool, durable);
    }

    @Bean
    Originals originals(Backups backups, ChatPlatforms platforms) {
        return new Originals(backups, platforms);
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
    Leftovers leftovers(
            Accounts accounts, Backups backups, Nas nas, Stopping stopping, Clock clock) {
        return new Leftovers(accounts, backups, nas, stopping, clock);
    }

    @Bean
    Room room(Nas nas) {
        return new Room(nas);
    }

    @Bean
    Arrivals arrivals(
            Accounts accounts,
            Backups backups,
            Transfers transfers,
            Room room,
            Tickets tickets,
            People people,
            Durable durable) {
        return new Arrivals(accounts, backups, transfers, room, tickets, people, durable);
    }

    @Bean
    BackupTopic backupTopic(
            Accounts accounts,
            Backups backups,
            Receipts receipts,
            Verification verification,
            FilesTopic files,
            Room room,
            Tickets tickets,
            PorterSettings settings,
            Intake intake) {
        return new BackupTopic(
                accounts,
                backups,
                receipts,
                verification,
                files,
                room,
                tickets,
                settings.nas().forApps(),
                intake);
    }
}
