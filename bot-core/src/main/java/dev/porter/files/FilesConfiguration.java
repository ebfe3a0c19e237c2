package dev.porter.files;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.disk.TemporaryFolder;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Stopping;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Stored files.
@Configuration(proxyBeanMethods = false)
public class FilesConfiguration {
    @Bean
    FileViews fileViews(Catalogue catalogue, Bin bin, Nas nas, PorterSettings settings) {
        return new FileViews(catalogue, bin, nas, settings.publicUrl() != null);
    }

    @Bean
    StoredBytes storedBytes(
            Catalogue catalogue,
            Bin bin,
            Moves moves,
            ManifestsSoon manifests,
            Nas nas,
            Durable durable) {
        return new StoredBytes(catalogue, bin, moves, manifests, nas, durable);
    }

    @Bean
    ReadBack readBack(
            Catalogue catalogue,
            Checks checks,
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            StoredBytes bytes,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        return new ReadBack(
                catalogue,
                checks,
                accounts,
                administrators,
                owners,
                bytes,
                durable,
                stopping,
                clock);
    }

    @Bean
    Scrub scrub(
            Checks checks,
            ReadBack readBack,
            Stopping stopping,
            Clock clock,
            PorterSettings settings) {
        return new Scrub(checks, readBack, stopping, clock, settings.nas().checkEvery());
    }

    @Bean
    ManifestsSoon manifestsSoon(
            Accounts accounts, Manifests manifests, Schedule schedule, Clock clock) {
        return new ManifestsSoon(accounts, manifests, schedule, clock);
    }

    @Bean
    Manifests manifests(ManifestLines catalogue, Nas nas, TemporaryFolder temporary, Clock clock) {
        return new Manifests(catalogue, nas, temporary, clock);
    }

    @Bean
    CatalogueRebuild catalogueRebuild(
            ManifestLines catalogue, Manifests manifests, Nas nas, Durable durable) {
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
