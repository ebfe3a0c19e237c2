package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.nas.Nas;

/// How everything is, and the way to the other desks.
final class Overview implements Desk {
    private final Accounts accounts;
    private final WaitingRequests waiting;
    private final Backups backups;
    private final Nas nas;

    Overview(Accounts accounts, WaitingRequests waiting, Backups backups, Nas nas) {
        this.accounts = accounts;
        this.waiting = waiting;
        this.backups = backups;
        this.nas = nas;
    }

    @Override
    public Word word() {
        return new Word("overview", "how everything is");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Reply.show(
                Message.titled(
                                tr("Administration"),
                                tr(
                                        "Requests waiting: %s\nPeople: %d\nStuck files: %d\nNAS: %s",
                                        waiting.counts(),
                                        accounts.all().size(),
                                        backups.stuckCount(),
                                        nas.health().words()))
                        .row(
                                Button.of("admin:requests", tr("Requests")),
                                Button.of("admin:people", tr("People")),
                                Button.of("admin:invites", tr("Invites")))
                        .row(
                                Button.of("admin:storage", tr("Storage")),
                                Button.of("admin:stuck", tr("Stuck files")),
                                Button.of("admin:announce", tr("Announce")))
                        .row(
                                Button.of("admin:audit", tr("Audit")),
                                Button.of("admin:settings", tr("Settings")),
                                Button.of("menu:home", tr("Menu"))));
    }
}
