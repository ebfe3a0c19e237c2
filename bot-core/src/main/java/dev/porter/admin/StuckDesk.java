package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.backup.Backups;
import dev.porter.backup.Backups.Stuck;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files that cannot go on: whose they are and why, never what they are called.
final class StuckDesk implements Desk {
    private static final int SHOWN = 4;
    private static final Action FIRST = new Action(List.of("stuck"));

    private final Accounts accounts;
    private final Backups backups;
    private final Activities activities;
    private final Durable durable;

    StuckDesk(Accounts accounts, Backups backups, Activities activities, Durable durable) {
        this.accounts = accounts;
        this.backups = backups;
        this.activities = activities;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("stuck", "files that cannot go on");
    }

    @Override
    public List<String> deeds() {
        return List.of("retry", "drop");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (action.verb().equals("stuck")) {
            return Reply.show(stuck(action));
        }
        var meant = action.number().flatMap(this::find);
        if (meant.isEmpty()) {
            return Reply.show(stuck(FIRST).after("That one is not stuck any more."));
        }
        return Reply.show(
                action.verb().equals("retry") ? retry(meant.get()) : drop(visit, meant.get()));
    }

    private Optional<Stuck> find(long id) {
        return backups.stuck().stream().filter(stuck -> stuck.id() == id).findFirst();
    }

    private Message retry(Stuck backup) {
        durable.commit(() -> backups.retry(backup.id()));
        return stuck(FIRST).after("I am trying it now.");
    }

    private Message drop(Visit visit, Stuck backup) {
        var by = accounts.of(visit.person()).orElseThrow();
        durable.commit(() -> {
            backups.drop(backup.id());
            activities.report(
                    backup.account(), "A stuck file was dropped by " + by.displayName() + ".");
        });
        return stuck(FIRST).after("Dropped; its owner is told.");
    }

    private Message stuck(Action wanted) {
        var page = Page.of(backups.stuck(), wanted, SHOWN);
        if (page.shown().isEmpty()) {
            return Message.of("Nothing is stuck.", Button.of("admin:home", "Administration"));
        }
        var lines = new ArrayList<String>();
        var message = Message.titled("Stuck files", "");
        for (var backup : page.shown()) {
            var number = page.first() + lines.size();
            lines.add(
                    "%d. of %s, since %s, tried %d times: %s"
                            .formatted(
                                    number,
                                    owner(backup),
                                    Times.minute(backup.since()),
                                    backup.attempts(),
                                    backup.why()));
            message =
                    message.row(
                            Button.of("admin:retry:" + backup.id(), "Retry " + number),
                            Button.of("admin:drop:" + backup.id(), "Drop " + number));
        }
        return message.after(
                        "%d in all.\n%s".formatted(backups.stuckCount(), String.join("\n", lines)))
                .row(page.turning("admin:stuck"))
                .row(Button.of("admin:home", "Administration"));
    }

    private String owner(Stuck backup) {
        return accounts.find(backup.account())
                .flatMap(Account::userName)
                .map(Object::toString)
                .orElse("somebody");
    }
}
