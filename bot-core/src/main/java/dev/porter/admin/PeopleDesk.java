package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.LogIns;
import dev.porter.admin.AdminStep.Change;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.ArrayList;
import java.util.List;

/// People and their accounts.
final class PeopleDesk implements Desk {
    private static final int PAGE = 8;
    private static final int IN_A_ROW = 4;

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
                .row(page.turning("admin:people"))
                .row(Button.of("admin:home", "Administration"));
    }

    private Reply person(Visit visit, Account account, String verb) {
        return switch (verb) {
            case "disable" -> asked(account, Change.DISABLE);
            case "enable" -> asked(account, Change.ENABLE);
            case "promote" -> asked(account, Change.PROMOTE);
            case "demote" -> asked(account, Change.DEMOTE);
            case "reset" -> asked(account, Change.RESET);
            case "unlock" -> unlock(visit, account);
            default -> Reply.show(card.of(account));
        };
    }

    private Reply asked(Account account, Change change) {
        return AccountCard.canBeChanged(account)
                ? Reply.ask(new AdminStep.Confirm(change, account.id()))
                : Reply.show(card.of(account));
    }

    private Reply unlock(Visit visit, Account account) {
        if (account.userName().isEmpty()) {
            return Reply.show(card.of(account));
        }
        var by = accounts.of(visit.person()).orElseThrow();
        logIns.unlock(account);
        durable.commit(() ->
                activities.report(account.id(), "Log-in unlocked by " + by.displayName() + "."));
        return Reply.show(card.of(account).after("Unlocked."));
    }
}
