package dev.porter.admin;

import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import java.util.List;

/// The way to what an administrator does.
final class AdminTopic implements Topic {
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
                        "requests, people, invites, storage, stuck work, announcements, audit",
                        new Takes.OneOf(desks.stream().map(Desk::word).toList())));
    }

    /// What follows the command is one of its words, or nothing that would be done.
    @Override
    public Reply command(Visit visit, String command, String text) {
        var known = desks.stream().anyMatch(desk -> desk.word().name().equals(text));
        return press(visit, new Action(List.of(known ? text : "overview"))).anew();
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
