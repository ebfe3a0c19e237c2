package dev.porter.account;

import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.place.Places;
import dev.porter.schedule.Schedule;
import dev.porter.secret.Guesses;
import dev.porter.secret.Vault;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may come in.
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {
    private final PasswordHashes hashes;
    private final PasswordRules rules = new PasswordRules();
    private final SecretsInHand secrets = new SecretsInHand();

    /// @param others instead of the real ones, where hundreds of people sign up at once
    AccountConfiguration(Optional<PasswordHashes> others) {
        hashes = others.orElseGet(PasswordHashes::new);
    }

    @Bean
    Administrators administrators(
            Accounts accounts, Owners owners, Places places, Notices notices) {
        return new Administrators(accounts, owners, places, notices);
    }

    @Bean
    Owners owners(Accounts accounts, People people, Notices notices) {
        return new Owners(accounts, people, notices);
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
            Guesses guesses,
            UserOrders orders,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        return new SignUp(
                accounts,
                requests,
                activities,
                guesses,
                hashes,
                orders,
                nas,
                schedule,
                durable,
                clock);
    }

    @Bean
    UserOrders userOrders(
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            ChatPlatforms platforms,
            Nas nas,
            Durable durable) {
        return new UserOrders(accounts, administrators, owners, platforms, nas, durable);
    }

    @Bean
    UserOrdersTopic userOrdersTopic(UserOrders orders) {
        return new UserOrdersTopic(orders);
    }

    @Bean
    UserKeeping userKeeping(Accounts accounts, Nas nas) {
        return new UserKeeping(accounts, nas);
    }

    @Bean
    LogIns logIns(
            Accounts accounts,
            AccessRequests requests,
            Activities activities,
            TwoStep twoStep,
            Guesses guesses,
            Nas nas,
            UserOrders orders,
            Owners owners,
            Administrators administrators,
            ChatPlatforms platforms,
            Durable durable,
            Clock clock) {
        return new LogIns(
                accounts,
                requests,
                activities,
                hashes,
                twoStep,
                guesses,
                nas,
                orders,
                owners,
                administrators,
                platforms,
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
        var setting = settings.claimCode() == null ? "porter.claim-code-file" : "porter.claim-code";
        return new Claims(
                accounts, activities, guesses, durable, settings.claim().orElse(null), setting);
    }

    @Bean
    LogOuts logOuts(Accounts accounts, People people, Notices notices) {
        return new LogOuts(accounts, people, notices);
    }

    @Bean
    PasswordResets passwordResets(
            Accounts accounts,
            TwoStep twoStep,
            Guesses guesses,
            LogOuts logOuts,
            Nas nas,
            Durable durable) {
        return new PasswordResets(accounts, hashes, twoStep, guesses, logOuts, nas, durable);
    }

    @Bean
    AccountSwitch accountSwitch(
            Accounts accounts,
            Activities activities,
            Administrators administrators,
            Nas nas,
            Durable durable) {
        return new AccountSwitch(accounts, activities, administrators, nas, durable);
    }

    @Bean
    DoorTopic doorTopic(
            Accounts accounts,
            AccessRequests requests,
            Claims claims,
            Activities activities,
            Undecided undecided,
            Durable durable,
            InviteCodes inviteCodes) {
        return new DoorTopic(
                accounts, requests, claims, activities, undecided, durable, inviteCodes);
    }

    @Bean
    DecisionTopic accessTopic(Accounts accounts, AccessRequests requests, Durable durable) {
        return new DecisionTopic("access", accounts, durable, requests::decide);
    }

    @Bean
    SecurityTopic securityTopic(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            LogOuts logOuts,
            Nas nas,
            Durable durable) {
        return new SecurityTopic(accounts, activities, people, platforms, logOuts, nas, durable);
    }

    @Bean
    AccessConversation accessConversation(
            AccessRequests requests, Administrators administrators, Durable durable) {
        return new AccessConversation(requests, administrators, durable);
    }

    @Bean
    SignUpConversation signUpConversation(
            SignUp signUp, UserOrders orders, Accounts accounts, AccessRequests requests) {
        return new SignUpConversation(signUp, orders, accounts, requests, rules, secrets);
    }

    @Bean
    LogInConversation logInConversation(LogIns logIns, Undecided undecided) {
        return new LogInConversation(logIns, secrets, undecided);
    }

    @Bean
    SecurityConversation securityConversation(
            Accounts accounts,
            Activities activities,
            LogIns logIns,
            TwoStep twoStep,
            LogOuts logOuts,
            Nas nas,
            Durable durable,
            Clock clock) {
        return new SecurityConversation(
                accounts,
                activities,
                logIns,
                rules,
                hashes,
                twoStep,
                secrets,
                new Confirmations(clock),
                logOuts,
                nas,
                durable);
    }
}
