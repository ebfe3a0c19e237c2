package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.LogIns;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.files.SafeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// People and their accounts.
final class PeopleDesk implements Desk {
    private static final int PAGE = 8;
    private static final int IN_A_ROW = 4;
    private static final int LONGEST_NAME = 40;

    private final Accounts accounts;
    private final AccountCard card;
    private final LogIns logIns;
    private final Activities activities;
    private final Durable durable;

    PeopleDesk(
            Accounts accounts,
            AccountCard card,
            LogIns logIns,
            Activities activities,
            Durable durable) {
        this.accounts = accounts;
        this.card = card;
        this.logIns = logIns;
        this.activities = activities;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("people", "people and their accounts");
    }

    @Override
    public List<String> deeds() {
        return Stream.concat(
                        Stream.of("person", "unlock", "search"),
                        Arrays.stream(Change.values()).map(Change::verb))
                .toList();
    }

    @Override
    public Reply command(Visit visit, String text) {
        return Reply.say(name(text).isEmpty() ? people(0) : find(text));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("search")) {
            return Reply.ask(new AdminStep.AskPerson());
        }
        if (action.verb().equals("people")) {
            return Reply.show(people(Page.number(action)));
        }
        return action.number()
                .flatMap(accounts::find)
                .map(account -> person(visit, account, action.verb()))
                .orElseGet(() -> Reply.show(people(0)));
    }

    private Message people(int wanted) {
        var page = Page.of(accounts.all(), wanted, PAGE);
        return list(tr("People"), page.shown(), page.first())
                .row(page.turning("admin:people"))
                .row(
                        Button.of("admin:search", tr("🔍 By name")),
                        Button.of("admin:home", tr("Administration")));
    }

    private static Message list(String title, List<Account> shown, int first) {
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var account : shown) {
            var number = first + lines.size();
            lines.add(
                    "%d. %s · %s%s"
                            .formatted(
                                    number,
                                    Texts.line(account.displayName(), 40),
                                    account.userName()
                                            .map(Object::toString)
                                            .orElseGet(() -> tr("no name yet")),
                                    mark(account)));
            buttons.add(Button.of("admin:person:" + account.id(), "" + number));
        }
        return Message.titled(title, String.join("\n", lines)).rows(buttons, IN_A_ROW);
    }

    private static String mark(Account account) {
        return account.disabled()
                ? " · " + tr("switched off")
                : account.administers() ? " · " + tr("administrator") : "";
    }

    /// What was typed as a name, or a part of one; empty when nothing was.
    static String name(String typed) {
        return Texts.line(typed, LONGEST_NAME);
    }

    /// Who is called so, or has such a user name: the card of the only one.
    Message find(String typed) {
        var key = SafeName.key(name(typed));
        var found = accounts.all().stream().filter(account -> isCalled(account, key)).toList();
        if (found.size() == 1) {
            return card.of(found.getFirst());
        }
        var message =
                list(tr("People with “%s”", name(typed)), found.stream().limit(PAGE).toList(), 1);
        if (found.isEmpty()) {
            message =
                    message.after(
                            tr("Nobody has that in their name. A shorter part of it may help."));
        } else if (found.size() > PAGE) {
            message =
                    message.after(
                            tr("%d in all; a longer part of the name finds fewer.", found.size()));
        }
        return message.row(
                Button.of("admin:search", tr("🔍 By name")),
                Button.of("admin:people", tr("People")));
    }

    private static boolean isCalled(Account account, String key) {
        return SafeName.key(account.displayName()).contains(key)
                || account.userName().filter(name -> name.value().contains(key)).isPresent();
    }

    private Reply person(Visit visit, Account account, String verb) {
        return verb.equals("unlock")
                ? unlock(visit, account)
                : Change.of(verb)
                        .filter(_ -> AccountCard.canBeChanged(account))
                        .map(change -> Reply.ask(new AdminStep.Confirm(change, account.id())))
                        .orElseGet(() -> Reply.show(card.of(account)));
    }

    private Reply unlock(Visit visit, Account account) {
        if (account.userName().isEmpty()) {
            return Reply.show(card.of(account));
        }
        var by = accounts.of(visit.person()).orElseThrow();
        logIns.unlock(account);
        durable.commit(() ->
                activities.report(account.id(), tr("Log-in unlocked by %s.", by.displayName())));
        return Reply.show(card.of(account).after(tr("Unlocked.")));
    }
}
