package dev.porter.chat;

/// Nobody knows whether the platform did what it was asked to: the request left, and no answer came
/// back. Done again, it may be seen twice; not done again, maybe never.
public class UncertainChatException extends ChatException {
    public UncertainChatException(String message) {
        super(message);
    }
}
