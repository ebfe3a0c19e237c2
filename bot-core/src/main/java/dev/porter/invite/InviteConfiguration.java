package dev.porter.invite;

import dev.porter.account.AccessRequests;
import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
import dev.porter.account.DecisionTopic;
import dev.porter.chat.ChatPlatforms;
import dev.porter.durable.Durable;
import dev.porter.secret.Guesses;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Inviting somebody.
@Configuration(proxyBeanMethods = false)
public class InviteConfiguration {
    @Bean
    Redemption redemption(
            Accounts accounts,
            AccessRequests requests,
            Invites invites,
            Guesses guesses,
            Durable durable) {
        return new Redemption(accounts, requests, invites, guesses, durable);
    }

    @Bean
    InviteViews inviteViews(
            Invites invites,
            ChatPlatforms platforms,
            PorterSettings settings,
            Durable durable,
            Clock clock) {
        return new InviteViews(invites, platforms, settings.nas(), durable, clock);
    }

    @Bean
    InviteTopic inviteTopic(
            Accounts accounts, Invites invites, InviteViews views, Durable durable) {
        return new InviteTopic(accounts, invites, views, durable);
    }

    @Bean
    DecisionTopic inviteDecisionTopic(Accounts accounts, Invites invites, Durable durable) {
        return new DecisionTopic("invites", accounts, durable, invites::decide);
    }

    @Bean
    InviteConversation inviteConversation(
            Accounts accounts,
            Invites invites,
            InviteViews views,
            Redemption redemption,
            Administrators administrators,
            Durable durable) {
        return new InviteConversation(
                accounts, invites, views, redemption, administrators, durable);
    }
}
