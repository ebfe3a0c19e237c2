package dev.porter.discord;

import dev.porter.secret.Secret;
import dev.porter.settings.CannotStartException;
import dev.porter.settings.SecretSetting;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an administrator sets for Discord. Without a token Discord is off.
///
/// @param token the bot's token, from the developer portal
/// @param tokenFile a file that holds the token, instead of `token`
/// @param apiUrl Discord's REST API
/// @param gatewayUrl where Discord's events come from
@ConfigurationProperties("porter.discord")
public record DiscordSettings(
        @Nullable Secret token,
        @Nullable Path tokenFile,
        @DefaultValue("https://discord.com/api/v10") URI apiUrl,
        @DefaultValue("wss://gateway.discord.gg/") URI gatewayUrl) {
    private static final String CDN = "cdn.discordapp.com";
    private static final String API = "discord.com";

    public DiscordSettings {
        check("api-url", apiUrl, Set.of("http", "https"), "https://discord.com/api/v10");
        check("gateway-url", gatewayUrl, Set.of("ws", "wss"), "wss://gateway.discord.gg/");
    }

    private static void check(String key, URI address, Set<String> schemes, String example) {
        if (address.getHost() == null
                || !schemes.contains(String.valueOf(address.getScheme()))
                || address.getQuery() != null) {
            throw new CannotStartException(
                    "porter.discord."
                            + key
                            + " must be an address such as "
                            + example
                            + ": correct it, or remove it to use Discord's own.");
        }
    }

    /// The token, wherever it was set.
    Secret bot() {
        var found =
                SecretSetting.read("porter.discord.token", token, tokenFile).orElse(new Secret(""));
        if (!found.reveal().matches("[A-Za-z0-9._-]{10,200}")) {
            throw new CannotStartException(
                    "porter.discord.token is not a bot token: copy the one that the developer portal"
                            + " shows under Bot, without the word Bot before it.");
        }
        return found;
    }

    /// Whether files may be fetched from there: from Discord's own server, or from the one that
    /// stands in for all of Discord.
    boolean handsOutFiles(URI address) {
        var host = String.valueOf(address.getHost());
        return API.equals(apiUrl.getHost())
                ? "https".equals(address.getScheme())
                        && host.equals(CDN)
                        && address.getUserInfo() == null
                        && address.getPort() == -1
                : host.equals(apiUrl.getHost());
    }

    @Override
    public String toString() {
        return "DiscordSettings[apiUrl=" + apiUrl + ", gatewayUrl=" + gatewayUrl + "]";
    }
}
