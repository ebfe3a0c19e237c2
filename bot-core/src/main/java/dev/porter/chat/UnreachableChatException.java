package dev.porter.chat;

/// The chat cannot be written to any more, for instance because the person blocked Porter: trying
/// again does not help.
public class UnreachableChatException extends ChatException {
    public UnreachableChatException(String message) {
        super(message);
    }
}
