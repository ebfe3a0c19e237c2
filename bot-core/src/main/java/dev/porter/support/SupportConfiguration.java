package dev.porter.support;

import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
import dev.porter.account.LogIns;
import dev.porter.account.SecretsInHand;
import dev.porter.admin.NasWatch;
import dev.porter.backup.Backups;
import dev.porter.conversation.People;
import dev.porter.drive.DriveSearch;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Help when something is wrong.
@Configuration(proxyBeanMethods = false)
public class SupportConfiguration {
    @Bean
    SupportTopic supportTopic(
            Accounts accounts,
            ConnectionCheck connection,
            LostPassword lostPassword,
            People people,
            Allowance allowance) {
        return new SupportTopic(accounts, connection, lostPassword, people, allowance);
    }

    @Bean
    Allowance allowance(Clock clock) {
        return new Allowance(clock);
    }

    @Bean
    LostPassword lostPassword(
            Accounts accounts, Administrators administrators, Durable durable, Clock clock) {
        return new LostPassword(accounts, administrators, durable, clock);
    }

    @Bean
    ConnectionCheck connectionCheck(
            Accounts accounts, LogIns logIns, PorterSettings settings, Nas nas, NasWatch watch) {
        return new ConnectionCheck(accounts, logIns, settings.nas(), nas, watch::awaySince);
    }

    @Bean
    MissingFile missingFile(Catalogue catalogue, Backups backups, DriveSearch drive, Nas nas) {
        return new MissingFile(catalogue, backups, drive, nas);
    }

    @Bean
    LookConversation lookConversation(
            Accounts accounts, MissingFile missing, ConnectionCheck connection, LogIns logIns) {
        return new LookConversation(accounts, missing, connection, logIns, new SecretsInHand());
    }

    @Bean
    AnswerConversation answerConversation(People people, Notices notices, Durable durable) {
        return new AnswerConversation(people, notices, durable);
    }

    @Bean
    SupportConversation supportConversation(
            Accounts accounts,
            Administrators administrators,
            Durable durable,
            LostPassword lostPassword,
            Allowance allowance) {
        return new SupportConversation(accounts, administrators, durable, lostPassword, allowance);
    }
}
