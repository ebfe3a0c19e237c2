package dev.porter.telegram;

import dev.porter.chat.ChatException;

/// Telegram was not asked: no connection was made.
final class NotSentException extends ChatException {
    NotSentException(String message) {
        super(message);
    }
}
