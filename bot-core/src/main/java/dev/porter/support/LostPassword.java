package dev.porter.support;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.nas.UserName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Tells the administrators whose password is lost. Whoever it is, they are told once a day.
final class LostPassword {
    private static final int LONGEST_NAME = 40;

    private final Accounts accounts;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;

    LostPassword(Accounts accounts, Administrators administrators, Durable durable, Clock clock) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    /// The account of somebody who is logged in; of others nobody can know.
    Optional<Account> known(Visit visit) {
        return accounts.of(visit.person()).filter(Account::active);
    }

    /// Tells of somebody who is logged in.
    Reply tell(Visit visit, Account account) {
        return told(
                visit,
                "%s has lost the password of the account “%s”, and is still logged in with it in"
                        + " that chat.",
                account.home().value(),
                Optional.of(account));
    }

    /// Tells of somebody who says which account is theirs. What comes of it does not say whether
    /// there is such an account.
    ///
    /// @param typed its user name, or what they think it is
    Reply tell(Visit visit, String typed) {
        return told(
                visit,
                "%s says: the account “%s” is mine, and I have lost its password. I cannot know"
                        + " whether that is true.",
                Texts.line(typed, LONGEST_NAME),
                UserName.parse(typed).flatMap(accounts::find));
    }

    private Reply told(Visit visit, String words, String name, Optional<Account> account) {
        if (!administrators.areThere()) {
            return Reply.say("There is no administrator whom I could tell at the moment.");
        }
        var who =
                "%s on %s"
                        .formatted(
                                visit.origin().person().displayName(),
                                visit.platform().displayName());
        var message =
                Message.titled(
                                "A password is lost",
                                words.formatted(who, name)
                                        + (account.isEmpty()
                                                ? " There is no account of that name."
                                                : " Before you reset it, hear from them yourself"
                                                        + " that it is them."))
                        .row(
                                account.stream()
                                        .map(its ->
                                                Button.of(
                                                        "admin:person:" + its.id(), "Show " + name))
                                        .toList());
        durable.commit(() -> administrators.tellInPrivate(key(visit), () -> message));
        return Reply.say(
                Message.titled(
                        "The administrator knows",
                        "I have told them who you are. Nothing is lost: your account and all that is in"
                                + " it stay as they are. You'll get a new password from the"
                                + " administrator, face to face or by phone, and log in with that."
                                + "\n\nPlease make no second account meanwhile: it would be"
                                + " empty."));
    }

    private String key(Visit visit) {
        var once = visit.person().key() + ":" + Times.day(clock.instant());
        return "lost-password:" + UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
    }
}
