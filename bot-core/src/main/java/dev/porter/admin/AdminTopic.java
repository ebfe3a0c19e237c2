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
public final class AdminTopic implements Topic {
    private final Desks desks;

    /// Makes the topic.
    public AdminTopic(Desks desks) {
        this.desks = desks;
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
                        new Takes.OneOf(desks.all().stream().map(Desk::word).toList())));
    }

    /// What follows the command is one of its words, or nothing that would be done.
    @Override
    public Reply command(Visit visit, String command, String text) {
        var known = desks.all().stream().anyMatch(desk -> desk.word().name().equals(text));
        return press(visit, new Action(List.of(known ? text : "overview"))).anew();
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return desks.of(action.verb()).press(visit, action);
    }
}
