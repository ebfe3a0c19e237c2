package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.LogIns;
import dev.porter.account.PasswordResets;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import java.util.ArrayList;
import java.util.List;

/// People and their accounts.
final class PeopleDesk implements Desk {
    private static final int PAGE = 8;
    private static final int IN_A_ROW = 4;

    private final Accounts accounts;
    private final PasswordResets resets;
    private final LogIns logIns;
    private final AccountSwitch accountSwitch;
    private final Activities activities;
    private final Catalogue catalogue;
    private final Backups backups;
    private final Nas nas;
    private final Durable durable;

    PeopleDesk(
            Accounts accounts,
            PasswordResets resets,
            LogIns logIns,
            AccountSwitch accountSwitch,
            Activities activities,
            Catalogue catalogue,
            Backups backups,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.resets = resets;
        this.logIns = logIns;
        this.accountSwitch = accountSwitch;
        this.activities = activities;
        this.catalogue = catalogue;
        this.backups = backups;
        this.nas = nas;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("people", "people and their accounts");
    }

    @Override
    public List<String> deeds() {
        return List.of("person", "disable", "enable", "promote", "demote", "reset", "unlock");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("people")) {
            return Reply.show(people(action));
        }
        return action.number()
                .flatMap(accounts::find)
                .map(account -> person(visit, account, action.verb()))
                .orElseGet(() -> Reply.show(people(action)));
    }

    private Message people(Action wanted) {
        var page = Page.of(accounts.all(), wanted, PAGE);
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var account : page.shown()) {
            var number = page.first() + lines.size();
            lines.add(
                    "%d. %s · %s%s"
                            .formatted(
                                    number,
                                    Texts.line(account.displayName(), 40),
                                    account.userName().map(Object::toString).orElse("no name yet"),
                                    account.disabled()
                                            ? " · switched off"
                                            : account.administers() ? " · administrator" : ""));
            buttons.add(Button.of("admin:person:" + account.id(), "" + number));
        }
        return Message.titled("People", String.join("\n", lines))
                .rows(buttons, IN_A_ROW)
                .row(page.turning("people"))
                .row(Button.of("admin:home", "Administration"));
    }

    private Reply person(Visit visit, Account account, String wish) {
        var by = accounts.of(visit.person()).orElseThrow();
        return switch (wish) {
            case "disable" -> turned(account, by, false);
            case "enable" -> turned(account, by, true);
            case "promote" ->
                    changed(
                            account,
                            by,
                            durable.commit(
                                    () -> accounts.promote(account, Account.Role.ADMINISTRATOR)),
                            "Made an administrator");
            case "demote" ->
                    changed(
                            account,
                            by,
                            durable.commit(() -> accounts.promote(account, Account.Role.MEMBER)),
                            "Made a member");
            case "reset" -> reset(account, by);
            case "unlock" -> unlock(account, by);
            default -> Reply.show(person(account));
        };
    }

    private Reply turned(Account account, Account by, boolean on) {
        var what = on ? "Switched on" : "Switched off";
        return switch (accountSwitch.turn(account, on)) {
            case DONE -> changed(account, by, true, what);
            case LAST_ADMINISTRATOR -> changed(account, by, false, what);
            case ONLY_HERE ->
                    changed(
                            account,
                            by,
                            true,
                            what
                                    + " here, but the NAS did not do the same. Please switch the"
                                    + " user there too: until then the official apps are as they were");
        };
    }

    private Reply changed(Account account, Account by, boolean done, String what) {
        if (!done) {
            return Reply.show(
                    person(account).after("No: then nobody would be left who may decide."));
        }
        activities.add(account.id(), what + " by " + by.displayName() + ".");
        return Reply.show(person(accounts.find(account.id()).orElseThrow()).after(what + "."));
    }

    private Reply unlock(Account account, Account by) {
        if (account.userName().isPresent()) {
            logIns.unlock(account);
            activities.add(account.id(), "Log-in unlocked by " + by.displayName() + ".");
        }
        return Reply.show(person(account).after("Unlocked."));
    }

    private Reply reset(Account account, Account by) {
        return resets.reset(account)
                .map(password -> {
                    activities.add(account.id(), "Password reset by " + by.displayName() + ".");
                    return Reply.say(
                            Message.titled(
                                            "New password for " + account.home(),
                                            "%s\n\nGive it to %s yourself, face to face or by phone. All of their chats are logged out%s"
                                                    .formatted(
                                                            password.reveal(),
                                                            account.displayName(),
                                                            nas.accounts().isEmpty()
                                                                    ? ", and two-step verification is off"
                                                                            + " until they turn it on"
                                                                            + " again."
                                                                    : ". Two-step verification stays as it is"
                                                                            + " on the NAS."))
                                    .row(new Button.Copy("Copy", password.reveal()))
                                    .with(Care.FLEETING));
                })
                .orElseGet(() ->
                        Reply.say(
                                "The NAS does not let me set that password; please do it on the"
                                        + " NAS itself."));
    }

    private Message person(Account account) {
        var locked = logIns.locked(account);
        var message =
                Message.titled(
                        Texts.line(account.displayName(), 40),
                        "User name: %s\nRole: %s\nState: %s\nFiles: %d · %s\nOn their way: %d"
                                .formatted(
                                        account.userName().map(Object::toString).orElse("none yet"),
                                        account.role() == Account.Role.ADMINISTRATOR
                                                ? "administrator"
                                                : "member",
                                        (account.ordered()
                                                        ? "waits for its user on the NAS"
                                                        : account.disabled()
                                                                ? "switched off"
                                                                : "on")
                                                + (locked
                                                        ? ", log-in locked after too many wrong tries"
                                                        : ""),
                                        catalogue.count(account.id()),
                                        Sizes.words(catalogue.bytes(account.id())),
                                        backups.open(account.id())));
        var id = account.id();
        if (account.active() || account.disabled()) {
            message =
                    message.row(
                            account.disabled()
                                    ? Button.of("admin:enable:" + id, "Switch on")
                                    : Button.of("admin:disable:" + id, "Switch off"),
                            account.role() == Account.Role.ADMINISTRATOR
                                    ? Button.of("admin:demote:" + id, "Make a member")
                                    : Button.of("admin:promote:" + id, "Make an administrator"),
                            Button.of("admin:reset:" + id, "Reset password"));
        }
        if (account.ordered()) {
            message = message.row(Button.of("orders:check:" + id, "Check now"));
        }
        if (locked) {
            message = message.row(Button.of("admin:unlock:" + id, "Unlock the log-in"));
        }
        return message.row(Button.of("admin:people", "People"));
    }
}
