package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import java.util.stream.Collectors;

/// The NAS and its space.
final class StorageDesk implements Desk {
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final Nas nas;

    StorageDesk(Accounts accounts, Catalogue catalogue, Nas nas) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.nas = nas;
    }

    @Override
    public Word word() {
        return new Word("storage", "the NAS and its space");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var health = nas.health();
        var bytes = accounts.all().stream().mapToLong(a -> catalogue.bytes(a.id())).sum();
        var files = accounts.all().stream().mapToLong(a -> catalogue.count(a.id())).sum();
        return Reply.show(
                Message.titled(
                        tr("Storage"),
                        health.words()
                                + "\n"
                                + tr(
                                        "Where: %s\nFree: %s\nStored through me: %s, %s",
                                        nas.place(),
                                        health.free() < 0
                                                ? tr("unknown")
                                                : Sizes.words(health.free()),
                                        files == 1 ? tr("1 file") : tr("%d files", files),
                                        Sizes.words(bytes))
                                + nas.details().stream()
                                        .map(line -> "\n" + line)
                                        .collect(Collectors.joining()),
                        Button.of("admin:home", tr("Administration"))));
    }
}
