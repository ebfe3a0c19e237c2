package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.account.Account.Role;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.account.PasswordResets;
import dev.porter.admin.AdminStep.Change;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
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
        return accounts.find(id).map(card::of).orElseGet(() -> Message.of(GONE));
    }

    /// Asks whether it shall be done: who it is, and what follows.
    Message question(PersonId by, Change change, long id) {
        var found = find(id);
        if (found.isEmpty()) {
            return Message.of(GONE, Button.of("no", "All right"));
        }
        var account = found.get();
        var question =
                Message.titled(
                        title(change, "%s (%s)".formatted(name(account), account.home())),
                        consequence(change),
                        Button.of("yes", yes(change)),
                        Button.of("no", "No"));
        var own = accounts.of(by).filter(asker -> asker.id() == id).isPresent();
        return own ? question.after("This is your own account.") : question;
    }

    private static String name(Account account) {
        return Texts.line(account.displayName(), 40);
    }

    private static String title(Change change, String who) {
        return switch (change) {
            case DISABLE -> "Switch off the account of %s?".formatted(who);
            case ENABLE -> "Switch on the account of %s again?".formatted(who);
            case PROMOTE -> "Make %s an administrator?".formatted(who);
            case DEMOTE -> "Make %s a member again?".formatted(who);
            case RESET -> "Reset the password of %s?".formatted(who);
        };
    }

    private String consequence(Change change) {
        var own = nas.accounts().isEmpty();
        return switch (change) {
            case DISABLE ->
                    "They are kept out of every chat at once%s. Their files stay, and you can switch it on again."
                            .formatted(own ? "" : ", and their user on the NAS is switched off");
            case ENABLE ->
                    "They are let in again, in every chat they are logged in with%s."
                            .formatted(own ? "" : ", and their user on the NAS is switched on");
            case PROMOTE ->
                    "From then on they decide who comes in, and can reset passwords and switch accounts"
                            + " off, yours too. I tell them.";
            case DEMOTE ->
                    "They decide nothing any more, and requests and alerts do not come to them. Their"
                            + " files stay. I tell them.";
            case RESET -> "You see the new password once, to give it to them. " + aftermath();
        };
    }

    /// Of a reset.
    private String aftermath() {
        return nas.accounts().isEmpty()
                ? "All of their chats are logged out, and two-step verification is off until they turn"
                        + " it on again."
                : "All of their chats are logged out. Two-step verification stays as it is on the NAS.";
    }

    private static String yes(Change change) {
        return switch (change) {
            case DISABLE -> "Yes, switch it off";
            case ENABLE -> "Yes, switch it on";
            case PROMOTE -> "Yes, make an administrator";
            case DEMOTE -> "Yes, make a member";
            case RESET -> "Yes, reset it";
        };
    }

    /// Does it.
    Reply make(Visit visit, Account by, Change change, long id) {
        var found = find(id);
        if (found.isEmpty()) {
            return Reply.say(Message.of(GONE));
        }
        var account = found.get();
        return switch (change) {
            case DISABLE -> turn(account, by, false);
            case ENABLE -> turn(account, by, true);
            case PROMOTE -> give(visit, account, by, Role.ADMINISTRATOR);
            case DEMOTE -> give(visit, account, by, Role.MEMBER);
            case RESET -> reset(account, by);
        };
    }

    private Reply turn(Account account, Account by, boolean on) {
        var what = on ? "Switched on" : "Switched off";
        var already = account.disabled() != on;
        var outcome =
                already
                        ? accountSwitch.again(account, on)
                        : accountSwitch.turn(account, on, what + " by " + name(by) + ".");
        return switch (outcome) {
            case DONE -> already ? already(account) : done(account, by, what + ".");
            case LAST_ADMINISTRATOR -> last(account);
            case ONLY_HERE ->
                    done(
                            account,
                            by,
                            what
                                    + " here, but the NAS did not do the same. Please switch the user"
                                    + " there too: until then the official apps are as they were.");
        };
    }

    private Reply give(Visit visit, Account account, Account by, Role role) {
        if (account.role() == role) {
            return already(account);
        }
        var what = role == Role.MEMBER ? "Made a member" : "Made an administrator";
        var given =
                durable.commit(() -> {
                    var changed = accounts.promote(account.id(), role);
                    if (changed) {
                        activities.report(account.id(), what + " by " + name(by) + ".");
                        if (role == Role.MEMBER) {
                            administrators.withoutNewsFor(account);
                        }
                        owners.tell(account, "role:" + visit.origin().id(), news(role, by));
                    }
                    return changed;
                });
        return given ? done(account, by, what + ".") : last(account);
    }

    private Message news(Role role, Account by) {
        if (role == Role.MEMBER) {
            return Message.of(
                    ("%s made you a member again: requests and alerts do not come to you any more. Your"
                                    + " files stay as they are.")
                            .formatted(name(by)));
        }
        var message =
                Message.of(
                        ("%s made you an administrator: who asks for an account comes to you from now on,"
                                        + " and /admin shows everything else.")
                                .formatted(name(by)));
        return waiting.all().isEmpty()
                ? message
                : Message.of(
                        message.text() + "\n\nRequests waiting: " + waiting.counts(),
                        Button.of("admin:requests", "Show them"));
    }

    private Reply reset(Account account, Account by) {
        var password = resets.reset(account);
        password.ifPresent(_ ->
                durable.commit(() ->
                        activities.report(account.id(), "Password reset by " + name(by) + ".")));
        return password.map(fresh -> Reply.say(given(account, fresh)))
                .orElseGet(() ->
                        Reply.say(
                                "The NAS does not let me set that password; please do it on the NAS"
                                        + " itself."));
    }

    private Message given(Account account, Secret password) {
        return Message.titled(
                        "New password for " + account.home(),
                        "%s\n\nGive it to %s yourself, face to face or by phone. %s"
                                .formatted(password.reveal(), name(account), aftermath()))
                .row(new Button.Copy("Copy", password.reveal()))
                .with(Care.FLEETING);
    }

    /// Who has just given up their own rights sees nothing more of the desk.
    private Reply done(Account account, Account by, String words) {
        var now = accounts.find(by.id()).filter(Account::administers);
        return Reply.say(now.isPresent() ? card(account.id()).after(words) : Message.of(words));
    }

    private Reply already(Account account) {
        return Reply.say(card(account.id()).after("That was done already."));
    }

    private Reply last(Account account) {
        return Reply.say(card(account.id()).after("No: then nobody would be left who may decide."));
    }
}
