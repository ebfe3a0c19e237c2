package dev.porter.discord;

import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import java.util.List;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// The commands as Discord shows them. What they are for is Porter's; here is only what fills them
/// in on Discord.
final class SlashCommands {
    private static final int SLASH = 1;
    private static final int ON_MESSAGE = 3;
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
                        DataObject.empty().put("type", ON_MESSAGE).put("name", Sentences.BACK_UP)));
    }

    private static DataObject slash(BotCommand command) {
        var words = command.description();
        var slash =
                DataObject.empty()
                        .put("type", SLASH)
                        .put("name", command.name())
                        .put(
                                "description",
                                words.length() <= LONGEST_DESCRIPTION
                                        ? words
                                        : words.substring(0, LONGEST_DESCRIPTION - 1) + "…")
                        .put("options", options(command.name()));
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

    private static DataArray options(String command) {
        return switch (command) {
            case "backup" ->
                    IntStream.rangeClosed(1, MOST_FILES)
                            .mapToObj(i ->
                                    option(
                                            ATTACHMENT,
                                            i == 1 ? "file" : "file" + i,
                                            i == 1 ? "a file to keep" : "one more file"))
                            .collect(DataArray::empty, DataArray::add, DataArray::addAll);
            case "start", "claim" ->
                    DataArray.empty().add(option(STRING, "code", "the code you were given"));
            case "menu", "help", "cancel", "logout", "verify" -> DataArray.empty();
            default ->
                    DataArray.empty().add(option(STRING, "text", "a name or a word, if you like"));
        };
    }

    private static DataObject option(int type, String name, String description) {
        return DataObject.empty()
                .put("type", type)
                .put("name", name)
                .put("description", description)
                .put("required", false);
    }
}
