package dev.porter.admin;

import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.invite.EverybodysInvites;
import java.util.ArrayList;
import java.util.List;

/// The open invites of everybody.
final class InvitesDesk implements Desk {
    private static final int PAGE = 5;

    private final Accounts accounts;
    private final EverybodysInvites invites;
    private final Durable durable;

    InvitesDesk(Accounts accounts, EverybodysInvites invites, Durable durable) {
        this.accounts = accounts;
        this.invites = invites;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("invites", "the open invites of everybody");
    }

    @Override
    public List<String> deeds() {
        return List.of("revoke");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("invites")) {
            return Reply.show(list(action));
        }
        var by = accounts.of(visit.person()).orElseThrow();
        var revoked =
                action.number()
                        .filter(id -> durable.commit(() -> invites.revoke(id, by)))
                        .isPresent();
        return Reply.show(
                list(new Action(List.of("invites")))
                        .after(
                                revoked
                                        ? "Revoked; who made it is told."
                                        : "That invite is over already."));
    }

    private Message list(Action wanted) {
        var page = Page.of(invites.open(), wanted, PAGE);
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var invite : page.shown()) {
            var number = page.first() + lines.size();
            lines.add(
                    "%d. %s for “%s” · %s"
                            .formatted(
                                    number,
                                    Texts.line(invite.maker(), 40),
                                    Texts.line(invite.forWhom(), 60),
                                    invite.state()));
            buttons.add(Button.of("admin:revoke:" + invite.id(), "Revoke " + number));
        }
        return Message.titled(
                        "Open invites",
                        lines.isEmpty() ? "There are none." : String.join("\n", lines))
                .row(buttons)
                .row(page.turning("admin:invites"))
                .row(Button.of("invite:home", "My own"), Button.of("admin:home", "Administration"));
    }
}
