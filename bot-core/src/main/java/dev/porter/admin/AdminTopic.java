package dev.porter.admin;

import dev.porter.account.AccessRequests;
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
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The administrator's desk.
public final class AdminTopic implements Topic {
    private static final List<Word> WORDS =
            List.of(
                    new Word("overview", "how everything is"),
                    new Word("requests", "who waits to be let in"),
                    new Word("people", "people and their accounts"),
                    new Word("storage", "the NAS and its space"),
                    new Word("stuck", "files that cannot go on"),
                    new Word("setup", "what the chat with others is for in which this is said"));
    private static final int PAGE = 8;
    private static final int LAST_PAGE = 100_000;
    private static final int IN_A_ROW = 4;

    private final Accounts accounts;
    private final AccessRequests requests;
    private final PasswordResets resets;
    private final LogIns logIns;
    private final AccountSwitch accountSwitch;
    private final Activities activities;
    private final Catalogue catalogue;
    private final Backups backups;
    private final Nas nas;
    private final PlaceSetup placeSetup;
    private final Durable durable;

    /// Makes the topic.
    public AdminTopic(
            Accounts accounts,
            AccessRequests requests,
            PasswordResets resets,
            LogIns logIns,
            AccountSwitch accountSwitch,
            Activities activities,
            Catalogue catalogue,
            Backups backups,
            Nas nas,
            PlaceSetup placeSetup,
            Durable durable) {
        this.accounts = accounts;
        this.requests = requests;
        this.resets = resets;
        this.logIns = logIns;
        this.accountSwitch = accountSwitch;
        this.activities = activities;
        this.catalogue = catalogue;
        this.backups = backups;
        this.nas = nas;
        this.placeSetup = placeSetup;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "admin",
                        Audience.ADMINISTRATOR,
                        "requests, people, storage, stuck work",
                        new Takes.OneOf(WORDS)));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        var known = WORDS.stream().anyMatch(word -> word.name().equals(text));
        return known ? press(visit, new Action(List.of(text))).anew() : Reply.say(home());
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var id = action.number();
        return switch (action.verb()) {
            case "requests" -> requests();
            case "people" -> Reply.show(people((int) Math.min(id.orElse(0L), LAST_PAGE)));
            case "person", "disable", "enable", "promote", "demote", "reset", "unlock" ->
                    id.flatMap(accounts::find)
                            .map(account -> person(visit, account, action.verb()))
                            .orElseGet(() -> Reply.show(people(0)));
            case "storage" -> Reply.show(storage());
            case "stuck" -> Reply.show(stuck());
            case "setup" -> Reply.show(placeSetup.show(visit));
            case "use" -> Reply.show(placeSetup.use(visit, action.word(1)));
            case "retry" -> {
                id.ifPresent(found -> durable.commit(() -> backups.retry(found)));
                yield Reply.show(stuck().after("I am trying it now."));
            }
            case "drop" -> {
                id.ifPresent(found -> durable.commit(() -> backups.drop(found)));
                yield Reply.show(stuck().after("Dropped; its owner is told."));
            }
            default -> Reply.show(home());
        };
    }

    private Message home() {
        var health = nas.health();
        return Message.titled(
                        "Administration",
                        "Requests waiting: %d\nPeople: %d\nStuck files: %d\nNAS: %s"
                                .formatted(
                                        requests.waiting().size(),
                                        accounts.all().size(),
                                        backups.stuck().size(),
                                        health.words()))
                .row(
                        Button.of("admin:requests", "Requests"),
                        Button.of("admin:people", "People"),
                        Button.of("admin:storage", "Storage"),
                        Button.of("admin:stuck", "Stuck files"))
                .row(Button.of("invite:home", "Invites"), Button.of("menu:home", "Menu"));
    }

    private Reply requests() {
        var waiting = requests.waiting();
        return waiting.isEmpty()
                ? Reply.show(
                        Message.of("Nobody is waiting.", Button.of("admin:home", "Administration")))
                : Reply.say(
                        waiting.stream()
                                .limit(PAGE)
                                .map(requests::question)
                                .toArray(Message[]::new));
    }

    private Message people(int page) {
        var all = accounts.all();
        var from = Math.min(page * PAGE, all.size());
        var shown = all.subList(from, Math.min(from + PAGE, all.size()));
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var account : shown) {
            var number = from + lines.size() + 1;
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
        var message = Message.titled("People", String.join("\n", lines));
        message = message.rows(buttons, IN_A_ROW);
        var turning = new ArrayList<Button>();
        if (from > 0) {
            turning.add(Button.of("admin:people:" + (page - 1), "◀"));
        }
        if (from + PAGE < all.size()) {
            turning.add(Button.of("admin:people:" + (page + 1), "▶"));
        }
        turning.add(Button.of("admin:home", "Administration"));
        return message.row(turning);
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

    private Message storage() {
        var health = nas.health();
        var bytes = accounts.all().stream().mapToLong(a -> catalogue.bytes(a.id())).sum();
        var files = accounts.all().stream().mapToLong(a -> catalogue.count(a.id())).sum();
        return Message.titled(
                "Storage",
                "%s\nWhere: %s\nFree: %s\nStored through me: %s, %s%s"
                        .formatted(
                                health.words(),
                                nas.place(),
                                health.free() < 0 ? "unknown" : Sizes.words(health.free()),
                                files == 1 ? "1 file" : files + " files",
                                Sizes.words(bytes),
                                nas.details().stream()
                                        .map(line -> "\n" + line)
                                        .collect(Collectors.joining())),
                Button.of("admin:home", "Administration"));
    }

    private Message stuck() {
        var stuck = backups.stuck();
        if (stuck.isEmpty()) {
            return Message.of("Nothing is stuck.", Button.of("admin:home", "Administration"));
        }
        var lines = new ArrayList<String>();
        var message = Message.titled("Stuck files", "");
        for (var backup : stuck.stream().limit(4).toList()) {
            var owner =
                    accounts.find(backup.account())
                            .flatMap(Account::userName)
                            .map(Object::toString)
                            .orElse("somebody");
            lines.add(
                    "%d. of %s, since %s, tried %d times: %s"
                            .formatted(
                                    lines.size() + 1,
                                    owner,
                                    Times.minute(backup.since()),
                                    backup.attempts(),
                                    backup.why()));
            message =
                    message.row(
                            Button.of("admin:retry:" + backup.id(), "Retry " + lines.size()),
                            Button.of("admin:drop:" + backup.id(), "Drop " + lines.size()));
        }
        return message.after("%d in all.\n%s".formatted(stuck.size(), String.join("\n", lines)))
                .row(Button.of("admin:home", "Administration"));
    }
}
