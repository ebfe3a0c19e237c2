package dev.porter.files;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue.Search;
import dev.porter.nas.NasPath;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// My files: list, search, open, rename, move, versions, delete and undo.
public final class FilesTopic implements Topic {
    private static final Takes ONE_FILE = new Takes.Text("name", "its name, or a part of it", true);
    private static final int MOST_SUGGESTIONS = 25;

    private final Accounts accounts;
    private final Activities activities;
    private final Catalogue catalogue;
    private final StoredBytes bytes;
    private final FileViews views;
    private final Folders folders;

    FilesTopic(
            Accounts accounts,
            Activities activities,
            Catalogue catalogue,
            StoredBytes bytes,
            FileViews views,
            Folders folders) {
        this.accounts = accounts;
        this.activities = activities;
        this.catalogue = catalogue;
        this.bytes = bytes;
        this.views = views;
        this.folders = folders;
    }

    /// What is said of a file that is in no catalogue any more.
    public static String gone() {
        return tr("That file is not there any more. /files shows what is.");
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        var part = new Takes.Text("text", "a part of the name", true);
        return List.of(
                new BotCommand(
                        "files",
                        Audience.MEMBER,
                        "my files, newest first; or search by name",
                        part),
                new BotCommand("search", Audience.MEMBER, "search my files by name", part),
                new BotCommand(
                        "rename", Audience.MEMBER, "give a stored file a new name", ONE_FILE),
                new BotCommand(
                        "move",
                        Audience.MEMBER,
                        "put a stored file into another folder",
                        ONE_FILE));
    }

    @Override
    public List<String> suggestions(PersonId person, String command, String text) {
        var account = accounts.member(person);
        return catalogue
                .search(account.id(), new Search(text, null, null), 0, MOST_SUGGESTIONS)
                .shown()
                .stream()
                .map(StoredFile::name)
                .distinct()
                .toList();
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        var account = accounts.member(visit.person());
        return switch (command) {
            case "rename" -> one(visit, text, tr("Rename"), file -> askName(account, file));
            case "move" -> one(visit, text, tr("Move"), file -> askFolder(account, file));
            case "search" ->
                    text.isEmpty()
                            ? Reply.ask(new FilesStep.AskText())
                            : Reply.say(search(visit, text));
            default -> Reply.say(search(visit, text));
        };
    }

    /// Does something with the file that a text after a command means: the one of that name,
    /// otherwise the only one with the text in its name. The files to choose from where it means
    /// none or several.
    ///
    /// @param button what does the same with a file that is opened
    public Reply one(Visit visit, String text, String button, Function<StoredFile, Reply> then) {
        if (text.isEmpty()) {
            return Reply.say(
                    search(visit, "").after(tr("Which one? Open it, then press %s.", button)));
        }
        return catalogue
                .meant(accounts.member(visit.person()).id(), text)
                .map(then)
                .orElseGet(() -> Reply.say(search(visit, text)));
    }

    /// What a member's files are called so.
    public Message search(Visit visit, String text) {
        return views.found(accounts.member(visit.person()), text);
    }

    /// The stored file that has bytes at a place, whichever version they are.
    public Optional<Message> at(Account account, NasPath place) {
        return catalogue.at(account.id(), place).map(views::file);
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        return switch (action.verb()) {
            case "list" -> list(account, action);
            case "text" -> Reply.ask(new FilesStep.AskText());
            case "kinds" -> Reply.show(views.kinds());
            case "months" -> Reply.show(views.months(account, Page.number(action)));
            case "bin" -> Reply.show(views.bin(account, Page.number(action)));
            case "open" -> with(account, action, false, (_, file) -> Reply.show(views.file(file)));
            case "versions" ->
                    with(
                            account,
                            action,
                            false,
                            (_, file) ->
                                    Reply.show(views.versions(file, Page.number(action.word(2)))));
            case "rename" -> with(account, action, false, this::askName);
            case "move" -> with(account, action, false, this::askFolder);
            case "delete" -> with(account, action, false, this::delete);
            case "undo" -> with(account, action, true, this::undo);
            default -> Reply.show(views.list(account, Search.all(), 0));
        };
    }

    private Reply list(Account account, Action action) {
        var search = FileViews.search(action);
        return search == null
                ? Reply.show(views.list(account, Search.all(), 0))
                : Reply.show(views.list(account, search, Page.number(action)));
    }

    private Reply with(
            Account account,
            Action action,
            boolean binned,
            BiFunction<Account, StoredFile, Reply> then) {
        return action.number()
                .flatMap(id -> catalogue.find(account.id(), id))
                .filter(file -> file.binned() == binned)
                .map(file -> then.apply(account, file))
                .orElseGet(() -> Reply.say(gone()));
    }

    private Reply askName(Account account, StoredFile file) {
        return Reply.ask(new FilesStep.AskName(file.id()));
    }

    private Reply askFolder(Account account, StoredFile file) {
        return Reply.ask(new FilesStep.AskFolder(file.id(), folders.offered(account)));
    }

    private Reply delete(Account account, StoredFile file) {
        bytes.toBin(file);
        activities.add(account.id(), tr("Deleted %s.", file.name()));
        return Reply.show(
                Message.of(
                        tr(
                                "%s is in the bin. I keep it there for 30 days.",
                                Texts.line(file.name(), FileViews.LONGEST_NAME)),
                        Button.of("files:undo:" + file.id(), tr("↩ Undo")),
                        Button.of("files:all", tr("My files"))));
    }

    private Reply undo(Account account, StoredFile file) {
        bytes.outOfBin(file);
        activities.add(account.id(), tr("Took %s out of the bin.", file.name()));
        return Reply.show(
                views.file(catalogue.find(account.id(), file.id()).orElseThrow())
                        .after(tr("It is back.")));
    }
}
