package dev.porter.telegram;

import dev.porter.chat.ChatException;
import java.time.Duration;
import java.util.Locale;

/// Telegram answered, and said no.
final class RefusedException extends ChatException {
    private static final int LONGEST = 200;

    private final int code;
    private final String description;
    private final Duration retryAfter;

    RefusedException(String method, int code, String description, Duration retryAfter) {
        super("Telegram refused " + method + ": " + code + " " + quotesRemoved(description));
        this.code = code;
        this.description = description.toLowerCase(Locale.ROOT);
        this.retryAfter = retryAfter;
    }

    /// Telegram quotes what it objects to, which can be a person's words or a secret address.
    private static String quotesRemoved(String description) {
        var shown = description.replaceAll("'[^']*'|\"[^\"]*\"", "…");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST);
    }

    int code() {
        return code;
    }

    /// How long Telegram wants to be left alone; zero when it does not say.
    Duration retryAfter() {
        return retryAfter;
    }

    boolean says(String words) {
        return description.contains(words.toLowerCase(Locale.ROOT));
    }

    boolean tokenRefused() {
        return code == 401 || code == 404;
    }

    boolean chatGone() {
        return code == 403
                || (code == 400
                        && (says("chat not found")
                                || says("peer_id_invalid")
                                || says("user_deactivated")
                                || says("upgraded to a supergroup")));
    }
}
