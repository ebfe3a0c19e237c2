package dev.porter.admin;

import dev.porter.account.AccessRequests;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.LogIns;
import dev.porter.account.Owners;
import dev.porter.account.PasswordResets;
import dev.porter.backup.Backups;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Languages;
import dev.porter.durable.DatabaseFile;
import dev.porter.durable.Durable;
import dev.porter.export.Deletions;
import dev.porter.files.Catalogue;
import dev.porter.invite.EverybodysInvites;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.place.Places;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What an administrator does, the desks in the order in which the words after `/admin` are shown,
/// and what is looked at by itself.
@Configuration(proxyBeanMethods = false)
public class AdminConfiguration {
    @Bean
    WaitingRequests waitingRequests(AccessRequests access, EverybodysInvites invites) {
        return new WaitingRequests(access, invites);
    }

    @Bean
    AccountCard accountCard(LogIns logIns, Catalogue catalogue, Backups backups) {
        return new AccountCard(logIns, catalogue, backups);
    }

    @Bean
    Announcements announcements(
            Accounts accounts,
            Owners owners,
            Notices notices,
            Activities activities,
            Durable durable) {
        return new Announcements(accounts, owners, notices, activities, durable);
    }

    @Bean
    AccountChanges accountChanges(
            Accounts accounts,
            AccountCard card,
            AccountSwitch accountSwitch,
            PasswordResets resets,
            Deletions deletions,
            WaitingRequests waiting,
            Activities activities,
            Administrators administrators,
            Owners owners,
            Nas nas,
            Durable durable) {
        return new AccountChanges(
                accounts,
                card,
                accountSwitch,
                resets,
                deletions,
                waiting,
                activities,
                administrators,
                owners,
                nas,
                durable);
    }

    @Bean
    AdminConversation adminConversation(
            Accounts accounts,
            AccountChanges changes,
            PeopleDesk people,
            StuckDesk stuck,
            Announcements announcements) {
        return new AdminConversation(accounts, changes, people, stuck, announcements);
    }

    @Bean
    Overview overview(Accounts accounts, WaitingRequests waiting, Backups backups, Nas nas) {
        return new Overview(accounts, waiting, backups, nas);
    }

    @Bean
    RequestsDesk requestsDesk(
            WaitingRequests waiting, Administrators administrators, Durable durable) {
        return new RequestsDesk(waiting, administrators, durable);
    }

    @Bean
    PeopleDesk peopleDesk(
            Accounts accounts,
            AccountCard card,
            LogIns logIns,
            Activities activities,
            Durable durable) {
        return new PeopleDesk(accounts, card, logIns, activities, durable);
    }

    @Bean
    InvitesDesk invitesDesk(Accounts accounts, EverybodysInvites invites, Durable durable) {
        return new InvitesDesk(accounts, invites, durable);
    }

    @Bean
    StorageDesk storageDesk(Accounts accounts, Catalogue catalogue, Nas nas) {
        return new StorageDesk(accounts, catalogue, nas);
    }

    @Bean
    StuckDesk stuckDesk(
            Accounts accounts, Backups backups, Activities activities, Durable durable) {
        return new StuckDesk(accounts, backups, activities, durable);
    }

    @Bean
    AnnounceDesk announceDesk(Announcements announcements) {
        return new AnnounceDesk(announcements);
    }

    @Bean
    AuditDesk auditDesk(Activities activities) {
        return new AuditDesk(activities);
    }

    @Bean
    SettingsDesk settingsDesk(
            PorterSettings settings,
            Nas nas,
            ChatPlatforms platforms,
            ObjectProvider<DatabaseFile> database) {
        var data = settings.data().toFile();
        return new SettingsDesk(
                settings,
                nas,
                platforms,
                database.getIfAvailable(),
                data::getUsableSpace,
                versions());
    }

    @Bean
    PlaceSetup placeSetup(Places places, Languages languages, Durable durable) {
        return new PlaceSetup(places, languages, durable);
    }

    @Bean
    AdminTopic adminTopic(List<Desk> desks) {
        return new AdminTopic(desks);
    }

    @Bean
    NasWatch nasWatch(Nas nas, Backups backups, Alarms alarms, Durable durable, Clock clock) {
        return new NasWatch(nas, backups, alarms, durable, clock);
    }

    @Bean
    PlatformWatch platformWatch(ChatPlatforms platforms, Alarms alarms) {
        return new PlatformWatch(platforms, alarms);
    }

    @Bean
    DiskWatch diskWatch(PorterSettings settings, Alarms alarms) {
        return new DiskWatch(settings.data().toFile()::getUsableSpace, alarms);
    }

    private static String versions() {
        var porter = AdminConfiguration.class.getPackage().getImplementationVersion();
        return "Porter %s, Java %s, Spring Boot %s"
                .formatted(
                        porter == null ? "(development build)" : porter,
                        Runtime.version(),
                        SpringBootVersion.getVersion());
    }
}
