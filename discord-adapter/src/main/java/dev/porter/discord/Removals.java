package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.MessageId;
import dev.porter.chat.UnreachableChatException;
import java.util.stream.Stream;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Deletes messages, Porter's own and, where it may, those of others.
final class Removals {
    private enum Outcome {
        GONE,
        NEVER,
        LATER
    }

    private final Rest rest;
    private final Channels channels;
    private final Hooks hooks;

    Removals(Rest rest, Channels channels, Hooks hooks) {
        this.rest = rest;
        this.channels = channels;
        this.hooks = hooks;
    }

    /// Deletes a message with all its parts.
    ///
    /// @return whether it is gone now for everyone
    boolean delete(MessageId id) {
        return outcomes(id).allMatch(Outcome.GONE::equals);
    }

    /// Deletes a message where that is possible.
    ///
    /// @return whether there is no more to be done: it is gone, or never will be
    boolean takeAway(MessageId id) {
        return outcomes(id).noneMatch(Outcome.LATER::equals);
    }

    /// The same with the first answer to an interaction.
    boolean takeAway(Hook hook) {
        return !hooks.awaitUsable(hook) || outcome(() -> deleteOriginal(hook)) != Outcome.LATER;
    }

    /// Takes a "thinking" away that nothing came of.
    void clear(Hook hook) {
        var _ = hook.inThinking(() -> deleteOriginal(hook));
    }

    private DataObject deleteOriginal(Hook hook) {
        return rest.call(hook.route(Route.Interactions.DELETE_FOLLOWUP, Hook.ORIGINAL), null);
    }

    /// All are tried, whatever becomes of the first.
    private Stream<Outcome> outcomes(MessageId id) {
        var message = Sent.of(id);
        var where = message.place().where();
        return message.parts().stream()
                .map(part -> message.answers() ? answer(where, part) : directly(where, part))
                .toList()
                .stream();
    }

    private Outcome answer(Where where, String part) {
        return hooks.holding(where, part)
                .map(hook -> outcome(() -> delete(hook, part)))
                .orElse(Outcome.NEVER);
    }

    private void delete(Hook hook, String part) {
        rest.call(hook.route(Route.Interactions.DELETE_FOLLOWUP, part), null);
    }

    private Outcome directly(Where where, String part) {
        return outcome(() ->
                rest.call(Route.Messages.DELETE_MESSAGE.compile(channels.of(where), part), null));
    }

    /// Deletes what took part of an answer and is not needed any more, as far as that works.
    void drop(Hook hook, String part) {
        var _ = outcome(() -> delete(hook, part));
    }

    /// The same with a message that everybody there sees.
    void drop(Where where, String part) {
        var _ = directly(where, part);
    }

    private static Outcome outcome(Runnable deletion) {
        try {
            deletion.run();
            return Outcome.GONE;
        } catch (RefusedException e) {
            return e.is(RefusedException.UNKNOWN_MESSAGE)
                    ? Outcome.GONE
                    : e.isFinal() ? Outcome.NEVER : Outcome.LATER;
        } catch (UnreachableChatException e) {
            return Outcome.NEVER;
        } catch (ChatException e) {
            return Outcome.LATER;
        }
    }
}
