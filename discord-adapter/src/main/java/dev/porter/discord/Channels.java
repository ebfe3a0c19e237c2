package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.UnreachableChatException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Where a person's direct messages are, and where a channel of a server is.
final class Channels {
    private static final int MOST = 10_000;

    private final Rest rest;
    private final Visitors visitors;
    private final Map<String, String> opened = new ConcurrentHashMap<>();

    Channels(Rest rest, Visitors visitors) {
        this.rest = rest;
        this.visitors = visitors;
    }

    /// The channel, that of direct messages opened where that is needed.
    ///
    /// @throws UnreachableChatException when there cannot be one
    String of(Where where) {
        return switch (where) {
            case Where.Channel(var id) -> id;
            case Where.Direct direct -> of(direct);
        };
    }

    private String of(Where.Direct direct) {
        var user = direct.user();
        var known = visitors.channel(direct).orElse(opened.get(user));
        if (known != null) {
            return known;
        }
        try {
            var channel =
                    rest.call(
                                    Route.Self.CREATE_PRIVATE_CHANNEL.compile(),
                                    DataObject.empty().put("recipient_id", user))
                            .getString("id", "");
            if (!channel.matches("[0-9]{1,20}")) {
                throw new ChatException("Discord did not say where the direct messages are.");
            }
            if (opened.size() > MOST) {
                opened.clear();
            }
            opened.put(user, channel);
            return channel;
        } catch (RefusedException e) {
            if (e.chatGone()) {
                throw e.asUnreachable();
            }
            throw e;
        }
    }
}
