package dev.porter.photos;

import dev.porter.account.Accounts;
import dev.porter.account.Owners;
import dev.porter.account.SecretsInHand;
import dev.porter.delivery.Courier;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import dev.porter.restore.RestoreTopic;
import dev.porter.secret.Guesses;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Pictures and videos.
@Configuration(proxyBeanMethods = false)
public class PhotosConfiguration {
    private final Picks picks = new Picks();

    @Bean
    PhoneBackup phoneBackup(Nas nas, Clock clock) {
        return new PhoneBackup(nas, clock);
    }

    @Bean
    PhoneWatch phoneWatch(
            Accounts accounts,
            Owners owners,
            Phones phones,
            Nas nas,
            Durable durable,
            Clock clock) {
        return new PhoneWatch(accounts, owners, phones, nas, durable, clock);
    }

    @Bean
    PhotoDelivery photoDelivery(Courier courier, Nas nas) {
        return new PhotoDelivery(courier, nas);
    }

    @Bean
    PhotosTopic photosTopic(
            Accounts accounts,
            Catalogue catalogue,
            RestoreTopic restores,
            Nas nas,
            PhoneBackup phones,
            PhotoDelivery delivery) {
        var stored = new StoredPictures(catalogue, restores, nas);
        return new PhotosTopic(accounts, stored, nas, phones, picks, delivery);
    }

    @Bean
    PhotosConversation photosConversation(
            Accounts accounts, Nas nas, Guesses guesses, Durable durable) {
        return new PhotosConversation(accounts, nas, picks, new SecretsInHand(), guesses, durable);
    }
}
