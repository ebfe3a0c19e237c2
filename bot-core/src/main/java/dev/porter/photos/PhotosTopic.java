package dev.porter.photos;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.FilesTopic;
import java.util.List;

/// Pictures and videos that were sent to Porter, and the way to those that the phone stores by
/// itself.
public final class PhotosTopic implements Topic {
    private final FilesTopic files;

    /// Makes the topic.
    public PhotosTopic(FilesTopic files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "photos";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(new BotCommand("photos", Audience.MEMBER, "my pictures and videos"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(home(visit));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Reply.show(home(visit));
    }

    private Message home(Visit visit) {
        return files.pictures(visit)
                .row(Button.of("apps:phone", "Phone backup"), Button.of("menu:home", "Menu"));
    }
}
