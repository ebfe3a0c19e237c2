package dev.porter.export;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import java.util.List;

/// What Porter knows of a person, and how that ends.
final class ExportTopic implements Topic {
    private final Accounts accounts;
    private final Exports exports;
    private final Deletions deletions;

    ExportTopic(Accounts accounts, Exports exports, Deletions deletions) {
        this.accounts = accounts;
        this.exports = exports;
        this.deletions = deletions;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "export",
                        Audience.MEMBER,
                        "everything I hold of you, and how to delete it"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        exports.ask(visit.person());
        return Reply.say(
                        Message.of(
                                tr(
                                        "I am writing down what I hold of you: your account, your chats,"
                                                + " what you asked for, what was done, what still"
                                                + " waits, and the list of your files. The files"
                                                + " themselves are on the NAS; /files brings each of"
                                                + " them back.\n\nTo have things deleted: a file"
                                                + " under /files, for good after 30 days in the bin;"
                                                + " your account and all that I know of you with the"
                                                + " button below."),
                                Button.of("export:delete", tr("Ask to delete my account"))))
                .beside();
    }

    @Override
    public Reply press(Visit visit, Action action) {
        if (!action.verb().equals("delete")) {
            return command(visit, "export", "");
        }
        return deletions.isOfTheLastAdministrator(accounts.member(visit.person()))
                ? Reply.say(
                        tr(
                                "You are the only administrator, so nobody else could decide. Please make"
                                        + " somebody else one first: /admin, then People."))
                : Reply.ask(new ExportStep.ConfirmWish());
    }
}
