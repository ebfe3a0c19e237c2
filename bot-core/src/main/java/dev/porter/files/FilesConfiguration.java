package dev.porter.files;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Stored files.
@Configuration(proxyBeanMethods = false)
public class FilesConfiguration {
    @Bean
    FileViews fileViews(Catalogue catalogue, Nas nas) {
        return new FileViews(catalogue, nas);
    }

    @Bean
    Moves moves(Catalogue catalogue, Nas nas, Durable durable, Clock clock) {
        return new Moves(catalogue, nas, durable, clock);
    }

    @Bean
    FilesTopic filesTopic(
            Accounts accounts,
            Activities activities,
            Catalogue catalogue,
            Moves moves,
            FileViews views) {
        return new FilesTopic(accounts, activities, catalogue, moves, views);
    }

    @Bean
    FilesConversation filesConversation(
            Accounts accounts, Catalogue catalogue, Moves moves, FileViews views, Nas nas) {
        return new FilesConversation(accounts, catalogue, moves, views, nas);
    }
}
