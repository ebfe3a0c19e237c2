package dev.porter.files;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Asks for what buttons cannot say: a new name, a folder, a text to look for.
final class FilesConversation implements Conversation<FilesStep> {
    private static final int FOLDERS_SHOWN = 4;
    private static final int MOST_LEVELS = 10;
    private static final int LONGEST_PATH = 400;

    private final Accounts accounts;
    private final Catalogue catalogue;
    private final StoredBytes bytes;
    private final FileViews views;
    private final Nas nas;

    FilesConversation(
            Accounts accounts, Catalogue catalogue, StoredBytes bytes, FileViews views, Nas nas) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.bytes = bytes;
        this.views = views;
        this.nas = nas;
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
            case FilesStep.AskName _ ->
                    Message.of("What is its new name?", Button.of("no", "Leave it"))
                            .with(new Form("The new name", false));
            case FilesStep.AskFolder _ ->
                    Message.of("Into which folder? Type its name, or a new one like Papers/2026.")
                            .row(
                                    folders(accounts.member(visit.person())).stream()
                                            .map(folder ->
                                                    Button.of(
                                                            "in=" + folder.path().name(),
                                                            "📁 " + folder.path().name()))
                                            .toList())
                            .row(Button.of("no", "Leave it where it is"))
                            .with(new Form("The folder", false));
            case FilesStep.AskText() ->
                    Message.of("What is in its name? Any part will do.", Button.of("no", "Cancel"))
                            .with(new Form("Part of the name", false));
        };
    }

    private List<NasEntry> folders(Account account) {
        try {
            return nas.files().list(NasPath.home(account.home()), 0, 50).stream()
                    .filter(NasEntry::folder)
                    .filter(entry ->
                            entry.path().name().matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,29}"))
                    .limit(FOLDERS_SHOWN)
                    .toList();
        } catch (NasException _) {
            return List.of(); // the question can be asked without them
        }
    }

    @Override
    public Turn<FilesStep> answer(Visit visit, FilesStep step, Answer answer) {
        var account = accounts.member(visit.person());
        return switch (answer) {
            case Answer.Press(var button) when button.equals("no") ->
                    new Turn.End<>(Reply.say("All right, I changed nothing."));
            case Answer.Press(var button) -> take(account, step, button.replaceFirst("^in=", ""));
            case Answer.Text(var text) -> take(account, step, text);
        };
    }

    private Turn<FilesStep> take(Account account, FilesStep step, String text) {
        return switch (step) {
            case FilesStep.AskText() -> new Turn.End<>(Reply.say(views.found(account, text)));
            case FilesStep.AskName(var id) -> {
                var file = catalogue.find(account.id(), id).filter(found -> !found.binned());
                yield file.isEmpty() ? gone() : renamed(account, file.get(), text);
            }
            case FilesStep.AskFolder(var id) -> {
                var file = catalogue.find(account.id(), id).filter(found -> !found.binned());
                yield file.isEmpty() ? gone() : moved(account, file.get(), text);
            }
        };
    }

    private Turn<FilesStep> renamed(Account account, StoredFile file, String text) {
        var typed = SafeName.of(text, "");
        if (typed.isEmpty()) {
            return new Turn.Again<>("There is nothing in that which can be a name.");
        }
        var name = typed.contains(".") ? typed : typed + extension(file.name());
        bytes.rename(file, SafeName.of(name, typed));
        return shown(account, file, "Renamed.");
    }

    private static String extension(String name) {
        return name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "";
    }

    private Turn<FilesStep> moved(Account account, StoredFile file, String text) {
        var folder =
                Arrays.stream(text.split("[/\\\\]"))
                        .map(part -> SafeName.of(part, ""))
                        .filter(part -> !part.isEmpty())
                        .limit(MOST_LEVELS)
                        .collect(Collectors.joining("/"));
        if (folder.isEmpty() || folder.length() > LONGEST_PATH) {
            return new Turn.Again<>("That does not work as a folder's name.");
        }
        bytes.toFolder(file, folder);
        return shown(account, file, "Moved to " + folder + ".");
    }

    private Turn<FilesStep> shown(Account account, StoredFile file, String words) {
        return new Turn.End<>(
                Reply.say(
                        views.file(catalogue.find(account.id(), file.id()).orElseThrow())
                                .after(words)));
    }

    private static Turn<FilesStep> gone() {
        return new Turn.End<>(Reply.say("That file is not there any more. /files shows what is."));
    }
}
