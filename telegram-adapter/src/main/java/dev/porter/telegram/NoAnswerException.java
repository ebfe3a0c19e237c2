package dev.porter.telegram;

import dev.porter.chat.ChatException;

/// Telegram did not answer, or not in the words of the Bot API.
final class NoAnswerException extends ChatException {
    private final boolean sent;

    /// @param sent whether the request may have arrived, so that asking again may do it twice
    NoAnswerException(String method, String reason, boolean sent) {
        super("Telegram did not answer " + method + ": " + reason);
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }
}
