package dev.porter.discord;

import dev.porter.chat.ChatException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;

/// What Porter asks Discord to be told of. What is posted in servers is asked for only when the
/// owner has switched it on in the developer portal: asked for without, Discord refuses everything.
final class Intents {
    private static final int MESSAGE_CONTENT = 1 << 18;
    private static final int MESSAGE_CONTENT_LIMITED = 1 << 19;

    private static final Route SELF = Route.get("applications/@me");

    private final Api api;
    private volatile boolean refused;
    private volatile boolean hearsServers;

    Intents(Api api) {
        this.api = api;
    }

    /// Asks Discord what is switched on.
    ///
    /// @throws ChatException when Discord does not say: guessing would leave the family's channels
    ///   unheard until the next connection
    Set<GatewayIntent> allowed() {
        hearsServers = !refused && isSwitchedOn();
        return hearsServers
                ? EnumSet.of(
                        GatewayIntent.DIRECT_MESSAGES,
                        GatewayIntent.GUILD_MESSAGES,
                        GatewayIntent.MESSAGE_CONTENT)
                : EnumSet.of(GatewayIntent.DIRECT_MESSAGES);
    }

    /// Whether Discord tells Porter what is posted in servers, since it was asked last.
    boolean hearsServers() {
        return hearsServers;
    }

    /// Asks from now on only for what every bot may have, since Discord refused more than that.
    void askForLess() {
        refused = true;
    }

    private boolean isSwitchedOn() {
        try (var answer = api.ask(SELF.compile(), null)) {
            return switch (answer.code()) {
                case 200 -> {
                    var flags = DataObject.fromJson(answer.body().bytes()).getLong("flags", 0);
                    yield (flags & (MESSAGE_CONTENT | MESSAGE_CONTENT_LIMITED)) != 0;
                }
                case 401, 403 -> false;
                default -> throw unsaid("HTTP " + answer.code());
            };
        } catch (IOException | ParsingException e) {
            throw unsaid(e.getClass().getName());
        }
    }

    private static ChatException unsaid(String reason) {
        return new ChatException("Discord does not say what is switched on: " + reason);
    }
}
