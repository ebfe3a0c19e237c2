package dev.porter.discord;

import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.language.Language;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// The commands as Discord shows them. What they are for is Porter's; here is only what fills them
/// in on Discord.
final class SlashCommands {
    private static final String BACKUP = "backup";
    private static final int SLASH = 1;
    private static final int ON_MESSAGE = 3;
    private static final int SUBCOMMAND = 1;
    private static final int STRING = 3;
    private static final int ATTACHMENT = 11;
    private static final int MOST_FILES = 5;
    private static final int LONGEST_DESCRIPTION = 100;

    private SlashCommands() {}

    static DataArray of(List<BotCommand> commands) {
        var all = DataArray.empty();
        commands.forEach(command -> all.add(slash(command)));
        return all.add(
                everywhere(
                        localized(
                                DataObject.empty().put("type", ON_MESSAGE),
                                "name",
                                Language.ENGLISH.speak(Sentences::backUp))));
    }

    private static DataObject slash(BotCommand command) {
        var slash =
                described(SLASH, command.name(), command.description())
                        .put("options", options(command));
        if (command.audience() == Audience.ADMINISTRATOR) {
            // Only a default for servers, and nothing in direct messages: Porter asks again.
            slash.put("default_member_permissions", "0");
        }
        return everywhere(slash);
    }

    /// In servers and in direct messages with Porter, not between other people.
    private static DataObject everywhere(DataObject command) {
        return command.put("contexts", DataArray.empty().add(0).add(1));
    }

    private static DataArray options(BotCommand command) {
        var options =
                command.name().equals(BACKUP)
                        ? files()
                        : switch (command.takes()) {
                            case Takes.Nothing() -> Stream.<DataObject>empty();
                            case Takes.Text(var name, var description, var suggested) ->
                                    Stream.of(
                                            described(STRING, name, description)
                                                    .put("required", false)
                                                    .put("autocomplete", suggested));
                            case Takes.OneOf(var words) ->
                                    words.stream().map(word -> described(SUBCOMMAND, word));
                        };
        return DataArray.fromCollection(options.toList());
    }

    /// Discord alone lets a command carry files.
    private static Stream<DataObject> files() {
        return IntStream.rangeClosed(1, MOST_FILES)
                .mapToObj(i ->
                        i == 1
                                ? new Word("file", "a file to keep")
                                : new Word("file" + i, "one more file"))
                .map(file -> described(ATTACHMENT, file).put("required", false));
    }

    private static DataObject described(int type, Word word) {
        return described(type, word.name(), word.description());
    }

    private static DataObject described(int type, String name, String description) {
        return localized(
                DataObject.empty().put("type", type).put("name", name), "description", description);
    }

    /// Gives something a text, and what that is in the languages to which it was translated.
    private static DataObject localized(DataObject command, String field, String english) {
        var others = DataObject.empty();
        for (var language : Language.values()) {
            var text = language.of(english);
            if (!text.equals(english)) {
                others.put(language.code(), cut(text));
            }
        }
        return command.put(field, cut(english)).put(field + "_localizations", others);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }
}
