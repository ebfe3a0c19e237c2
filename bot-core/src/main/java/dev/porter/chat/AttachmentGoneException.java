package dev.porter.chat;

/// The platform does not have the attachment any more: the person must send it again.
public class AttachmentGoneException extends ChatException {
    public AttachmentGoneException(String message) {
        super(message);
    }
}
