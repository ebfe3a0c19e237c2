package dev.porter.drive;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.backup.Backups;
import dev.porter.delivery.Courier;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.files.Folders;
import dev.porter.nas.Nas;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The account's own space.
@Configuration(proxyBeanMethods = false)
public class DriveConfiguration {
    private final Listings listings = new Listings();

    @Bean
    Drive drive(Nas nas, FilesTopic files, Backups backups) {
        return new Drive(nas, files, backups);
    }

    @Bean
    DriveViews driveViews(Drive drive, Folders folders, Nas nas) {
        return new DriveViews(drive, listings, folders, nas);
    }

    @Bean
    DriveDelivery driveDelivery(
            Courier courier, Wishes wishes, Nas nas, Drive drive, Durable durable) {
        return new DriveDelivery(courier, wishes, nas, drive, durable);
    }

    @Bean
    DriveTopic driveTopic(
            Accounts accounts,
            Drive drive,
            DriveViews views,
            DriveDelivery delivery,
            Folders folders) {
        return new DriveTopic(accounts, drive, views, listings, delivery, folders);
    }

    @Bean
    DriveSearch driveSearch(Drive drive, Catalogue catalogue, Backups backups) {
        return new DriveSearch(drive, listings, catalogue, backups);
    }

    @Bean
    DriveConversation driveConversation(
            Accounts accounts, Drive drive, DriveViews views, Folders folders) {
        return new DriveConversation(accounts, drive, views, folders);
    }

    @Bean
    LinksTopic linksTopic(
            Accounts accounts, Activities activities, Catalogue catalogue, Nas nas, Clock clock) {
        return new LinksTopic(accounts, activities, catalogue, nas, clock);
    }

    @Bean
    FileRequestConversation fileRequestConversation(
            Accounts accounts, Activities activities, Nas nas, Clock clock) {
        return new FileRequestConversation(accounts, activities, nas, clock);
    }
}
