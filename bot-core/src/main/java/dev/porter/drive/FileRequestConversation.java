package dev.porter.drive;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.files.SafeName;
import dev.porter.nas.FileRequests;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.ShareLinks;
import java.time.Clock;

/// Makes a link with which others put files into a folder of a member's home.
final class FileRequestConversation implements Conversation<FileRequestStep> {
    /// Below it each request has a folder of its own.
    private static final String FOLDER = "Received/";

    private final Accounts accounts;
    private final Activities activities;
    private final Nas nas;
    private final Clock clock;

    FileRequestConversation(Accounts accounts, Activities activities, Nas nas, Clock clock) {
        this.accounts = accounts;
        this.activities = activities;
        this.nas = nas;
        this.clock = clock;
    }

    /// What is said where the NAS has no such links.
    static String notOffered() {
        return tr("This NAS cannot take files from people without an account.");
    }

    @Override
    public Class<FileRequestStep> steps() {
        return FileRequestStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, FileRequestStep step) {
        return switch (step) {
            case FileRequestStep.AskName() ->
                    Message.of(
                                    tr(
                                            "I make a link with which others can send you files, without"
                                                    + " an account. What is it for? A word or two, such"
                                                    + " as “Summer party”: the files come into a folder"
                                                    + " of that name."),
                                    Button.of("no", tr("Cancel")))
                            .with(new Form(tr("What it is for"), false));
            case FileRequestStep.AskDays(var name) ->
                    Message.of(
                                    tr(
                                            "Whoever has the link and its password can put files into"
                                                    + " your folder “%s”. For how long?",
                                            FOLDER + name))
                            .row(LinkViews.days(days -> "" + days))
                            .row(Button.of("no", tr("Cancel")));
        };
    }

    @Override
    public Turn<FileRequestStep> answer(Visit visit, FileRequestStep step, Answer answer) {
        var account = accounts.member(visit.person());
        return switch (answer) {
            case Answer.Press(var button) when button.equals("no") ->
                    new Turn.End<>(Reply.say(tr("All right, I made no link.")));
            case Answer.Press(var button) -> take(account, step, button);
            case Answer.Text(var text) -> take(account, step, text);
        };
    }

    private Turn<FileRequestStep> take(Account account, FileRequestStep step, String said) {
        return switch (step) {
            case FileRequestStep.AskName() -> {
                var name = SafeName.of(said, "");
                yield name.isEmpty()
                        ? new Turn.Again<>(tr("There is nothing in that which can be a name."))
                        : new Turn.Next<>(new FileRequestStep.AskDays(name));
            }
            case FileRequestStep.AskDays(var name) -> {
                var days = LinkViews.days(said);
                yield days.isEmpty()
                        ? new Turn.Again<>(tr("Please press one of the buttons."))
                        : new Turn.End<>(make(account, name, days.getAsInt()));
            }
        };
    }

    private Reply make(Account account, String name, int days) {
        return nas.shareLinks()
                .flatMap(ShareLinks::requests)
                .map(requests -> make(account, requests, name, days))
                .orElseGet(() -> Reply.say(notOffered()));
    }

    private Reply make(Account account, FileRequests requests, String name, int days) {
        var folder = NasPath.home(account.home()).resolve(FOLDER + name);
        var password = LinkViews.password();
        try {
            nas.files().createFolder(folder);
            var link = requests.create(folder, LinkViews.lastDay(clock, days), password);
            activities.add(
                    account.id(), tr("Made a link for sending files into %s.", folder.path()));
            return Reply.say(
                    LinkViews.made(
                            tr("Your link for others to send you files"),
                            link,
                            password,
                            tr(
                                    "What they send goes straight to the NAS and not through me: you"
                                            + " find it in /drive, in “%s”, and there is no receipt for"
                                            + " it.",
                                    folder.path())));
        } catch (NasException e) {
            return switch (e.kind()) {
                case NOT_PERMITTED -> Reply.say(LinkViews.notPermitted());
                case EXISTS ->
                        Reply.say(
                                tr(
                                        "There is a file where the folder “%s” would be, so I made no"
                                                + " link. Please try another name.",
                                        folder.path()));
                case AWAY, NOT_SIGNED_IN, NOT_FOUND, INVALID, NO_SPACE, BROKEN -> throw e;
            };
        }
    }
}
