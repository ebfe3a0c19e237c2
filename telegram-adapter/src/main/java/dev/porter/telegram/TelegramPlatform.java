package dev.porter.telegram;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Features;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.MessageId;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Pulse;
import dev.porter.telegram.Messages.Deletion;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/// Telegram, for the rest of Porter.
final class TelegramPlatform implements ChatPlatform {
    static final String NAME = "telegram";

    private static final long MEGABYTE = 1 << 20;
    private static final Features CLOUD = new Features(20 * MEGABYTE, 50_000_000, false, true);
    private static final Features LOCAL =
            new Features(4_000 * MEGABYTE, 2_000 * MEGABYTE, false, true);
    private static final Pattern START_CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Messages messages;
    private final Downloads downloads;
    private final Uploads uploads;
    private final Fleeting fleeting;
    private final Bot bot;
    private final Identities identities;
    private final Pulse pulse;
    private final Features features;

    TelegramPlatform(
            Messages messages,
            Downloads downloads,
            Uploads uploads,
            Fleeting fleeting,
            Bot bot,
            Identities identities,
            Pulse pulse,
            boolean localFiles) {
        this.messages = messages;
        this.downloads = downloads;
        this.uploads = uploads;
        this.fleeting = fleeting;
        this.bot = bot;
        this.identities = identities;
        this.pulse = pulse;
        this.features = localFiles ? LOCAL : CLOUD;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String displayName() {
        return "Telegram";
    }

    @Override
    public Features features() {
        return features;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(pulse.state().trouble());
    }

    @Override
    public MessageId send(ChatId chat, Message message) {
        return message.care() == Care.FLEETING
                ? sendFleeting(chat, message)
                : messages.send(chat, message);
    }

    /// A message that is known and noted to be taken away, and only then shows its secret: where
    /// the answer to it gets lost, or Porter is killed, it would otherwise stand there for ever.
    private MessageId cover(ChatId chat) {
        var place = messages.send(chat, Message.of(Sentences.cover()).with(Care.FLEETING));
        fleeting.add(place);
        return place;
    }

    private MessageId sendFleeting(ChatId chat, Message message) {
        var place = cover(chat);
        var shown = messages.edit(place, message);
        if (!shown.equals(place)) {
            fleeting.add(shown);
        }
        return shown;
    }

    @Override
    public MessageId edit(MessageId id, Message message) {
        if (message.care() == Care.FLEETING) {
            // Only a new message can be protected.
            messages.delete(id);
            return send(id.chat(), message);
        }
        return messages.edit(id, message);
    }

    @Override
    public void withdrawButtons(MessageId id) {
        messages.withdrawButtons(id);
    }

    @Override
    public boolean delete(MessageId id) {
        return messages.delete(id) == Deletion.GONE;
    }

    @Override
    public MessageId send(ChatId chat, OutgoingFile file) {
        if (file.size() == 0) {
            return send(chat, Message.titled(file.name(), Sentences.empty()).with(file.care()));
        }
        return file.care() == Care.FLEETING
                ? sendFleeting(chat, file)
                : identities.id(chat, uploads.send(chat.value(), file));
    }

    private MessageId sendFleeting(ChatId chat, OutgoingFile file) {
        var place = cover(chat);
        uploads.putInPlace(chat.value(), identities.numbers(place).getFirst(), file);
        return place;
    }

    @Override
    public InputStream open(Attachment attachment) {
        return downloads.open(attachment);
    }

    @Override
    public Optional<String> startLink(String code) {
        return START_CODE.matcher(code).matches()
                ? bot.link().map(link -> link + "?start=" + code)
                : Optional.empty();
    }
}
