package dev.porter.photos;

import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.SecretsInHand;
import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.FilesTopic;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.secret.Guesses;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Pictures and videos.
@Configuration(proxyBeanMethods = false)
public class PhotosConfiguration {
    private final Desks desks = new Desks();

    @Bean
    PhoneBackup phoneBackup(Nas nas) {
        return new PhoneBackup(nas);
    }

    @Bean
    PhotoDelivery photoDelivery(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            Notices notices,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        return new PhotoDelivery(
                accounts, activities, people, platforms, notices, nas, schedule, durable, clock);
    }

    @Bean
    PhotosTopic photosTopic(
            Accounts accounts,
            FilesTopic files,
            Nas nas,
            PhoneBackup phones,
            PhotoDelivery delivery) {
        return new PhotosTopic(accounts, files, nas, phones, desks, delivery);
    }

    @Bean
    PhotosConversation photosConversation(
            Accounts accounts, Nas nas, Guesses guesses, Durable durable) {
        return new PhotosConversation(accounts, nas, desks, new SecretsInHand(), guesses, durable);
    }
}
