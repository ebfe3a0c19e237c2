package dev.porter.invite;

import dev.porter.account.Accounts;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.List;

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
    public List<BotCommand> commands() {
        return List.of();
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        throw new IllegalArgumentException(command);
    }

    @Override
    public Reply press(Visit visit, List<String> action) {
        if (action.size() != 2 || !action.get(1).matches("[0-9]{1,18}")) {
            return Reply.say("There is no such request any more.").beside();
        }
        var administrator = accounts.of(visit.person()).orElseThrow();
        var id = Long.parseLong(action.get(1));
        var approve = action.getFirst().equals("approve");
        return durable.commit(() -> invites.decide(id, administrator, approve))
                .map(Reply::show)
                .orElseGet(() -> Reply.say("There is no such request any more."))
                .beside();
    }
}
