package dev.porter.invite;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.guide.Apps;
import dev.porter.settings.PorterSettings.NasSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// How invites look in a chat.
final class InviteViews {
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

    Message list(Account account) {
        var all = invites.of(account);
        var text = new StringBuilder();
        var revoke = new ArrayList<Button>();
        var show = new ArrayList<Button>();
        for (var i = 0; i < all.size(); i++) {
            var invite = all.get(i);
            text.append(
                    "\n%d. %s · %s".formatted(i + 1, Texts.line(invite.says, 60), state(invite)));
            if (invite.expired(clock.instant())) {
                continue;
            }
            switch (invite.state) {
                case APPROVED -> {
                    show.add(Button.of("invite:show:" + invite.id(), "Show " + (i + 1)));
                    revoke.add(Button.of("invite:revoke:" + invite.id(), "Revoke " + (i + 1)));
                }
                case WAITING, ISSUED ->
                        revoke.add(Button.of("invite:revoke:" + invite.id(), "Revoke " + (i + 1)));
                case DECLINED, USED, REVOKED -> {}
            }
        }
        var message =
                Message.titled(
                                "Invites",
                                "An invite lets one person make an account of their own. Never share your"
                                        + " own password."
                                        + (all.isEmpty() ? "" : "\n" + text))
                        .row(Button.of("invite:new", "Invite somebody"));
        return message.row(firstFive(show)).row(firstFive(revoke));
    }

    private static List<Button> firstFive(List<Button> buttons) {
        return buttons.stream().limit(5).toList();
    }

    String state(Invite invite) {
        return switch (invite.state) {
            case WAITING -> "waits for an administrator";
            case DECLINED -> "declined";
            case APPROVED ->
                    invite.expired(clock.instant()) ? "expired" : "approved, not shown yet";
            case ISSUED ->
                    invite.expired(clock.instant())
                            ? "expired"
                            : "open until "
                                    + (invite.expiresAt == null ? "" : Times.day(invite.expiresAt));
            case USED -> "used";
            case REVOKED -> "revoked";
        };
    }

    /// Makes the code and shows the message to forward.
    Reply issued(Visit visit, Account account, long id) {
        var issued = durable.commit(() -> invites.issue(account, id));
        if (issued.isEmpty()) {
            return Reply.say("That invite is over. /invite shows the ones that are open.");
        }
        var text = forward(account, issued.get());
        return Reply.say(
                Message.of(
                        "Here is the message to forward. I'll show the code only once; it is for one person."),
                Message.of(text).row(new Button.Copy("Copy the message", text)).with(Care.PRIVATE));
    }

    private String forward(Account account, Invites.Issued issued) {
        var code = issued.code().reveal();
        var text = new StringBuilder();
        text.append(
                "%s invites you to a private NAS: a safe place for your documents and pictures.\n"
                        .formatted(account.displayName()));
        text.append("\n1. Come in");
        for (var platform : platforms.all()) {
            platform.startLink(code)
                    .ifPresent(link ->
                            text.append("\n   %s: %s".formatted(platform.displayName(), link)));
        }
        text.append("\n   or send this to Porter: /start ").append(code);
        text.append("\n   (for you alone, until ").append(Times.day(issued.until())).append(")");
        text.append("\n\n2. Choose your own user name and password.");
        text.append("\n\n3. Get the apps");
        for (var app : Apps.ALL) {
            text.append("\n   %s, %s: %s".formatted(app.name(), app.system(), app.url()));
        }
        text.append("\n   Enter there: ")
                .append(
                        nas.forApps()
                                .map(address -> "the address " + address)
                                .orElse("the address that the administrator tells you"))
                .append(", your user name and your password.");
        text.append(
                "\n\n4. Verify: turn on photo backup (/phone shows how), take a picture, and see that it"
                        + " appears in Synology Photos. Send Porter a file and wait for “stored and"
                        + " verified”.");
        return text.toString();
    }
}
