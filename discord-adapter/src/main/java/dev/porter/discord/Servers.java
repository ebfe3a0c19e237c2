package dev.porter.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Mark;
import dev.porter.chat.MessageId;
import dev.porter.chat.UnreachableChatException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.requests.Route;

/// What Porter does in the channels of a server for everybody to see.
final class Servers {
    private static final int REMEMBERED = 1_000;

    /// What is needed to find files, also those that were posted while Porter was away, and to mark
    /// them: to add reactions, to see the channel, and to read its history. Where the last is
    /// missing Discord does not refuse the history, but says that there is none.
    private static final long NEEDED = 1L << 6 | 1L << 10 | 1L << 16;

    private static final long ADMINISTRATOR = 1L << 3;

    private final Rest rest;
    private final Intents intents;
    private final Hooks hooks;

    /// What was shown last, so that only that is taken away; forgotten at a stop.
    private final Cache<MessageId, Mark> shown =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Servers(Rest rest, Intents intents, Hooks hooks) {
        this.rest = rest;
        this.intents = intents;
        this.hooks = hooks;
    }

    /// Whether a channel's messages can be read, now and after Porter was away, and marked. It is
    /// known only while somebody uses Porter there.
    boolean hears(ChatId chat) {
        if (!(Place.of(chat).where() instanceof Where.Channel(var channel))
                || !intents.hearsServers()
                || !suffice(channel)) {
            return false;
        }
        try {
            var _ =
                    rest.list(
                            Route.Messages.GET_MESSAGE_HISTORY
                                    .compile(channel)
                                    .withQueryParams("limit", "1"));
            return true;
        } catch (ChatException e) {
            return false;
        }
    }

    private boolean suffice(String channel) {
        var permissions = hooks.permissions(channel);
        return (permissions & NEEDED) == NEEDED || (permissions & ADMINISTRATOR) != 0;
    }

    /// Puts a reaction in the place of the one before.
    ///
    /// @throws UnreachableChatException when there will never be one: the message may be gone
    void mark(MessageId message, Mark mark) {
        // What fails half way leaves nothing known, and the next time takes all others away.
        var before = Optional.ofNullable(shown.asMap().remove(message));
        try {
            rest.call(reaction(Route.Messages.ADD_REACTION, message, mark), null);
        } catch (RefusedException e) {
            throw e.isFinal() ? e.asUnreachable() : e;
        }
        before.map(List::of).orElseGet(() -> Arrays.asList(Mark.values())).stream()
                .filter(old -> old != mark)
                .forEach(old -> takeAway(message, old));
        shown.put(message, mark);
    }

    private void takeAway(MessageId message, Mark old) {
        try {
            rest.call(reaction(Route.Messages.REMOVE_REACTION, message, old), null);
        } catch (RefusedException e) {
            // It was not there.
        }
    }

    private static Route.CompiledRoute reaction(Route route, MessageId message, Mark mark) {
        return Place.of(message.chat()).where() instanceof Where.Channel(var channel)
                ? route.compile(channel, message.value(), emoji(mark), "@me")
                : nothingToMark();
    }

    private static Route.CompiledRoute nothingToMark() {
        throw new UnreachableChatException("Marks are for channels of servers.");
    }

    private static String emoji(Mark mark) {
        return switch (mark) {
            case WAITING -> "\u23F3";
            case WORKING -> "\uD83D\uDD04";
            case STORED -> "\u2705";
            case FAILED -> "\u26A0\uFE0F";
        };
    }
}
