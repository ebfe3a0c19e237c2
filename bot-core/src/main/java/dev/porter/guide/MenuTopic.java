package dev.porter.guide;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue;
import dev.porter.files.Catalogue.Search;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.photos.PhoneBackup;
import java.util.List;

/// The dashboard.
final class MenuTopic implements Topic {
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final Backups backups;
    private final Nas nas;
    private final PhoneBackup phones;

    MenuTopic(
            Accounts accounts, Catalogue catalogue, Backups backups, Nas nas, PhoneBackup phones) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.backups = backups;
        this.nas = nas;
        this.phones = phones;
    }

    @Override
    public String name() {
        return "menu";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand("menu", Audience.MEMBER, "the dashboard"),
                new BotCommand(
                        "status", Audience.MEMBER, "last backup, files, space, and what waits"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(dashboard(visit));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Reply.show(dashboard(visit));
    }

    private Message dashboard(Visit visit) {
        var account = accounts.member(visit.person());
        var message =
                Message.titled(tr("Your NAS, %s", account.displayName()), state(account))
                        .row(
                                Button.of("photos:home", tr("🖼 Photos")),
                                Button.of("drive:home", tr("📁 Drive")),
                                Button.of("backup:how", tr("⬆ Document backup")))
                        .row(
                                Button.of("files:all", tr("My files")),
                                Button.of("guide:phone", tr("📱 Phone setup")),
                                Button.of("invite:home", tr("Invite")))
                        .row(
                                Button.of("security:home", tr("🔒 Security")),
                                Button.of("backup:verify", tr("Is it safe?")),
                                Button.of("guide:help", tr("Help")));
        return account.administers()
                ? message.row(Button.of("admin:home", tr("Administration")))
                : message;
    }

    private String state(Account account) {
        var last = catalogue.search(account.id(), Search.all(), 0, 1).shown();
        var text = new StringBuilder();
        if (last.isEmpty()) {
            text.append(tr("No backup yet: send me any file to begin."));
        } else {
            var file = last.getFirst();
            text.append(
                    tr(
                            "Last backup: %s, %s",
                            Texts.line(file.name(), 60), Times.minute(file.storedAt())));
        }
        text.append("\n").append(tr("Files: %d", catalogue.count(account.id())));
        text.append("\n").append(space(account));
        var open = backups.open(account.id());
        if (open > 0) {
            text.append("\n").append(tr("On their way: %d", open));
        }
        text.append("\n").append(tr("Stored on: %s", nas.place()));
        phones.words(account.home()).ifPresent(words -> text.append("\n").append(words));
        return text.toString();
    }

    private String space(Account account) {
        try {
            var space = nas.files().space(account.home());
            var used = Sizes.words(space.used());
            return space.quota().isPresent()
                    ? tr("Space: %s used of %s", used, Sizes.words(space.quota().getAsLong()))
                    : tr("Space: %s used, %s free", used, Sizes.words(space.free()));
        } catch (NasException _) {
            return tr(
                    "Space: %s used; the NAS does not answer now",
                    Sizes.words(catalogue.bytes(account.id())));
        }
    }
}
