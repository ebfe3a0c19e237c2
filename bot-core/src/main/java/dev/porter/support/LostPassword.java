package dev.porter.support;

import static dev.porter.language.Language.tr;

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
import java.util.function.Supplier;

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
        var name = account.home().value();
        return told(
                visit,
                name,
                Optional.of(account),
                () ->
                        tr(
                                "%s on %s has lost the password of the account “%s”, and is still"
                                        + " logged in with it in that chat.",
                                visit.origin().person().displayName(),
                                visit.platform().displayName(),
                                name));
    }

    /// Tells of somebody who says which account is theirs. What comes of it does not say whether
    /// there is such an account.
    ///
    /// @param typed its user name, or what they think it is
    Reply tell(Visit visit, String typed) {
        var name = Texts.line(typed, LONGEST_NAME);
        return told(
                visit,
                name,
                UserName.parse(typed).flatMap(accounts::find),
                () ->
                        tr(
                                "%s on %s says: the account “%s” is mine, and I have lost its"
                                        + " password. I cannot know whether that is true.",
                                visit.origin().person().displayName(),
                                visit.platform().displayName(),
                                name));
    }

    private Reply told(
            Visit visit, String name, Optional<Account> account, Supplier<String> words) {
        if (!administrators.areThere()) {
            return Reply.say(tr("There is no administrator whom I could tell at the moment."));
        }
        durable.commit(() ->
                administrators.tellInPrivate(key(visit), () -> news(words.get(), name, account)));
        return Reply.say(
                Message.titled(
                        tr("The administrator knows"),
                        tr(
                                        "I have told them who you are. Nothing is lost: your account"
                                                + " and all that is in it stay as they are. You'll"
                                                + " get a new password from the administrator, face"
                                                + " to face or by phone, and log in with that.")
                                + "\n\n"
                                + tr(
                                        "Please make no second account meanwhile: it would be"
                                                + " empty.")));
    }

    private static Message news(String words, String name, Optional<Account> account) {
        var advice =
                account.isEmpty()
                        ? tr("There is no account of that name.")
                        : tr("Before you reset it, hear from them yourself that it is them.");
        return Message.titled(tr("A password is lost"), words + " " + advice)
                .row(
                        account.stream()
                                .map(its ->
                                        Button.of("admin:person:" + its.id(), tr("Show %s", name)))
                                .toList());
    }

    private String key(Visit visit) {
        var once = visit.person().key() + ":" + Times.date(clock.instant());
        return "lost-password:" + UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8));
    }
}
