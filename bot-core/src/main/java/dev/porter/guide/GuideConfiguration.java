package dev.porter.guide;

import dev.porter.account.Accounts;
import dev.porter.backup.Backups;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.SpokenLanguages;
import dev.porter.conversation.Topics;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import dev.porter.photos.PhoneBackup;
import dev.porter.settings.PorterSettings;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The dashboard, the official apps, setting up a phone, and help.
@Configuration(proxyBeanMethods = false)
public class GuideConfiguration {
    @Bean
    MenuTopic menuTopic(
            Accounts accounts, Catalogue catalogue, Backups backups, Nas nas, PhoneBackup phones) {
        return new MenuTopic(accounts, catalogue, backups, nas, phones);
    }

    @Bean
    GuideTopic guideTopic(
            Accounts accounts,
            PorterSettings settings,
            Nas nas,
            PhoneBackup phones,
            ObjectProvider<Topics> topics) {
        return new GuideTopic(
                accounts,
                settings.nas(),
                nas,
                phones,
                visit -> commands(topics.getObject(), accounts, visit));
    }

    @Bean
    LanguageTopic languageTopic(SpokenLanguages languages, Durable durable) {
        return new LanguageTopic(languages, durable);
    }

    /// Those that somebody may use now.
    private static List<BotCommand> commands(Topics topics, Accounts accounts, Visit visit) {
        return topics.commands().stream()
                .filter(command -> accounts.includes(command.audience(), visit.person()))
                .filter(command -> !command.name().equals("claim") || !accounts.hasAdministrator())
                .toList();
    }
}
