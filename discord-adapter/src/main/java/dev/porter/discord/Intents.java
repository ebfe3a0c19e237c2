package dev.porter.discord;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Porter asks Discord to be told of. What is posted in servers is asked for only when the
/// owner has switched it on in the developer portal: asked for without, Discord refuses everything.
final class Intents {
    private static final Logger log = LoggerFactory.getLogger(Intents.class);
    private static final int MESSAGE_CONTENT = 1 << 18;
    private static final int MESSAGE_CONTENT_LIMITED = 1 << 19;

    private final DiscordSettings settings;
    private final OkHttpClient http;

    Intents(DiscordSettings settings, OkHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /// Asks Discord what is switched on.
    Set<GatewayIntent> allowed() {
        return hearsServers()
                ? EnumSet.of(
                        GatewayIntent.DIRECT_MESSAGES,
                        GatewayIntent.GUILD_MESSAGES,
                        GatewayIntent.MESSAGE_CONTENT)
                : EnumSet.of(GatewayIntent.DIRECT_MESSAGES);
    }

    private boolean hearsServers() {
        var request =
                new Request.Builder()
                        .url(settings.apiUrl() + "/applications/@me")
                        .header("Authorization", "Bot " + settings.bot().reveal())
                        .build();
        try (var answer = http.newCall(request).execute()) {
            if (answer.code() != 200) {
                log.debug("Discord does not say what is switched on: {}", answer.code());
                return false;
            }
            var flags = DataObject.fromJson(answer.body().bytes()).getLong("flags", 0);
            return (flags & (MESSAGE_CONTENT | MESSAGE_CONTENT_LIMITED)) != 0;
        } catch (IOException | ParsingException e) {
            log.debug("Discord does not say what is switched on: {}", e.getClass().getName());
            return false;
        }
    }
}
