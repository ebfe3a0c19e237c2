package dev.porter.admin;

import static dev.porter.language.Language.tr;

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
        return new Word("invites", "everybody's open invites");
    }

    @Override
    public List<String> deeds() {
        return List.of("revoke");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("invites")) {
            return Reply.show(list(Page.number(action)));
        }
        var by = accounts.of(visit.person()).orElseThrow();
        var revoked =
                action.number()
                        .filter(id -> durable.commit(() -> invites.revoke(id, by)))
                        .isPresent();
        return Reply.show(
                list(0).after(
                                tr(
                                        revoked
                                                ? "Revoked, and I have told who made it."
                                                : "That invite was over already.")));
    }

    private Message list(int wanted) {
        var page = Page.of(invites.open(), wanted, PAGE);
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var invite : page.shown()) {
            var number = page.first() + lines.size();
            lines.add(
                    tr(
                            "%d. %s for “%s” · %s",
                            number,
                            Texts.line(invite.maker(), 40),
                            Texts.line(invite.forWhom(), 60),
                            invite.state()));
            buttons.add(Button.of("admin:revoke:" + invite.id(), tr("Revoke %d", number)));
        }
        return Message.titled(
                        tr("Open invites"),
                        lines.isEmpty() ? tr("There are none.") : String.join("\n", lines))
                .row(buttons)
                .row(page.turning("admin:invites"))
                .row(
                        Button.of("invite:home", tr("My own")),
                        Button.of("admin:home", tr("Administration")));
    }
}
