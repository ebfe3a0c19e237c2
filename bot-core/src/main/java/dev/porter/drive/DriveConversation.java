package dev.porter.drive;

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
import dev.porter.files.Folders;
import dev.porter.files.SafeName;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Asks for what buttons of the drive cannot say. Whatever a step names is looked at again when the
/// answer comes.
final class DriveConversation implements Conversation<DriveStep> {
    private static final int LONGEST_NAME = 60;
    private static final String NO_NAME = "There is nothing in that which can be a name.";

    private final Accounts accounts;
    private final Drive drive;
    private final DriveViews views;
    private final Folders folders;

    DriveConversation(Accounts accounts, Drive drive, DriveViews views, Folders folders) {
        this.accounts = accounts;
        this.drive = drive;
        this.views = views;
        this.folders = folders;
    }

    @Override
    public Class<DriveStep> steps() {
        return DriveStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, DriveStep step) {
        return switch (step) {
            case DriveStep.AskText() ->
                    Message.of(
                                    tr(
                                            "What is in the name of the file or folder? Any part will do."),
                                    Button.of("no", tr("Cancel")))
                            .with(new Form(tr("Part of the name"), false));
            case DriveStep.AskNewFolder(var in) ->
                    Message.of(
                                    in.isEmpty()
                                            ? tr("What is the new folder called?")
                                            : tr("What is the new folder in %s called?", shown(in)),
                                    Button.of("no", tr("Cancel")))
                            .with(new Form(tr("The folder's name"), false));
            case DriveStep.AskName(var file) ->
                    Message.of(
                                    tr("What is the new name of %s?", name(file)),
                                    Button.of("no", tr("Leave it")))
                            .with(new Form(tr("The new name"), false));
            case DriveStep.AskFolder(var file, var offered) ->
                    Folders.question(name(file), offered);
            case DriveStep.AskCopy(var file, var offered) ->
                    Folders.questionForCopy(name(file), offered);
        };
    }

    private static String shown(String path) {
        return Texts.line(path, LONGEST_NAME);
    }

    private static String name(String path) {
        return shown(path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public Turn<DriveStep> answer(Visit visit, DriveStep step, Answer answer) {
        if (answer.equals(new Answer.Press("no"))) {
            return new Turn.End<>(Reply.say(tr("All right, I changed nothing.")));
        }
        var account = accounts.member(visit.person());
        return switch (step) {
            case DriveStep.AskText() when answer instanceof Answer.Text(var text) ->
                    end(views.found(account, text));
            case DriveStep.AskNewFolder(var in) when answer instanceof Answer.Text(var text) ->
                    made(account, at(account, in), text);
            case DriveStep.AskName(var file) when answer instanceof Answer.Text(var text) ->
                    withFile(account, at(account, file), found -> renamed(account, found, text));
            case DriveStep.AskText(), DriveStep.AskNewFolder(_), DriveStep.AskName(_) ->
                    new Turn.Again<>(tr("Please type it."));
            case DriveStep.AskFolder(var file, var offered) ->
                    withFile(
                            account,
                            at(account, file),
                            found -> moved(account, found, answer, offered));
            case DriveStep.AskCopy(var file, var offered) ->
                    withFile(
                            account,
                            at(account, file),
                            found -> copied(account, found, answer, offered));
        };
    }

    private static NasPath at(Account account, String path) {
        return new NasPath(account.home(), path);
    }

    private static Turn<DriveStep> end(Message message) {
        return new Turn.End<>(Reply.say(message));
    }

    private Turn<DriveStep> made(Account account, NasPath in, String text) {
        var name = SafeName.of(text, "");
        if (name.isEmpty()) {
            return new Turn.Again<>(tr(NO_NAME));
        }
        var known = folders.below(in, name);
        if (known.isPresent()) {
            return opened(account, known.get(), tr("There is a folder of that name already."));
        }
        var folder = in.resolve(name);
        if (drive.find(folder).isPresent()) {
            return taken(folder);
        }
        try {
            drive.create(folder);
            return opened(account, folder, tr("The folder is made."));
        } catch (NasException e) {
            return refused(e);
        }
    }

    private Turn<DriveStep> opened(Account account, NasPath folder, String words) {
        return end(views.folder(account, folder, 0).after(words));
    }

    private Turn<DriveStep> withFile(
            Account account, NasPath file, Function<NasEntry, Turn<DriveStep>> then) {
        return switch (drive.standing(account, file)) {
            case Drive.Free(var entry) -> then.apply(entry);
            case Drive.Stored(var card) ->
                    end(card.after(tr("I keep this file for you. Its own buttons change it.")));
            case Drive.Arriving() ->
                    end(
                            Message.of(
                                    tr(
                                            "That file is being stored at this moment. I left it as it is.")));
            case Drive.Gone() -> gone(account, file);
        };
    }

    private Turn<DriveStep> gone(Account account, NasPath file) {
        return end(
                views.folder(account, file.parent(), 0)
                        .after(
                                tr(
                                        "%s is not there any more. Here is the folder where it was.",
                                        name(file.path()))));
    }

    private Turn<DriveStep> renamed(Account account, NasEntry file, String text) {
        return SafeName.renamed(text, file.path().name())
                .map(name -> to(account, file, file.path().parent().resolve(name), tr("Renamed.")))
                .orElseGet(() -> new Turn.Again<>(tr(NO_NAME)));
    }

    private Turn<DriveStep> moved(
            Account account, NasEntry file, Answer answer, List<String> offered) {
        return inFolder(
                account,
                answer,
                offered,
                folder ->
                        to(
                                account,
                                file,
                                folder.resolve(file.path().name()),
                                tr("Moved to %s.", shown(folder.path()))));
    }

    private Turn<DriveStep> copied(
            Account account, NasEntry file, Answer answer, List<String> offered) {
        return inFolder(
                account,
                answer,
                offered,
                folder -> {
                    var there = folder.resolve(file.path().name());
                    return put(
                            account,
                            file,
                            there,
                            () -> drive.copy(file.path(), folder),
                            tr("This is the copy in %s.", shown(folder.path())));
                });
    }

    private Turn<DriveStep> inFolder(
            Account account,
            Answer answer,
            List<String> offered,
            Function<NasPath, Turn<DriveStep>> then) {
        return folders.chosen(account, answer, offered)
                .map(then)
                .orElseGet(() -> new Turn.Again<>(tr("That does not work as a folder's name.")));
    }

    private Turn<DriveStep> to(Account account, NasEntry file, NasPath there, String words) {
        return there.equals(file.path())
                ? end(views.file(account, file).after(tr("That is how it is already.")))
                : put(account, file, there, () -> drive.move(file.path(), there), words);
    }

    /// Moves or copies a file, unless something is there.
    private Turn<DriveStep> put(
            Account account, NasEntry file, NasPath there, BooleanSupplier act, String words) {
        try {
            if (!act.getAsBoolean()) {
                return taken(there);
            }
        } catch (NasException e) {
            return e.kind() == NasException.Kind.NOT_FOUND
                    ? gone(account, file.path())
                    : refused(e);
        }
        return drive.find(there)
                .map(entry -> end(views.file(account, entry).after(words)))
                .orElseGet(() -> gone(account, there));
    }

    private static Turn<DriveStep> taken(NasPath there) {
        return new Turn.Again<>(
                tr(
                        "There is something called %s already, so I changed nothing.",
                        name(there.path())));
    }

    private static Turn<DriveStep> refused(NasException e) {
        return switch (e.kind()) {
            case EXISTS ->
                    new Turn.Again<>(
                            tr(
                                    "There is a file where a folder would have to be, so I changed nothing."));
            case INVALID ->
                    new Turn.Again<>(tr("The NAS does not take that name, so I changed nothing."));
            case NOT_FOUND, NO_SPACE, NOT_PERMITTED, NOT_SIGNED_IN, AWAY, BROKEN -> throw e;
        };
    }
}
