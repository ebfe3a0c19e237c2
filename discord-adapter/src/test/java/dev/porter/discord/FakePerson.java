package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.OtherEnd;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// A person with a Discord client, in their direct messages with Porter or in the family's server.
public final class FakePerson implements OtherEnd {
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;
    private static final int SUBCOMMAND = 1;
    private static final int OFFERS = 8;
    private static final int LINK = 5;
    private static final int STRING = 3;
    private static final int SHOWS_FORM = 9;

    private final FakeDiscord discord;
    private final String id;
    private final @Nullable String channel;
    private final Map<String, String> copied = new HashMap<>();
    private Runnable last = () -> {};

    /// Somebody in their direct messages.
    public FakePerson(FakeDiscord discord, String name) {
        this(discord, discord.user(name), null);
    }

    private FakePerson(FakeDiscord discord, String id, @Nullable String channel) {
        this.discord = discord;
        this.id = id;
        this.channel = channel;
    }

    /// The same person in the server, where they see what only they are shown.
    public FakePerson inServer() {
        return in(FakeDiscord.SERVER_CHANNEL);
    }

    /// The same person in one channel of the server.
    public FakePerson in(String serverChannel) {
        return new FakePerson(discord, id, serverChannel);
    }

    /// The same person in their direct messages.
    public FakePerson inDirectMessages() {
        return new FakePerson(discord, id, null);
    }

    /// Posts files in the channel for everybody to see.
    public DataObject posts(List<Parcel> files) {
        return isHeard(postsUnheard(files));
    }

    /// Posts words in the channel for everybody to see.
    public DataObject posts(String text) {
        return isHeard(discord.posted(Objects.requireNonNull(channel), id, text, List.of()));
    }

    /// Discord tells Porter of what they have posted, as far as Porter may know.
    DataObject isHeard(DataObject message) {
        if (discord.tellsOf(message.getString("channel_id"))) {
            dispatches(
                    "MESSAGE_CREATE",
                    () -> discord.told(message).put("guild_id", FakeDiscord.SERVER));
        }
        return message;
    }

    /// Posts, and Discord does not tell anybody.
    public DataObject postsUnheard(List<Parcel> files) {
        return discord.posted(
                Objects.requireNonNull(channel),
                id,
                "",
                files.stream()
                        .map(file -> discord.keep(file.name(), file.mediaType(), file.bytes()))
                        .toList());
    }

    /// Presses a button of a message that everybody in the channel sees.
    public void pressesBelow(DataObject message, String value) {
        acts(pressEvent(message, value));
    }

    public String id() {
        return id;
    }

    @Override
    public ChatId chat() {
        return new ChatId("discord", id);
    }

    @Override
    public void says(String text) {
        writes(text, List.of());
    }

    @Override
    public void sends(List<Parcel> files) {
        writes(
                "",
                files.stream()
                        .map(file -> discord.keep(file.name(), file.mediaType(), file.bytes()))
                        .toList());
    }

    /// Writes in the direct messages.
    public DataObject writes(String text, List<DataObject> files) {
        var message = discord.write(id, text, files);
        dispatches("MESSAGE_CREATE", () -> discord.shown(message));
        return message;
    }

    /// Edits a message so that its files are not in it any more.
    void takesFilesOutOf(DataObject message) {
        discord.takeFilesOutOf(message);
        discord.gateway().dispatch("MESSAGE_UPDATE", discord.shown(message));
    }

    /// Writes, and Discord does not tell anybody.
    DataObject writesUnheard(String text, List<DataObject> files) {
        return discord.write(id, text, files);
    }

    @Override
    public void presses(Seen message, String value) {
        acts(pressEvent(find(message.id()), value));
    }

    private FakeDiscord.Answer acts(DataObject interaction) {
        dispatches("INTERACTION_CREATE", () -> interaction);
        return discord.acknowledged(interaction);
    }

    private DataObject pressEvent(DataObject message, String value) {
        return discord.interaction(
                id,
                COMPONENT,
                channel,
                DataObject.empty().put("custom_id", value).put("component_type", 2),
                message);
    }

    @Override
    public void fillsIn(String value) {
        var message =
                shown().reversed().stream()
                        .filter(each -> formOf(each).isPresent())
                        .findFirst()
                        .orElseThrow();
        var opened = acts(pressEvent(message, formOf(message).orElseThrow()));
        if (opened.type != SHOWS_FORM) {
            throw new IllegalStateException("No form came, but " + opened.type);
        }
        var modal = Objects.requireNonNull(opened.data);
        var field = modal.getArray("components").getObject(0);
        var filled =
                DataObject.empty()
                        .put("type", 18)
                        .put("id", 1)
                        .put(
                                "component",
                                DataObject.empty()
                                        .put("type", 4)
                                        .put("id", 2)
                                        .put(
                                                "custom_id",
                                                field.getObject("component").getString("custom_id"))
                                        .put("value", value));
        acts(
                discord.interaction(
                        id,
                        MODAL,
                        channel,
                        DataObject.empty()
                                .put("custom_id", modal.getString("custom_id"))
                                .put("components", DataArray.empty().add(filled)),
                        message));
    }

    /// Uses a slash command, with a text in the option that Discord offers for one.
    public DataObject runs(String name, String text) {
        var command = discord.command(name);
        var options = DataArray.empty();
        if (hasSubcommands(command)) {
            options.add(DataObject.empty().put("name", text).put("type", SUBCOMMAND));
        } else if (!text.isEmpty()) {
            options.add(
                    DataObject.empty()
                            .put("name", textOption(command).getString("name"))
                            .put("type", STRING)
                            .put("value", text));
        }
        return interacts(
                DataObject.empty()
                        .put("id", "1")
                        .put("type", 1)
                        .put("name", name)
                        .put("options", options));
    }

    private static Stream<DataObject> optionsOf(DataObject command) {
        return Json.objects(command.optArray("options"));
    }

    private static boolean hasSubcommands(DataObject command) {
        return optionsOf(command).anyMatch(option -> option.getInt("type") == SUBCOMMAND);
    }

    private static DataObject textOption(DataObject command) {
        return optionsOf(command)
                .filter(option -> option.getInt("type") == STRING)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(command.getString("name") + " takes no text."));
    }

    /// What Discord shows while this is typed after a slash command.
    public List<String> isOffered(String name, String text) {
        var option = textOption(discord.command(name));
        if (!option.getBoolean("autocomplete", false)) {
            throw new AssertionError("/" + name + " offers nothing.");
        }
        var typing =
                DataObject.empty()
                        .put("name", option.getString("name"))
                        .put("type", STRING)
                        .put("value", text)
                        .put("focused", true);
        var event =
                discord.interaction(
                        id,
                        AUTOCOMPLETE,
                        channel,
                        DataObject.empty()
                                .put("id", "1")
                                .put("type", 1)
                                .put("name", name)
                                .put("options", DataArray.empty().add(typing)),
                        null);
        var answer = acts(event);
        if (answer.type != OFFERS) {
            throw new IllegalStateException("No choices came, but " + answer.type);
        }
        return Json.objects(Objects.requireNonNull(answer.data).optArray("choices"))
                .map(choice -> choice.getString("value"))
                .toList();
    }

    /// Uses `/backup` with files.
    public DataObject backsUp(List<Parcel> files) {
        var attached = DataObject.empty();
        var options = DataArray.empty();
        for (var i = 0; i < files.size(); i++) {
            var file = files.get(i);
            var kept = discord.ephemeral(discord.keep(file.name(), file.mediaType(), file.bytes()));
            attached.put(kept.getString("id"), kept);
            options.add(
                    DataObject.empty()
                            .put("name", i == 0 ? "file" : "file" + (i + 1))
                            .put("type", 11)
                            .put("value", kept.getString("id")));
        }
        return interacts(
                DataObject.empty()
                        .put("id", "1")
                        .put("type", 1)
                        .put("name", "backup")
                        .put("options", options)
                        .put("resolved", DataObject.empty().put("attachments", attached)));
    }

    /// Uses "Back up to the NAS" on a message.
    public DataObject backsUpMessage(DataObject message) {
        var shown = discord.shown(message);
        return interacts(
                DataObject.empty()
                        .put("id", "2")
                        .put("type", 3)
                        .put("name", "Back up to the NAS")
                        .put("target_id", message.getString("id"))
                        .put(
                                "resolved",
                                DataObject.empty()
                                        .put(
                                                "messages",
                                                DataObject.empty()
                                                        .put(message.getString("id"), shown))));
    }

    private DataObject interacts(DataObject data) {
        var event = discord.interaction(id, COMMAND, channel, data, null);
        dispatches("INTERACTION_CREATE", () -> event);
        return event;
    }

    private void dispatches(String type, java.util.function.Supplier<DataObject> event) {
        last = () -> discord.gateway().dispatch(type, event.get());
        last.run();
    }

    @Override
    public void repeats() {
        last.run();
    }

    @Override
    public List<Seen> sees() {
        return shown().stream()
                .filter(message -> !FakeDiscord.isThinking(message))
                .map(this::seen)
                .toList();
    }

    private List<DataObject> shown() {
        return channel == null ? discord.messagesIn(discord.channelOf(id)) : discord.onlyFor(id);
    }

    private Seen seen(DataObject message) {
        var fromPorter = message.getObject("author").getString("id").equals(FakeDiscord.BOT);
        var text = message.getString("content");
        var buttons = new ArrayList<SeenButton>();
        for (var button : buttonsOf(message)) {
            if (!isForm(button)) {
                buttons.add(seen(message, button));
            }
        }
        return new Seen(
                message.getString("id"),
                fromPorter,
                fromPorter ? Shown.of(text) : text,
                buttons,
                formOf(message).isPresent(),
                message.getArray("attachments").isEmpty()
                        ? Optional.empty()
                        : Optional.of(file(message.getArray("attachments").getObject(0))));
    }

    private static SeenFile file(DataObject attachment) {
        return new SeenFile(attachment.getString("id"), attachment.getString("filename"));
    }

    private SeenButton seen(DataObject message, DataObject button) {
        var label = button.getString("label");
        if (button.getInt("style") == LINK) {
            return new SeenButton(label, Optional.empty(), Optional.of(button.getString("url")));
        }
        var custom = button.getString("custom_id");
        return custom.startsWith("\u29C9")
                ? new SeenButton(label, Optional.empty(), Optional.of(copies(message, custom)))
                : new SeenButton(label, Optional.of(custom), Optional.empty());
    }

    /// What the button to copy shows when it is pressed.
    private String copies(DataObject message, String custom) {
        return copied.computeIfAbsent(
                message.getString("id") + custom,
                _ -> {
                    var event = pressEvent(message, custom);
                    discord.gateway().dispatch("INTERACTION_CREATE", event);
                    var data = Objects.requireNonNull(discord.acknowledged(event).data);
                    return Shown.of(data.getString("content"));
                });
    }

    private static List<DataObject> buttonsOf(DataObject message) {
        var rows = message.getArray("components");
        return IntStream.range(0, rows.length())
                .mapToObj(i -> rows.getObject(i).getArray("components"))
                .flatMap(row -> IntStream.range(0, row.length()).mapToObj(row::getObject))
                .toList();
    }

    private static Optional<String> formOf(DataObject message) {
        return buttonsOf(message).stream()
                .filter(FakePerson::isForm)
                .map(button -> button.getString("custom_id"))
                .findFirst();
    }

    private static boolean isForm(DataObject button) {
        return button.getString("custom_id", "").startsWith("\u270E");
    }

    private DataObject find(String message) {
        return shown().stream()
                .filter(each -> each.getString("id").equals(message))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public InputStream fetches(SeenFile file) {
        return discord.fetch(file.id());
    }
}
