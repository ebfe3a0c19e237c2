package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.UnreachableChatException;
import java.util.Set;

/// Discord said no.
final class RefusedException extends ChatException {
    static final int UNKNOWN_CHANNEL = 10_003;
    static final int UNKNOWN_MESSAGE = 10_008;
    static final int UNKNOWN_USER = 10_013;
    static final int UNKNOWN_WEBHOOK = 10_015;
    static final int UNKNOWN_INTERACTION = 10_062;
    static final int TOO_LARGE = 40_005;
    static final int ALREADY_ACKNOWLEDGED = 40_060;
    static final int MOST_FOLLOW_UPS = 40_094;
    static final int MISSING_ACCESS = 50_001;
    static final int NOT_OURS_TO_EDIT = 50_005;
    static final int CANNOT_SEND_TO_USER = 50_007;
    static final int MISSING_PERMISSIONS = 50_013;
    static final int INVALID_WEBHOOK_TOKEN = 50_027;
    static final int INVALID_RECIPIENT = 50_033;
    static final int INVALID_FORM = 50_035;
    static final int NO_COMMON_SERVER = 50_278;

    private static final Set<Integer> CHAT_GONE =
            Set.of(
                    UNKNOWN_CHANNEL,
                    UNKNOWN_USER,
                    MISSING_ACCESS,
                    CANNOT_SEND_TO_USER,
                    MISSING_PERMISSIONS,
                    INVALID_RECIPIENT,
                    NO_COMMON_SERVER);
    private static final Set<Integer> HOOK_GONE =
            Set.of(UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_WEBHOOK_TOKEN, MOST_FOLLOW_UPS);

    private final int code;
    private final int status;

    /// @param code Discord's own
    /// @param status that of HTTP
    RefusedException(String what, int code, int status) {
        super("Discord refused " + what + ": " + code + " (HTTP " + status + ").");
        this.code = code;
        this.status = status;
    }

    UnreachableChatException asUnreachable() {
        return new UnreachableChatException(
                "Discord does not let Porter write there: " + code + ".");
    }

    boolean is(int which) {
        return code == which;
    }

    /// Whether asking again for the same gets the same.
    boolean isFinal() {
        return status == 400 || status == 403 || status == 404;
    }

    /// Whether the message is not there any more.
    boolean messageGone() {
        return code == UNKNOWN_MESSAGE || code == UNKNOWN_CHANNEL;
    }

    /// Whether nothing can be written there again, whatever it is.
    boolean chatGone() {
        return CHAT_GONE.contains(code);
    }

    /// Whether the interaction cannot be answered any more.
    boolean hookGone() {
        return HOOK_GONE.contains(code) || status == 401;
    }

    /// Whether a file was too large; the edge of Discord's network says so without a code.
    boolean tooLarge() {
        return code == TOO_LARGE || status == 413;
    }
}
