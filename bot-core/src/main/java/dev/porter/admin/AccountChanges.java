package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Account.Role;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.account.PasswordResets;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.export.Deletions;
import dev.porter.nas.Nas;
import dev.porter.secret.Secret;
import java.util.Optional;

/// What an administrator does to an account, asked before.
final class AccountChanges {
    private static final String GONE = "That account cannot be changed any more.";

    private final Accounts accounts;
    private final AccountCard card;
    private final AccountSwitch accountSwitch;
    private final PasswordResets resets;
    private final Deletions deletions;
    private final WaitingRequests waiting;
    private final Activities activities;
    private final Administrators administrators;
    private final Owners owners;
    private final Nas nas;
    private final Durable durable;

    AccountChanges(
            Accounts accounts,
            AccountCard card,
            AccountSwitch accountSwitch,
            PasswordResets resets,
            Deletions deletions,
            WaitingRequests waiting,
            Activities activities,
            Administrators administrators,
            Owners owners,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.card = card;
        this.accountSwitch = accountSwitch;
        this.resets = resets;
        this.deletions = deletions;
        this.waiting = waiting;
        this.activities = activities;
        this.administrators = administrators;
        this.owners = owners;
        this.nas = nas;
        this.durable = durable;
    }

    private Optional<Account> find(long id) {
        return accounts.find(id).filter(AccountCard::canBeChanged);
    }

    /// How the account looks now.
    Message card(long id) {
        return accounts.find(id).map(card::of).orElseGet(() -> Message.of(tr(GONE)));
    }

    /// Asks whether it shall be done: who it is, and what follows.
    Message question(PersonId by, Change change, long id) {
        var found = find(id);
        if (found.isEmpty()) {
            return Message.of(tr(GONE), Button.of("no", tr("All right")));
        }
        var account = found.get();
        var question =
                Message.titled(
                        change.question("%s (%s)".formatted(name(account), account.home())),
                        change.consequence(nas.keepsUsers()),
                        Button.of("yes", change.yes()),
                        Button.of("no", tr("No")));
        var own = accounts.of(by).filter(asker -> asker.id() == id).isPresent();
        return own ? question.after(tr("This is your own account.")) : question;
    }

    private static String name(Account account) {
        return Texts.line(account.displayName(), 40);
    }

    /// Does it.
    Reply make(Visit visit, Account by, Change change, long id) {
        return find(id).map(account -> change.make(this, visit, account, by))
                .orElseGet(() -> Reply.say(Message.of(tr(GONE))));
    }

    Reply disable(Visit visit, Account account, Account by) {
        return turn(account, by, false);
    }

    Reply enable(Visit visit, Account account, Account by) {
        return turn(account, by, true);
    }

    private Reply turn(Account account, Account by, boolean on) {
        var already = account.disabled() != on;
        var outcome =
                already
                        ? accountSwitch.again(account, on)
                        : accountSwitch.turn(
                                account,
                                on,
                                tr(on ? "Switched on by %s." : "Switched off by %s.", name(by)));
        return switch (outcome) {
            case DONE ->
                    already
                            ? already(account)
                            : done(account, by, tr(on ? "Switched on." : "Switched off."));
            case LAST_ADMINISTRATOR -> last(account);
            case ONLY_HERE ->
                    done(
                            account,
                            by,
                            tr(
                                    on
                                            ? "Switched on here, but the NAS did not do the same. Please do it to"
                                                    + " the user there, too: until then nothing has changed in the"
                                                    + " official apps."
                                            : "Switched off here, but the NAS did not do the same. Please do it to"
                                                    + " the user there, too: until then nothing has changed in the"
                                                    + " official apps."));
        };
    }

    Reply promote(Visit visit, Account account, Account by) {
        return account.active()
                ? give(visit, account, by, Role.ADMINISTRATOR)
                : Reply.say(
                        card.of(account)
                                .after(
                                        tr(
                                                "%s cannot come in now: please switch the account on first.",
                                                name(account))));
    }

    Reply demote(Visit visit, Account account, Account by) {
        return give(visit, account, by, Role.MEMBER);
    }

    Reply delete(Visit visit, Account account, Account by) {
        return switch (deletions.delete(account, by)) {
            case Deletions.Outcome.LastAdministrator() -> last(account);
            case Deletions.Outcome.FilesOnTheirWay(var count) ->
                    Reply.say(card.of(account).after(onTheirWay(count)));
            case Deletions.Outcome.Deleted(var onTheNas) ->
                    Reply.say(
                            Message.titled(
                                    tr("The account is deleted"),
                                    left(account, onTheNas),
                                    Button.of("admin:people", tr("People")),
                                    Button.of("admin:home", tr("Administration"))));
        };
    }

    private static String onTheirWay(long count) {
        return count == 1
                ? tr(
                        "Not yet: 1 of their files is still on the way to the NAS, and would be lost."
                                + " Wait until all are stored, or drop them under “Stuck files”.")
                : tr(
                        "Not yet: %d of their files are still on the way to the NAS, and would be lost."
                                + " Wait until all are stored, or drop them under “Stuck files”.",
                        count);
    }

    /// What is left of a deleted account, and who can remove it.
    private String left(Account account, boolean onTheNas) {
        if (!nas.keepsUsers()) {
            return tr(
                    "I have forgotten them, and told them so. Their files are still on the NAS, in the"
                            + " folder “%s”: remove it there when nobody needs them any more. Until"
                            + " then nobody else can have that user name.",
                    account.home());
        }
        return tr(
                        onTheNas
                                ? "I have forgotten them, and told them so. Their user on the NAS is"
                                        + " switched off."
                                : "I have forgotten them, and told them so. Their user on the NAS is"
                                        + " still switched on, because the NAS did not switch it off.")
                + nas.accounts()
                        .flatMap(users -> users.removalByHand(account.home()))
                        .map(" "::concat)
                        .orElse("")
                + " "
                + tr(
                        "Their files are in the folder “%s” of the homes until you remove it.",
                        account.home());
    }

    private Reply give(Visit visit, Account account, Account by, Role role) {
        if (account.role() == role) {
            return already(account);
        }
        var given =
                durable.commit(() -> {
                    var changed = accounts.promote(account.id(), role);
                    if (changed) {
                        activities.report(
                                account.id(),
                                tr(
                                        role == Role.MEMBER
                                                ? "Made a member by %s."
                                                : "Made an administrator by %s.",
                                        name(by)));
                        if (role == Role.MEMBER) {
                            administrators.withoutNewsFor(account);
                        }
                        owners.tell(account, "role:" + visit.origin().id(), () -> news(role, by));
                    }
                    return changed;
                });
        return given
                ? done(
                        account,
                        by,
                        tr(role == Role.MEMBER ? "Made a member." : "Made an administrator."))
                : last(account);
    }

    private Message news(Role role, Account by) {
        if (role == Role.MEMBER) {
            return Message.of(
                    tr(
                            "%s made you a member again: requests and alerts no longer come to you. Your files"
                                    + " stay as they are.",
                            name(by)));
        }
        var message =
                Message.of(
                        tr(
                                "%s made you an administrator: requests for an account come to you from now on,"
                                        + " and /admin shows everything else.",
                                name(by)));
        return waiting.all().isEmpty()
                ? message
                : Message.of(
                        message.text() + "\n\n" + tr("Requests waiting: %s", waiting.counts()),
                        Button.of("admin:requests", tr("Show them")));
    }

    Reply reset(Visit visit, Account account, Account by) {
        var password = resets.reset(account);
        password.ifPresent(_ ->
                durable.commit(() ->
                        activities.report(account.id(), tr("Password reset by %s.", name(by)))));
        return password.map(fresh -> Reply.say(given(account, fresh)))
                .orElseGet(() ->
                        Reply.say(
                                tr(
                                        "The NAS does not let me set that password; please do it on the NAS"
                                                + " itself.")));
    }

    private Message given(Account account, Secret password) {
        return Message.titled(
                        tr("New password for %s", account.home()),
                        tr(
                                nas.keepsUsers()
                                        ? "%s\n\nGive it to %s yourself, face to face or by phone. All of"
                                                + " their chats are logged out. Two-step verification stays as it"
                                                + " is on the NAS."
                                        : "%s\n\nGive it to %s yourself, face to face or by phone. All of"
                                                + " their chats are logged out, and two-step verification is off.",
                                password.reveal(),
                                name(account)))
                .row(new Button.Copy(tr("Copy"), password.reveal()))
                .with(Care.FLEETING);
    }

    /// Who has just given up their own rights sees nothing more of the desk.
    private Reply done(Account account, Account by, String words) {
        var now = accounts.find(by.id()).filter(Account::administers);
        return Reply.say(now.isPresent() ? card(account.id()).after(words) : Message.of(words));
    }

    private Reply already(Account account) {
        return Reply.say(card(account.id()).after(tr("That was done already.")));
    }

    private Reply last(Account account) {
        return Reply.say(
                card(account.id())
                        .after(
                                tr(
                                        "Not possible: %s is the only administrator. Make someone else one first.",
                                        name(account))));
    }
}
