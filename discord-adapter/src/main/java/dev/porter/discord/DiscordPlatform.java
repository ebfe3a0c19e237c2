package dev.porter.discord;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Features;
import dev.porter.chat.Mark;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.MessageId;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Pulse;
import java.io.InputStream;
import java.util.Optional;

/// Discord, for the rest of Porter.
final class DiscordPlatform implements ChatPlatform {
    static final String NAME = "discord";

    /// What a bot may send where nobody pays for more.
    static final long LARGEST_OUT = 10L << 20;

    /// What a person who pays for most may send.
    private static final long LARGEST_IN = 500L << 20;

    private static final Features FEATURES = new Features(LARGEST_IN, LARGEST_OUT, true, false);

    private final Messages messages;
    private final Removals removals;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Fleeting fleeting;
    private final Pulse pulse;
    private final Servers servers;

    DiscordPlatform(
            Messages messages,
            Removals removals,
            Uploads uploads,
            Downloads downloads,
            Fleeting fleeting,
            Pulse pulse,
            Servers servers) {
        this.messages = messages;
        this.removals = removals;
        this.uploads = uploads;
        this.downloads = downloads;
        this.fleeting = fleeting;
        this.pulse = pulse;
        this.servers = servers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String displayName() {
        return "Discord";
    }

    @Override
    public Features features() {
        return FEATURES;
    }

    @Override
    public Features features(ChatId chat) {
        return new Features(
                FEATURES.largestIn(),
                uploads.largest(chat),
                FEATURES.forms(),
                FEATURES.deletesIncoming());
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(pulse.state().trouble());
    }

    @Override
    public MessageId send(ChatId chat, Message message) {
        return message.care() == Care.FLEETING
                ? showFleeting(
                        messages.send(chat, Message.of(Sentences.cover()).with(Care.FLEETING)),
                        message)
                : messages.send(chat, message);
    }

    @Override
    public MessageId edit(MessageId id, Message message) {
        return message.care() == Care.FLEETING
                ? showFleeting(id, message)
                : messages.edit(id, message);
    }

    /// Shows a secret only in a message that is known and noted to be taken away: where the answer
    /// to it gets lost, or Porter is killed, it would otherwise stand there for ever.
    private MessageId showFleeting(MessageId place, Message message) {
        fleeting.add(place);
        var shown = messages.edit(place, message);
        if (!shown.equals(place)) {
            fleeting.add(shown);
        }
        return shown;
    }

    @Override
    public void withdrawButtons(MessageId id) {
        messages.withdrawButtons(id);
    }

    @Override
    public boolean delete(MessageId id) {
        return removals.delete(id);
    }

    @Override
    public MessageId send(ChatId chat, OutgoingFile file) {
        var id = uploads.send(chat, file);
        if (file.care() == Care.FLEETING) {
            fleeting.add(id);
        }
        return id;
    }

    @Override
    public InputStream open(Attachment attachment) {
        return downloads.open(attachment);
    }

    @Override
    public boolean hears(ChatId shared) {
        return servers.hears(shared);
    }

    @Override
    public void mark(MessageId message, Mark mark) {
        servers.mark(message, mark);
    }

    @Override
    public Optional<String> startLink(String code) {
        return Optional.empty();
    }
}
