package dev.porter.files;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import java.util.List;
import java.util.Optional;

/// Asks for what buttons cannot say: a new name, a folder, a text to look for.
final class FilesConversation implements Conversation<FilesStep> {
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final StoredBytes bytes;
    private final FileViews views;
    private final Folders folders;

    FilesConversation(
            Accounts accounts,
            Catalogue catalogue,
            StoredBytes bytes,
            FileViews views,
            Folders folders) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.bytes = bytes;
        this.views = views;
        this.folders = folders;
    }

    @Override
    public Class<FilesStep> steps() {
        return FilesStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, FilesStep step) {
        return switch (step) {
            case FilesStep.AskName(var id) ->
                    Message.of(
                                    tr("What is the new name of %s?", name(visit, id)),
                                    Button.of("no", tr("Leave it")))
                            .with(new Form(tr("The new name"), false));
            case FilesStep.AskFolder(var id, var offered) ->
                    Folders.question(name(visit, id), offered);
            case FilesStep.AskText() ->
                    Message.of(
                                    tr("What is in its name? Any part will do."),
                                    Button.of("no", tr("Cancel")))
                            .with(new Form(tr("Part of the name"), false));
        };
    }

    @Override
    public Turn<FilesStep> answer(Visit visit, FilesStep step, Answer answer) {
        if (answer.equals(new Answer.Press("no"))) {
            return new Turn.End<>(Reply.say(tr("All right, I changed nothing.")));
        }
        var account = accounts.member(visit.person());
        return switch (step) {
            case FilesStep.AskText() when answer instanceof Answer.Text(var text) ->
                    new Turn.End<>(Reply.say(views.found(account, text)));
            case FilesStep.AskName(var id) when answer instanceof Answer.Text(var text) ->
                    open(account, id)
                            .map(file -> renamed(account, file, text))
                            .orElseGet(FilesConversation::gone);
            case FilesStep.AskText(), FilesStep.AskName(_) ->
                    new Turn.Again<>(tr("Please type it."));
            case FilesStep.AskFolder(var id, var offered) ->
                    open(account, id)
                            .map(file -> moved(account, file, answer, offered))
                            .orElseGet(FilesConversation::gone);
        };
    }

    private String name(Visit visit, long id) {
        return open(accounts.member(visit.person()), id)
                .map(file -> Texts.line(file.name(), FileViews.LONGEST_NAME))
                .orElse(tr("that file"));
    }

    private Optional<StoredFile> open(Account account, long id) {
        return catalogue.find(account.id(), id).filter(found -> !found.binned());
    }

    private Turn<FilesStep> renamed(Account account, StoredFile file, String text) {
        var name = SafeName.renamed(text, file.name());
        if (name.isEmpty()) {
            return new Turn.Again<>(tr("There is nothing in that which can be a name."));
        }
        bytes.rename(file, name.get());
        return shown(account, file, tr("Renamed."));
    }

    private Turn<FilesStep> moved(
            Account account, StoredFile file, Answer answer, List<String> offered) {
        var folder = folders.chosen(account, answer, offered);
        if (folder.isEmpty()) {
            return new Turn.Again<>(tr("That does not work as a folder's name."));
        }
        bytes.toFolder(file, folder.get());
        return shown(account, file, tr("Moved to %s.", folder.get().path()));
    }

    private Turn<FilesStep> shown(Account account, StoredFile file, String words) {
        return new Turn.End<>(
                Reply.say(
                        views.file(catalogue.find(account.id(), file.id()).orElseThrow())
                                .after(words)));
    }

    private static Turn<FilesStep> gone() {
        return new Turn.End<>(Reply.say(FilesTopic.gone()));
    }
}
