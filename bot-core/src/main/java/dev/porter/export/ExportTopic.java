package dev.porter.export;

import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import java.util.List;

/// What Porter knows of a person, and how that ends.
public final class ExportTopic implements Topic {
    private final Exports exports;

    /// Makes the topic.
    public ExportTopic(Exports exports) {
        this.exports = exports;
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
                        "I am writing down what I hold of you: your account, your chats, what you"
                                + " asked for, what was done, what still waits, and the list of your"
                                + " files. The files themselves are on"
                                + " the NAS; /files brings each of them back.\n\nTo have things"
                                + " deleted: a file under /files, for good after 30 days in the bin;"
                                + " your account by an administrator, whom /support reaches.")
                .beside();
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return command(visit, "export", "");
    }
}
