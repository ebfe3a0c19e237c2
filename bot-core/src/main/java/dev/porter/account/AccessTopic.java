package dev.porter.account;

import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.List;

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
    public List<BotCommand> commands() {
        return List.of();
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        throw new IllegalArgumentException(command);
    }

    @Override
    public Reply press(Visit visit, List<String> action) {
        var administrator = accounts.of(visit.person()).orElseThrow();
        return action.size() == 2 && action.get(1).matches("[0-9]{1,18}")
                ? decide(Long.parseLong(action.get(1)), administrator, action.getFirst())
                : gone();
    }

    private Reply decide(long id, Account administrator, String word) {
        var decision =
                durable.commit(() -> requests.decide(id, administrator, word.equals("approve")));
        return decision.map(made ->
                        made.now()
                                ? Reply.show(made.message()).beside()
                                : Reply.show(made.message().after("That was decided already."))
                                        .beside())
                .orElseGet(AccessTopic::gone);
    }

    private static Reply gone() {
        return Reply.say("There is no such request any more.");
    }
}
