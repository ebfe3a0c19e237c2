package dev.porter.account;

import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;

/// The buttons under a request for access.
public final class AccessTopic implements Topic {
    private final Accounts accounts;
    private final AccessRequests requests;
    private final Durable durable;

    AccessTopic(Accounts accounts, AccessRequests requests, Durable durable) {
        this.accounts = accounts;
        this.requests = requests;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "access";
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
                .flatMap(id -> durable.commit(() -> requests.decide(id, administrator, approve)))
                .map(decision -> Reply.show(decision.message()))
                .orElseGet(() -> Reply.say("There is no such request any more."))
                .beside();
    }
}
