package dev.porter.invite;

import dev.porter.account.Accounts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;

/// The buttons under a member's wish to invite somebody.
public final class InviteDecisionTopic implements Topic {
    private final Accounts accounts;
    private final Invites invites;
    private final Durable durable;

    InviteDecisionTopic(Accounts accounts, Invites invites, Durable durable) {
        this.accounts = accounts;
        this.invites = invites;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "invites";
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var administrator = accounts.of(visit.person()).orElseThrow();
        var approve = action.verb().equals("approve");
        if (!approve && !action.verb().equals("decline")) {
            return Reply.say("There is no such request any more.").beside();
        }
        return action.number()
                .flatMap(id -> durable.commit(() -> invites.decide(id, administrator, approve)))
                .map(Reply::show)
                .orElseGet(() -> Reply.say("There is no such request any more."))
                .beside();
    }
}
