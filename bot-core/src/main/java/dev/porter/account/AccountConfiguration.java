package dev.porter.account;

import dev.porter.conversation.People;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.place.Places;
import dev.porter.secret.Guesses;
import dev.porter.secret.Vault;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may come in.
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {
    private final PasswordHashes hashes = new PasswordHashes();
    private final PasswordRules rules = new PasswordRules();
    private final SecretsInHand secrets = new SecretsInHand();

    @Bean
    Administrators administrators(
            Accounts accounts, People people, Places places, Notices notices) {
        return new Administrators(accounts, people, places, notices);
    }

    @Bean
    TwoStep twoStep(Accounts accounts, RecoveryCodes recovery, Vault vault, Clock clock) {
        return new TwoStep(accounts, recovery, vault, clock);
    }

    @Bean
    SignUp signUp(
            Accounts accounts,
            AccessRequests requests,
            Activities activities,
            Nas nas,
            Durable durable) {
        return new SignUp(accounts, requests, activities, hashes, nas, durable);
    }

    @Bean
    LogIns logIns(
            Accounts accounts,
            Activities activities,
            TwoStep twoStep,
            Guesses guesses,
            Nas nas,
            People people,
            Notices notices,
            Durable durable,
            Clock clock) {
        return new LogIns(
                accounts,
                activities,
                hashes,
                twoStep,
                guesses,
                nas,
                people,
                notices,
                durable,
                clock);
    }

    @Bean
    Claims claims(
            Accounts accounts,
            Activities activities,
            Guesses guesses,
            Durable durable,
            PorterSettings settings) {
        return new Claims(accounts, activities, guesses, durable, settings.claimCode());
    }

    @Bean
    PasswordResets passwordResets(
            Accounts accounts, TwoStep twoStep, Guesses guesses, Nas nas, Durable durable) {
        return new PasswordResets(accounts, hashes, twoStep, guesses, nas, durable);
    }

    @Bean
    DoorTopic doorTopic(
            Accounts accounts,
            AccessRequests requests,
            Claims claims,
            Activities activities,
            Durable durable,
            BiFunction<Visit, String, Reply> inviteCode) {
        return new DoorTopic(accounts, requests, claims, activities, durable, inviteCode);
    }

    @Bean
    AccessTopic accessTopic(Accounts accounts, AccessRequests requests, Durable durable) {
        return new AccessTopic(accounts, requests, durable);
    }

    @Bean
    SecurityTopic securityTopic(
            Accounts accounts, Activities activities, People people, Nas nas, Durable durable) {
        return new SecurityTopic(accounts, activities, people, nas, durable);
    }

    @Bean
    AccessConversation accessConversation(AccessRequests requests, Durable durable) {
        return new AccessConversation(requests, durable);
    }

    @Bean
    SignUpConversation signUpConversation(
            SignUp signUp, Accounts accounts, AccessRequests requests) {
        return new SignUpConversation(signUp, accounts, requests, rules, secrets);
    }

    @Bean
    LogInConversation logInConversation(LogIns logIns) {
        return new LogInConversation(logIns, secrets);
    }

    @Bean
    SecurityConversation securityConversation(
            Accounts accounts,
            Activities activities,
            LogIns logIns,
            TwoStep twoStep,
            Guesses guesses,
            Nas nas,
            Durable durable) {
        return new SecurityConversation(
                accounts,
                activities,
                logIns,
                rules,
                hashes,
                twoStep,
                guesses,
                secrets,
                nas,
                durable);
    }
}
