package dev.porter.nas;

/// The NAS did not do what it was asked to. The message is for operators: it carries paths and the
/// NAS's own codes, never a password, a session or a file's content.
public final class NasException extends RuntimeException {
    /// What to make of it.
    public enum Kind {
        /// The file or folder is not there.
        NOT_FOUND,
        /// Something of that name is there already.
        EXISTS,
        /// The volume or the quota is full.
        NO_SPACE,
        /// The NAS does not permit it.
        NOT_PERMITTED,
        /// The NAS does not accept Porter's own log-in.
        NOT_SIGNED_IN,
        /// The NAS does not take what was asked; asking again does not help.
        INVALID,
        /// The NAS is busy or away: try again later.
        AWAY,
        /// The NAS answers what it should not: an administrator has to look.
        BROKEN
    }

    private final Kind kind;

    public NasException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public NasException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What to make of it.
    public Kind kind() {
        return kind;
    }
}
