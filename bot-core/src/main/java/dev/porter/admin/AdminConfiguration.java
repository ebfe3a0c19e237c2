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
import dev.porter.durable.DatabaseFile;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.invite.EverybodysInvites;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.place.Places;
import dev.porter.settings.PorterSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What an administrator does, in the order in which the words after `/admin` are shown.
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
    AdminConversation adminConversation(
            Accounts accounts,
            AccountCard card,
            AccountSwitch accountSwitch,
            PasswordResets resets,
            WaitingRequests waiting,
            Activities activities,
            Administrators administrators,
            Owners owners,
            Announcements announcements,
            Nas nas,
            Durable durable) {
        var changes =
                new AccountChanges(
                        accounts,
                        card,
                        accountSwitch,
                        resets,
                        waiting,
                        activities,
                        administrators,
                        owners,
                        nas,
                        durable);
        return new AdminConversation(accounts, changes, announcements);
    }

    @Bean
    Desks desks(
            Accounts accounts,
            WaitingRequests waiting,
            EverybodysInvites invites,
            Administrators administrators,
            AccountCard card,
            LogIns logIns,
            Activities activities,
            Announcements announcements,
            Catalogue catalogue,
            Backups backups,
            Nas nas,
            Places places,
            PorterSettings settings,
            ChatPlatforms platforms,
            ObjectProvider<DatabaseFile> database,
            Durable durable) {
        var data = settings.data().toFile();
        return new Desks(
                new Overview(accounts, waiting, backups, nas),
                new RequestsDesk(waiting, administrators, durable),
                new PeopleDesk(accounts, card, logIns, activities, durable),
                new InvitesDesk(accounts, invites, durable),
                new StorageDesk(accounts, catalogue, nas),
                new StuckDesk(accounts, backups, activities, durable),
                new AnnounceDesk(announcements),
                new AuditDesk(activities),
                new SettingsDesk(
                        settings,
                        nas,
                        platforms,
                        database.getIfAvailable(),
                        data::getUsableSpace,
                        versions()),
                new PlaceSetup(places, durable));
    }

    private static String versions() {
        var porter = AdminConfiguration.class.getPackage().getImplementationVersion();
        return "Porter %s, Java %s, Spring Boot %s"
                .formatted(
                        porter == null ? "as it is being developed" : porter,
                        Runtime.version(),
                        SpringBootVersion.getVersion());
    }
}
