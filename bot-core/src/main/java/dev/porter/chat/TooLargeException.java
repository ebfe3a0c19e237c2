package dev.porter.chat;

/// The platform takes no file of this size there, whatever it said before: the file can only go
/// another way.
public class TooLargeException extends ChatException {
    public TooLargeException(String message) {
        super(message);
    }
}
