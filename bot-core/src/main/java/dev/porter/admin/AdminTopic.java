package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The way to what an administrator does.
final class AdminTopic implements Topic {
    private static final int LONGEST_WORD = 40;

    private final List<Desk> desks;

    /// @param desks the parts of what an administrator does, the overview first
    AdminTopic(List<Desk> desks) {
        this.desks = List.copyOf(desks);
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "admin",
                        Audience.ADMINISTRATOR,
                        "requests, people, invites, storage, stuck work, announcements, audit, settings",
                        new Takes.OneOf(desks.stream().map(Desk::word).toList())));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        var words = text.strip().split("\\s+", 2);
        var rest = words.length > 1 ? words[1] : "";
        var name = words[0].toLowerCase(Locale.ROOT);
        return desks.stream()
                .filter(desk -> desk.word().name().equals(name))
                .findFirst()
                .map(desk -> desk.command(visit, rest))
                .orElseGet(() -> overview(visit, words[0]))
                .anew();
    }

    private Reply overview(Visit visit, String unknown) {
        var overview = desks.getFirst().command(visit, "");
        return unknown.isEmpty()
                ? overview
                : overview.after(
                        tr(
                                "I do not know “%s”. After /admin I know: %s.",
                                Texts.line(unknown, LONGEST_WORD),
                                desks.stream()
                                        .map(desk -> desk.word().name())
                                        .collect(Collectors.joining(", "))));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return of(action.verb()).press(visit, action);
    }

    /// The one that answers a verb; the overview for one that nothing answers.
    private Desk of(String verb) {
        return desks.stream()
                .filter(desk -> desk.word().name().equals(verb) || desk.deeds().contains(verb))
                .findFirst()
                .orElse(desks.getFirst());
    }
}
