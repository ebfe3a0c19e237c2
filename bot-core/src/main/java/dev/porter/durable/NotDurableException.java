package dev.porter.durable;

/// What was decided is not on the disk, so nothing may be confirmed to anybody: the platform
/// delivers it again.
public final class NotDurableException extends RuntimeException {
    public NotDurableException(String message, Throwable cause) {
        super(message, cause);
    }
}
