package dev.porter.admin;

import dev.porter.account.AccessRequests;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.LogIns;
import dev.porter.account.PasswordResets;
import dev.porter.backup.Backups;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.invite.EverybodysInvites;
import dev.porter.nas.Nas;
import dev.porter.place.Places;
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
    PeopleDesk peopleDesk(
            Accounts accounts,
            PasswordResets resets,
            LogIns logIns,
            AccountSwitch accountSwitch,
            Activities activities,
            Catalogue catalogue,
            Backups backups,
            Nas nas,
            Durable durable) {
        return new PeopleDesk(
                accounts,
                resets,
                logIns,
                accountSwitch,
                activities,
                catalogue,
                backups,
                nas,
                durable);
    }

    @Bean
    Desks desks(
            Accounts accounts,
            WaitingRequests waiting,
            Administrators administrators,
            PeopleDesk people,
            Catalogue catalogue,
            Backups backups,
            Nas nas,
            Places places,
            Durable durable) {
        return new Desks(
                new Overview(accounts, waiting, backups, nas),
                new RequestsDesk(waiting, administrators, durable),
                people,
                new StorageDesk(accounts, catalogue, nas),
                new StuckDesk(accounts, backups, durable),
                new PlaceSetup(places, durable));
    }
}
