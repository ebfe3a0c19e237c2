package dev.porter.telegram;

import dev.porter.secret.Secret;
import dev.porter.settings.CannotStartException;
import dev.porter.settings.SecretSetting;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an administrator sets for Telegram. Without a token Telegram is off.
///
/// @param token the bot's token, as BotFather gave it
/// @param tokenFile a file that holds the token, instead of `token`
/// @param apiUrl the Bot API server, for calls and for files
/// @param localFiles whether that server runs with `--local`: it hands out paths on a disk that
///   Porter sees as well
@ConfigurationProperties("porter.telegram")
public record TelegramSettings(
        @Nullable Secret token,
        @Nullable Path tokenFile,
        @DefaultValue("https://api.telegram.org") URI apiUrl,
        @DefaultValue("false") boolean localFiles) {

    public TelegramSettings {
        var scheme = apiUrl.getScheme();
        var path = apiUrl.getPath();
        if (!("http".equals(scheme) || "https".equals(scheme))
                || apiUrl.getHost() == null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new CannotStartException(
                    "porter.telegram.api-url must be an address without a path, such as"
                            + " http://127.0.0.1:8081: correct it, or remove it to use Telegram's own"
                            + " server.");
        }
    }

    /// The token, wherever it was set.
    Secret bot() {
        var found =
                SecretSetting.read("porter.telegram.token", token, tokenFile)
                        .orElse(new Secret(""));
        if (!found.reveal().matches("[0-9]+:[A-Za-z0-9_-]+")) {
            throw new CannotStartException(
                    "porter.telegram.token is not a bot token: copy the one that BotFather shows, such"
                            + " as 123456:ABC-DEF.");
        }
        return found;
    }

    @Override
    public String toString() {
        return "TelegramSettings[apiUrl=" + apiUrl + ", localFiles=" + localFiles + "]";
    }
}
