package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.ArrayList;
import java.util.List;

/// Files that cannot go on: whose they are and why, never what they are called.
final class StuckDesk implements Desk {
    private static final int SHOWN = 4;

    private final Accounts accounts;
    private final Backups backups;
    private final Durable durable;

    StuckDesk(Accounts accounts, Backups backups, Durable durable) {
        this.accounts = accounts;
        this.backups = backups;
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
        return Reply.show(
                switch (action.verb()) {
                    case "retry" -> {
                        action.number().ifPresent(id -> durable.commit(() -> backups.retry(id)));
                        yield stuck().after("I am trying it now.");
                    }
                    case "drop" -> {
                        action.number().ifPresent(id -> durable.commit(() -> backups.drop(id)));
                        yield stuck().after("Dropped; its owner is told.");
                    }
                    default -> stuck();
                });
    }

    private Message stuck() {
        var stuck = backups.stuck();
        if (stuck.isEmpty()) {
            return Message.of("Nothing is stuck.", Button.of("admin:home", "Administration"));
        }
        var lines = new ArrayList<String>();
        var message = Message.titled("Stuck files", "");
        for (var backup : stuck.stream().limit(SHOWN).toList()) {
            lines.add(
                    "%d. of %s, since %s, tried %d times: %s"
                            .formatted(
                                    lines.size() + 1,
                                    owner(backup),
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

    private String owner(Backups.Stuck backup) {
        return accounts.find(backup.account())
                .flatMap(Account::userName)
                .map(Object::toString)
                .orElse("somebody");
    }
}
