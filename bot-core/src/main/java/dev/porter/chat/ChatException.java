package dev.porter.chat;

/// The platform did not do what it was asked to, and may do it later. The message carries ids and
/// the platform's words, never a token, an address with one, or a person's text.
public class ChatException extends RuntimeException {
    public ChatException(String message) {
        super(message);
    }

    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }
}
