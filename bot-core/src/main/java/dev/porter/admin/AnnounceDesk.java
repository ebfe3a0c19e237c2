package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import java.util.List;

/// Telling everybody something, and whether they have it.
final class AnnounceDesk implements Desk {
    private final Announcements announcements;

    AnnounceDesk(Announcements announcements) {
        this.announcements = announcements;
    }

    @Override
    public Word word() {
        return new Word("announce", "tell everybody something");
    }

    @Override
    public List<String> deeds() {
        return List.of("announced");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return action.verb().equals("announced")
                ? Reply.show(progress(action.word(1)))
                : Reply.ask(new AdminStep.AskAnnouncement());
    }

    private Message progress(String id) {
        var progress = announcements.progress(id);
        if (progress.all() == 0) {
            return Message.of(
                    tr("I do not know of that announcement any more."),
                    Button.of("admin:home", tr("Administration")));
        }
        var all = progress.said() == progress.all();
        return Message.of(
                all
                        ? tr(
                                "Your announcement has reached %d of %d chats.",
                                progress.said(), progress.all())
                        : tr(
                                "Your announcement has reached %d of %d chats. I'll keep trying where a"
                                        + " platform does not answer; who has blocked me won't get it.",
                                progress.said(), progress.all()),
                all
                        ? Button.of("admin:home", tr("Administration"))
                        : Button.of("admin:announced:" + id, tr("Look again")));
    }
}
