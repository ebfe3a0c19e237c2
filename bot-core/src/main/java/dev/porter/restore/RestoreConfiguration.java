package dev.porter.restore;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Languages;
import dev.porter.conversation.People;
import dev.porter.delivery.Courier;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.files.ReadBack;
import dev.porter.files.StoredBytes;
import dev.porter.notice.Notices;
import dev.porter.settings.PorterSettings;
import dev.porter.ticket.Tickets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Bringing files back.
@Configuration(proxyBeanMethods = false)
public class RestoreConfiguration {
    @Bean
    Restores restores(
            Courier courier,
            Catalogue catalogue,
            ReadBack readBack,
            StoredBytes bytes,
            Tickets tickets,
            Durable durable) {
        return new Restores(courier, catalogue, readBack, bytes, tickets, durable);
    }

    @Bean
    Downloads downloads(
            Accounts accounts,
            Activities activities,
            Catalogue catalogue,
            Restores restores,
            Tickets tickets,
            People people,
            Languages languages,
            Notices notices,
            StoredBytes bytes,
            Durable durable) {
        return new Downloads(
                accounts,
                activities,
                catalogue,
                restores,
                tickets,
                people,
                languages,
                notices,
                bytes,
                durable);
    }

    @Bean
    RestoreTopic restoreTopic(
            Accounts accounts,
            Catalogue catalogue,
            Restores restores,
            FilesTopic files,
            Tickets tickets,
            PorterSettings settings) {
        return new RestoreTopic(
                accounts, catalogue, restores, files, tickets, settings.nas().forApps());
    }
}
