package dev.porter.invite;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.durable.Durable;
import dev.porter.guide.Apps;
import dev.porter.settings.PorterSettings.NasSettings;
import java.time.Clock;
import java.util.ArrayList;

/// How invites look in a chat.
final class InviteViews {
    private static final int PAGE = 5;

    private final Invites invites;
    private final ChatPlatforms platforms;
    private final NasSettings nas;
    private final Durable durable;
    private final Clock clock;

    InviteViews(
            Invites invites,
            ChatPlatforms platforms,
            NasSettings nas,
            Durable durable,
            Clock clock) {
        this.invites = invites;
        this.platforms = platforms;
        this.nas = nas;
        this.durable = durable;
        this.clock = clock;
    }

    /// A page of an account's invites.
    Message list(Account account, int wanted) {
        var page = Page.of(invites.of(account), wanted, PAGE);
        var lines = new ArrayList<String>();
        var show = new ArrayList<Button>();
        var revoke = new ArrayList<Button>();
        for (var invite : page.shown()) {
            var number = page.first() + lines.size();
            lines.add("%d. %s · %s".formatted(number, Texts.line(invite.says, 60), state(invite)));
            if (!invite.open(clock.instant())) {
                continue;
            }
            if (invite.state == Invite.State.APPROVED) {
                show.add(Button.of("invite:show:" + invite.id(), tr("Show %d", number)));
            }
            revoke.add(
                    Button.of(
                            "invite:revoke:%d:%d".formatted(invite.id(), page.number()),
                            tr("Revoke %d", number)));
        }
        return Message.titled(
                        tr("Invites"),
                        tr(
                                        "An invite lets one person make an account of their own."
                                                + " Never share your own password.")
                                + (lines.isEmpty() ? "" : "\n\n" + String.join("\n", lines)))
                .row(Button.of("invite:new", tr("Invite somebody")))
                .row(show)
                .row(revoke)
                .row(page.turning("invite:home"));
    }

    String state(Invite invite) {
        return switch (invite.state) {
            case WAITING -> tr("waits for an administrator");
            case DECLINED -> tr("declined");
            case APPROVED ->
                    invite.expired(clock.instant()) ? tr("expired") : tr("approved, not shown yet");
            case ISSUED ->
                    invite.expired(clock.instant())
                            ? tr("expired")
                            : tr(
                                    "open until %s",
                                    invite.expiresAt == null ? "" : Times.day(invite.expiresAt));
            case USED -> tr("used");
            case REVOKED -> tr("revoked");
        };
    }

    /// Shows the message to forward. Where that was done before, its code may have been forwarded:
    /// another one is made only after a question.
    Reply show(Account account, long id) {
        return invites.isOut(account, id)
                ? Reply.say(
                        Message.of(
                                tr(
                                        "I have shown you the message of that invite before, and I"
                                                + " keep no codes. If you want another one: the code"
                                                + " I showed before stops working."),
                                Button.of("invite:again:" + id, tr("Make a new code")),
                                Button.of("invite:home", tr("Leave it"))))
                : issued(account, id);
    }

    /// Makes another code and shows the message to forward.
    Reply again(Account account, long id) {
        return issued(
                account,
                id,
                tr(
                        "Here is the message to forward. I'll show the code only once; it is for one"
                                + " person. The one I showed before does not work any more."));
    }

    /// Makes the code and shows the message to forward.
    Reply issued(Account account, long id) {
        return issued(
                account,
                id,
                tr(
                        "Here is the message to forward. I'll show the code only once; it is for one"
                                + " person."));
    }

    private Reply issued(Account account, long id, String words) {
        var issued = durable.commit(() -> invites.issue(account, id));
        if (issued.isEmpty()) {
            return Reply.say(tr("That invite is over. /invite shows the ones that are open."));
        }
        var text = forward(account, issued.get());
        return Reply.say(
                Message.of(words),
                Message.of(text)
                        .row(new Button.Copy(tr("Copy the message"), text))
                        .with(Care.PRIVATE));
    }

    private String forward(Account account, Invites.Issued issued) {
        var code = issued.code().reveal();
        var text = new StringBuilder();
        text.append(
                tr(
                        "%s invites you to a private NAS: a safe place for your documents and"
                                + " pictures.",
                        account.displayName()));
        text.append("\n\n").append(tr("1. Come in"));
        for (var platform : platforms.all()) {
            platform.startLink(code)
                    .ifPresent(link ->
                            text.append("\n   %s: %s".formatted(platform.displayName(), link)));
        }
        text.append("\n   ").append(tr("or send this to Porter: /start %s", code));
        text.append("\n   ").append(tr("(for you alone, until %s)", Times.day(issued.until())));
        text.append("\n\n").append(tr("2. Choose your own user name and password."));
        text.append("\n\n").append(tr("3. Get the apps"));
        for (var app : Apps.ALL) {
            text.append("\n   %s, %s: %s".formatted(app.name(), app.system(), app.url()));
        }
        text.append("\n   ").append(signIn());
        text.append("\n\n")
                .append(
                        tr(
                                "4. Verify: turn on photo backup (/phone shows how), take a picture,"
                                        + " and see that it appears in Synology Photos. Send Porter"
                                        + " a file and wait for “stored and verified”."));
        return text.toString();
    }

    private String signIn() {
        return nas.forApps()
                .map(address ->
                        tr(
                                "Enter there: the address %s, your user name and your password.",
                                address))
                .orElseGet(() ->
                        tr(
                                "Enter there: the address that the administrator tells you, your"
                                        + " user name and your password."));
    }
}
