package dev.porter.files;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Stored files.
@Configuration(proxyBeanMethods = false)
public class FilesConfiguration {
    @Bean
    FileViews fileViews(Catalogue catalogue, Nas nas, PorterSettings settings) {
        return new FileViews(catalogue, nas, settings.publicUrl() != null);
    }

    @Bean
    StoredBytes storedBytes(Catalogue catalogue, Nas nas, Durable durable, Clock clock) {
        return new StoredBytes(catalogue, nas, durable);
    }

    @Bean
    ReadBack readBack(
            Catalogue catalogue,
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            StoredBytes bytes,
            Durable durable) {
        return new ReadBack(catalogue, accounts, administrators, owners, bytes, durable);
    }

    @Bean
    Scrub scrub(Catalogue catalogue, ReadBack readBack, Clock clock, PorterSettings settings) {
        return new Scrub(catalogue, readBack, clock, settings.nas().checkEvery());
    }

    @Bean
    Manifests manifests(Catalogue catalogue, Nas nas, Clock clock) {
        return new Manifests(catalogue, nas, clock);
    }

    @Bean
    CatalogueRebuild catalogueRebuild(
            Catalogue catalogue, Manifests manifests, Nas nas, Durable durable) {
        return new CatalogueRebuild(catalogue, manifests, nas, durable);
    }

    @Bean
    Folders folders(Nas nas) {
        return new Folders(nas);
    }

    @Bean
    FilesTopic filesTopic(
            Accounts accounts,
            Activities activities,
            Catalogue catalogue,
            StoredBytes bytes,
            FileViews views,
            Folders folders) {
        return new FilesTopic(accounts, activities, catalogue, bytes, views, folders);
    }

    @Bean
    FilesConversation filesConversation(
            Accounts accounts,
            Catalogue catalogue,
            StoredBytes bytes,
            FileViews views,
            Folders folders) {
        return new FilesConversation(accounts, catalogue, bytes, views, folders);
    }
}
