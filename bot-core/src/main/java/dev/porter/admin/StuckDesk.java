package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.backup.Backups;
import dev.porter.backup.Backups.Stuck;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
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

/// Files that cannot go on: whose they are and why, never what they are called. None is given up
/// without being asked about.
final class StuckDesk implements Desk {
    private static final int SHOWN = 4;

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
            return Reply.show(stuck(Page.number(action)));
        }
        var meant = action.number().flatMap(this::find);
        if (meant.isEmpty()) {
            return Reply.show(over());
        }
        return action.verb().equals("retry")
                ? Reply.show(retry(meant.get()))
                : Reply.ask(new AdminStep.ConfirmDrop(meant.get().id()));
    }

    private Optional<Stuck> find(long id) {
        return backups.stuck().stream().filter(stuck -> stuck.id() == id).findFirst();
    }

    private Message over() {
        return stuck(0).after(tr("That one is not stuck any more."));
    }

    private Message retry(Stuck backup) {
        durable.commit(() -> backups.retry(backup.id()));
        return stuck(0).after(tr("I am trying it now."));
    }

    /// Asks whether a file shall be given up: whose it is, and what follows.
    Message question(long id) {
        return find(id).map(this::question)
                .orElseGet(() ->
                        Message.of(
                                tr("That one is not stuck any more."),
                                Button.of("no", tr("All right"))));
    }

    private Message question(Stuck backup) {
        return Message.titled(
                tr("Drop the file of %s?", owner(backup)),
                waited(backup)
                        + "\n\n"
                        + tr(
                                backup.forTheNas()
                                        ? "It only waits for the NAS, and is stored by itself when the NAS"
                                                + " is well again. Dropping it deletes my copy, which"
                                                + " may be the last one. I'll tell its owner."
                                        : "I keep trying. Dropping it ends that; I'll ask its owner to"
                                                + " send it once more."),
                Button.of("yes", tr("Yes, drop it")),
                Button.of("no", tr("No, keep it")));
    }

    private static String waited(Stuck backup) {
        var since = Times.minute(backup.since());
        return backup.size() < 0
                ? tr("It has waited since %s: %s.", since, backup.why())
                : tr(
                        "It has %s and has waited since %s: %s.",
                        Sizes.words(backup.size()), since, backup.why());
    }

    /// Gives a file up.
    Message drop(Account by, long id) {
        var meant = find(id);
        if (meant.isEmpty()) {
            return over();
        }
        durable.commit(() -> {
            backups.drop(id);
            activities.report(
                    meant.get().account(), tr("A stuck file was dropped by %s.", by.displayName()));
        });
        return stuck(0).after(tr("Dropped, and I have told its owner."));
    }

    /// Leaves it.
    Message keep() {
        return stuck(0).after(tr("Nothing was dropped."));
    }

    private Message stuck(int wanted) {
        var page = Page.of(backups.stuck(), wanted, SHOWN);
        if (page.shown().isEmpty()) {
            return Message.of(
                    tr("Nothing is stuck."), Button.of("admin:home", tr("Administration")));
        }
        var lines = new ArrayList<String>();
        var message = Message.titled(tr("Stuck files"), "");
        for (var backup : page.shown()) {
            var number = page.first() + lines.size();
            lines.add(
                    tr(
                            "%d. of %s, since %s, tried %d times: %s",
                            number,
                            owner(backup),
                            Times.minute(backup.since()),
                            backup.attempts(),
                            backup.why()));
            message =
                    message.row(
                            Button.of("admin:retry:" + backup.id(), tr("Retry %d", number)),
                            Button.of("admin:drop:" + backup.id(), tr("Drop %d", number)));
        }
        return message.after(
                        tr("%d in all.", backups.stuckCount()) + "\n" + String.join("\n", lines))
                .row(page.turning("admin:stuck"))
                .row(Button.of("admin:home", tr("Administration")));
    }

    private String owner(Stuck backup) {
        return accounts.find(backup.account())
                .flatMap(Account::userName)
                .map(Object::toString)
                .orElseGet(() -> tr("somebody"));
    }
}
