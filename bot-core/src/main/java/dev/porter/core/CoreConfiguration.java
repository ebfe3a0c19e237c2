package dev.porter.core;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.account.AccountConfiguration;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Claims;
import dev.porter.account.SignUp;
import dev.porter.admin.AdminConfiguration;
import dev.porter.admin.DiskWatch;
import dev.porter.admin.NasWatch;
import dev.porter.admin.PlatformWatch;
import dev.porter.backup.BackupConfiguration;
import dev.porter.backup.Intake;
import dev.porter.backup.Originals;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Languages;
import dev.porter.conversation.ConversationConfiguration;
import dev.porter.conversation.People;
import dev.porter.conversation.Reception;
import dev.porter.delivery.Courier;
import dev.porter.disk.TemporaryFolder;
import dev.porter.drive.DriveConfiguration;
import dev.porter.drive.Wishes;
import dev.porter.durable.DatabaseFile;
import dev.porter.durable.DatabaseRules;
import dev.porter.durable.Durable;
import dev.porter.durable.OnlyInstance;
import dev.porter.export.ExportConfiguration;
import dev.porter.export.Words;
import dev.porter.files.CatalogueRebuild;
import dev.porter.files.FilesConfiguration;
import dev.porter.files.Manifests;
import dev.porter.files.StoredBytes;
import dev.porter.guide.GuideConfiguration;
import dev.porter.invite.InviteConfiguration;
import dev.porter.notice.Notices;
import dev.porter.photos.PhotosConfiguration;
import dev.porter.restore.RestoreConfiguration;
import dev.porter.schedule.DbSchedule;
import dev.porter.schedule.LivedTime;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Stopping;
import dev.porter.schedule.Work;
import dev.porter.secret.Guesses;
import dev.porter.secret.Vault;
import dev.porter.settings.CannotStartException;
import dev.porter.settings.PorterSettings;
import dev.porter.support.SupportConfiguration;
import dev.porter.ticket.TicketConfiguration;
import dev.porter.ticket.Tickets;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts the product together: everything that people can do, in the order of the manual. It wants a
/// [dev.porter.nas.Nas] and any number of [ChatPlatform]s, which other modules bring.
@AutoConfiguration
@EnableConfigurationProperties(PorterSettings.class)
@EnableJpaRepositories("dev.porter")
@EntityScan("dev.porter")
@ComponentScan(
        basePackages = "dev.porter",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(Repository.class))
@Import({
    DatabaseConfiguration.class,
    ConversationConfiguration.class,
    AccountConfiguration.class,
    InviteConfiguration.class,
    BackupConfiguration.class,
    RestoreConfiguration.class,
    FilesConfiguration.class,
    TicketConfiguration.class,
    PhotosConfiguration.class,
    DriveConfiguration.class,
    ExportConfiguration.class,
    GuideConfiguration.class,
    SupportConfiguration.class,
    AdminConfiguration.class,
})
public class CoreConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ticker ticker() {
        return Ticker.systemTicker();
    }

    @Bean
    Stopping stopping() {
        return new Stopping();
    }

    @Bean
    ChatPlatforms chatPlatforms(ObjectProvider<ChatPlatform> all) {
        return new ChatPlatforms(() -> all.orderedStream().toList());
    }

    @Bean
    Durable durable(
            PlatformTransactionManager transactions, JdbcTemplate jdbc, DataSource dataSource) {
        return new Durable(
                new TransactionTemplate(transactions), jdbc, DatabaseRules.check(dataSource));
    }

    @Bean
    DbSchedule schedule(
            DataSource dataSource,
            OnlyInstance only, // unused: no work begins before it is taken
            ObjectProvider<Work> works,
            Clock clock,
            Stopping stopping) {
        return new DbSchedule(dataSource, () -> works.orderedStream().toList(), clock, stopping);
    }

    @Bean
    Housekeeping housekeeping(
            LivedTime time,
            Intake intake,
            Originals originals,
            StoredBytes bytes,
            Reception reception,
            Notices notices,
            Guesses guesses,
            Tickets tickets,
            Wishes wishes,
            Words words) {
        return new Housekeeping(
                time, intake, originals, bytes, reception, notices, guesses, tickets, wishes,
                words);
    }

    @Bean
    Opening opening(
            SignUp signUp,
            StoredBytes bytes,
            Intake intake,
            Reception reception,
            Claims claims,
            ChatPlatforms platforms,
            Schedule schedule,
            Clock clock) {
        return new Opening(signUp, bytes, intake, reception, claims, platforms, schedule, clock);
    }

    @Bean
    @ConditionalOnBooleanProperty("porter.recover")
    Recovery recovery(Accounts accounts, CatalogueRebuild catalogue) {
        return new Recovery(accounts, catalogue);
    }

    @Bean
    Nightly nightly(
            ObjectProvider<DatabaseFile> database,
            DataSource dataSource,
            Schedule schedule,
            Clock clock) {
        return new Nightly(database.getIfAvailable(), dataSource, schedule, clock);
    }

    @Bean
    ToTheNas toTheNas(
            ObjectProvider<DatabaseCopies> copies, Accounts accounts, Manifests manifests) {
        return new ToTheNas(copies.getIfAvailable(), accounts, manifests);
    }

    @Bean
    TemporaryFolder temporaryFolder(PorterSettings settings) {
        return TemporaryFolder.in(settings.data().resolve("tmp"));
    }

    @Bean
    Vault vault(PorterSettings settings) {
        try {
            return new Vault(settings.data().resolve("keys"));
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    Courier courier(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            Languages languages,
            Notices notices,
            Schedule schedule,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        return new Courier(
                accounts,
                activities,
                people,
                platforms,
                languages,
                notices,
                schedule,
                durable,
                stopping,
                clock);
    }

    @Bean
    Watch watch(NasWatch nas, PlatformWatch platforms, DiskWatch disk) {
        return new Watch(List.of(nas::look, platforms::look, disk::look));
    }
}
