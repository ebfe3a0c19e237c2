package dev.porter.invite;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.List;

/// Inviting somebody, and the invites one has made.
final class InviteTopic implements Topic {
    private final Accounts accounts;
    private final Invites invites;
    private final InviteViews views;
    private final Durable durable;

    InviteTopic(Accounts accounts, Invites invites, InviteViews views, Durable durable) {
        this.accounts = accounts;
        this.invites = invites;
        this.views = views;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "invite";
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "invite", Audience.MEMBER, "invite somebody; see and revoke invites"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(views.list(accounts.member(visit.person()), 0));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("have")) {
            return Reply.ask(new InviteStep.AskCode());
        }
        return accounts.of(visit.person())
                .filter(Account::active)
                .map(account -> member(account, action))
                .orElseGet(() -> Reply.say(tr("You need to be logged in for that: /start")));
    }

    private Reply member(Account account, Action action) {
        var id = action.number().orElse(-1L);
        return switch (action.verb()) {
            case "new" -> Reply.ask(new InviteStep.AskForWhom());
            case "show" -> views.show(account, id);
            case "again" -> views.again(account, id);
            case "revoke" -> {
                var revoked = durable.commit(() -> invites.revoke(account, id));
                yield Reply.show(
                        views.list(account, Page.number(action.word(2)))
                                .after(
                                        revoked
                                                ? tr("Revoked.")
                                                : tr("That invite is over already.")));
            }
            default -> Reply.show(views.list(account, Page.number(action)));
        };
    }
}
