package dev.porter.discord;

import dev.porter.chat.Incoming;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.discord.Happening.Asked;
import dev.porter.discord.Happening.Letter;
import dev.porter.discord.Happening.Nothing;
import dev.porter.discord.Happening.Useless;
import dev.porter.discord.Interaction.Kind;
import dev.porter.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// Reads events, asking of each only what is needed of it: whatever else Discord may add, leave out
/// or get wrong, what a person does is understood.
final class Events {
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;
    private static final int SUBCOMMAND = 1;
    private static final int MESSAGE_COMMAND = 3;
    private static final int ATTACHMENT_OPTION = 11;
    private static final int STRING_OPTION = 3;
    private static final int ALONE_WITH_PORTER = 1;

    /// Ordinary messages and answers to one.
    private static final Set<Integer> WRITTEN = Set.of(0, 19);

    private static final Pattern TYPED =
            Pattern.compile("/([A-Za-z0-9_-]{1,32})(?:\\s(.*))?", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    private final Wholes wholes;

    Events(Wholes wholes) {
        this.wholes = wholes;
    }

    /// Reads a message as the gateway says it.
    static Happening message(DataObject message) {
        return message.hasKey("guild_id") ? posted(message) : written(message);
    }

    /// Reads a message in a server, which is of interest for its files, or else for a secret.
    static Happening posted(DataObject message) {
        var author = message.optObject("author").orElseGet(DataObject::empty);
        var user = author.getString("id", "");
        var id = message.getString("id", "");
        var channel = message.getString("channel_id", "");
        var files = SentFiles.in(message);
        if (isNoPersons(message) || !areIds(user, id, channel)) {
            return new Nothing();
        }
        var place = new Where.Channel(channel);
        var shared = place.chat();
        var home = new Where.Direct(user).chat();
        if (files.isEmpty()) {
            var text = message.getString("content", "");
            var answeredAlone =
                    new Origin(id, person(author, user, null), home, new MessageId(shared, id));
            return text.isBlank()
                    ? new Nothing()
                    : new Happening.Overheard(new Incoming.Text(answeredAlone, text));
        }
        var origin =
                new Origin(id, person(author, user, null), home, new MessageId(shared, id), shared);
        return new Happening.Posted(
                new Letter(place, channel, Long.parseLong(id)),
                new Incoming.Attachments(origin, SentFiles.read(files, id, channel, id, false)));
    }

    private static boolean isNoPersons(DataObject message) {
        return message.hasKey("webhook_id")
                || message.optObject("author").orElseGet(DataObject::empty).getBoolean("bot", false)
                || !WRITTEN.contains(message.getInt("type", 0));
    }

    /// Reads a direct message.
    static Happening written(DataObject message) {
        var author = message.optObject("author").orElseGet(DataObject::empty);
        var user = author.getString("id", "");
        var id = message.getString("id", "");
        var channel = message.getString("channel_id", "");
        if (isNoPersons(message) || !areIds(user, id, channel)) {
            return new Nothing();
        }
        var direct = new Where.Direct(user);
        var home = direct.chat();
        var origin = new Origin(id, person(author, user, null), home, new MessageId(home, id));
        var letter = new Letter(direct, channel, Long.parseLong(id));
        var files = SentFiles.in(message);
        var text = message.getString("content", "");
        if (!files.isEmpty()) {
            var sent =
                    new Incoming.Attachments(origin, SentFiles.read(files, id, channel, id, false));
            return text.isBlank()
                    ? new Happening.Wrote(letter, sent)
                    : new Happening.Both(letter, sent, beside(origin, text));
        }
        return text.isBlank()
                ? new Happening.Unusable(letter)
                : new Happening.Wrote(letter, said(origin, text));
    }

    /// What is written beside a file is never taken for the answer to a question.
    private static Incoming.@Nullable Command beside(Origin file, String text) {
        var origin = new Origin("c" + file.event(), file.person(), file.chat(), null);
        return said(origin, text) instanceof Incoming.Command command ? command : null;
    }

    private static Incoming said(Origin origin, String text) {
        var typed = TYPED.matcher(text.strip());
        return typed.matches()
                ? new Incoming.Command(
                        origin,
                        typed.group(1).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(typed.group(2)).orElse("").strip(),
                        text)
                : new Incoming.Text(origin, text);
    }

    /// Reads an interaction.
    Happening interaction(DataObject event) {
        var inServer = event.optObject("member").flatMap(member -> member.optObject("user"));
        var who = inServer.or(() -> event.optObject("user")).orElseGet(DataObject::empty);
        var user = who.getString("id", "");
        var id = event.getString("id", "");
        var data = event.optObject("data").orElseGet(DataObject::empty);
        if (!areIds(user, id) || who.getBoolean("bot", false)) {
            return new Nothing();
        }
        var alone =
                inServer.isEmpty()
                        && event.getInt("context", ALONE_WITH_PORTER) == ALONE_WITH_PORTER;
        return switch (event.getInt("type", 0)) {
            case COMMAND -> {
                var interaction = interaction(event, user, alone, Kind.COMMAND);
                yield data.getInt("type", 1) == MESSAGE_COMMAND
                        ? messageCommand(interaction, who, data)
                        : command(interaction, who, data);
            }
            case AUTOCOMPLETE ->
                    new Happening.Types(
                            interaction(event, user, alone, Kind.COMMAND),
                            name(data),
                            typed(Json.objects(data.optArray("options")).toList()));
            case COMPONENT -> pressed(interaction(event, user, alone, Kind.PRESS), who, data);
            case MODAL -> filledIn(interaction(event, user, alone, Kind.FORM), who, data);
            default -> new Nothing();
        };
    }

    private static Interaction interaction(
            DataObject event, String user, boolean alone, Kind kind) {
        var message = event.optObject("message").orElseGet(DataObject::empty);
        var theirs = alone || (message.getInt("flags", 0) & Parts.EPHEMERAL) != 0;
        return new Interaction(
                event.getString("id"),
                event.getString("application_id", ""),
                event.getString("token", ""),
                user,
                Language.named(event.getString("locale", "")).orElse(null),
                event.getLong("attachment_size_limit", DiscordPlatform.LARGEST_OUT),
                alone,
                alone || !areIds(event.getString("channel_id", ""))
                        ? null
                        : event.getString("channel_id"),
                event.getUnsignedLong("app_permissions", 0),
                kind,
                theirs ? message.getString("id", null) : null,
                message.optArray("components").orElseGet(DataArray::empty));
    }

    private Happening command(Interaction interaction, DataObject who, DataObject data) {
        var options = Json.objects(data.optArray("options")).toList();
        var attached =
                data.optObject("resolved").flatMap(resolved -> resolved.optObject("attachments"));
        var files =
                options.stream()
                        .filter(option -> option.getInt("type", 0) == ATTACHMENT_OPTION)
                        .flatMap(option ->
                                attached
                                        .flatMap(
                                                all -> all.optObject(option.getString("value", "")))
                                        .stream())
                        .filter(file -> ID.matcher(file.getString("id", "")).matches())
                        .toList();
        if (!files.isEmpty()) {
            return handedOver(interaction, who, files, null, null);
        }
        var name = name(data);
        var typed = typed(options).strip();
        return new Asked(
                interaction,
                new Incoming.Command(
                        origin(interaction, who, false, null),
                        name,
                        typed,
                        "/" + name + " " + typed));
    }

    private static String name(DataObject command) {
        return command.getString("name", "").toLowerCase(Locale.ROOT);
    }

    /// What would follow the command where commands are typed.
    private static String typed(List<DataObject> options) {
        return options.stream()
                .flatMap(option ->
                        switch (option.getInt("type", 0)) {
                            case STRING_OPTION -> Stream.of(option.getString("value", ""));
                            case SUBCOMMAND -> Stream.of(option.getString("name", ""));
                            default -> Stream.empty();
                        })
                .findFirst()
                .orElse("");
    }

    private Happening messageCommand(Interaction interaction, DataObject who, DataObject data) {
        var target = data.getString("target_id", "");
        var message =
                data.optObject("resolved")
                        .flatMap(resolved -> resolved.optObject("messages"))
                        .flatMap(messages -> messages.optObject(target))
                        .orElseGet(DataObject::empty);
        var files = SentFiles.in(message);
        var channel = message.getString("channel_id", "");
        return files.isEmpty()
                ? new Useless(interaction, Sentences::noFile)
                : handedOver(
                        interaction, who, files, areIds(channel, target) ? channel : null, target);
    }

    /// What becomes of files should stay, so the direct messages tell it.
    private Happening handedOver(
            Interaction interaction,
            DataObject who,
            List<DataObject> files,
            @Nullable String channel,
            @Nullable String message) {
        return new Asked(
                interaction,
                new Incoming.Attachments(
                        origin(interaction, who, true, null),
                        SentFiles.read(files, interaction.id(), channel, message, true)));
    }

    private Happening pressed(Interaction interaction, DataObject who, DataObject data) {
        return switch (CustomId.read(data.getString("custom_id", ""))) {
            case CustomId.Form(var label) -> new Happening.OpensForm(interaction, label);
            case CustomId.Copy(var text) -> new Happening.Copies(interaction, text);
            case CustomId.Choice(var value) ->
                    new Asked(
                            interaction,
                            new Incoming.Press(
                                    origin(interaction, who, false, interaction.message()), value));
        };
    }

    /// All forms are opened by a button below a message that only the person sees.
    private Happening filledIn(Interaction interaction, DataObject who, DataObject data) {
        if (interaction.message() == null) {
            return new Nothing();
        }
        var origin = origin(interaction, who, false, null);
        var form = wholes.of(origin.chat(), !interaction.alone(), interaction.message());
        return new Asked(interaction, new Incoming.Submission(origin, form, value(data)));
    }

    private static String value(DataObject data) {
        return Json.objects(data.optArray("components"))
                .flatMap(outer -> {
                    var inner = outer.optObject("component");
                    return inner.isPresent()
                            ? inner.stream()
                            : Json.objects(outer.optArray("components"));
                })
                .map(field -> field.getString("value", ""))
                .findFirst()
                .orElse("");
    }

    private Origin origin(
            Interaction interaction, DataObject who, boolean stays, @Nullable String message) {
        var chat =
                interaction.alone()
                        ? interaction.home().chat()
                        : new Place(interaction.home(), interaction.id(), stays).chat();
        return new Origin(
                interaction.id(),
                person(who, interaction.user(), interaction.language()),
                chat,
                message == null ? null : wholes.of(chat, !interaction.alone(), message),
                interaction.channel() == null
                        ? null
                        : new Where.Channel(interaction.channel()).chat());
    }

    /// @param language null where Discord does not say it, as with all messages
    private static Person person(DataObject who, String user, @Nullable Language language) {
        var name = who.getString("global_name", "");
        return new Person(
                new PersonId(DiscordPlatform.NAME, user),
                new Where.Direct(user).chat(),
                name.isBlank() ? who.getString("username", "") : name,
                language);
    }

    private static boolean areIds(String... all) {
        return List.of(all).stream().allMatch(id -> ID.matcher(id).matches());
    }
}
