package dev.porter.conversation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All that people can do, in the order of the manual.
public final class Topics {
    static final BotCommand CANCEL =
            new BotCommand("cancel", Audience.ANYONE, "stop what we were doing");

    private final Supplier<List<Topic>> all;

    /// Makes the list.
    ///
    /// @param all asked when it is needed: a topic may show the commands of all
    public Topics(Supplier<List<Topic>> all) {
        this.all = all;
    }

    /// A command and who answers it.
    record Found(Topic topic, Audience audience) {}

    /// All commands, for a platform's menu.
    public List<BotCommand> commands() {
        return Stream.concat(
                        all.get().stream().flatMap(topic -> topic.commands().stream()),
                        Stream.of(CANCEL))
                .toList();
    }

    Optional<Found> command(String name) {
        return all.get().stream()
                .flatMap(topic ->
                        topic.commands().stream()
                                .filter(command -> command.name().equals(name))
                                .map(command -> new Found(topic, command.audience())))
                .findFirst();
    }

    Optional<Topic> named(String name) {
        return all.get().stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /// What everybody is greeted with.
    Reply greeting(Visit visit) {
        return command("start").orElseThrow().topic().command(visit, "start", "");
    }
}
