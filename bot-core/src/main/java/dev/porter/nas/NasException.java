package dev.porter.nas;

import dev.porter.language.Saying;

/// The NAS did not do what it was asked to. Made with a text, it is for operators alone; made with
/// a [Saying], an administrator may read it in a chat. Either carries paths and the NAS's own
/// codes, never a password, a session or a file's content.
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
    private final transient Saying saying;

    public NasException(Kind kind, String message) {
        this(kind, Saying.verbatim(message));
    }

    public NasException(Kind kind, String message, Throwable cause) {
        this(kind, Saying.verbatim(message), cause);
    }

    public NasException(Kind kind, Saying saying) {
        super(saying.english());
        this.kind = kind;
        this.saying = saying;
    }

    public NasException(Kind kind, Saying saying, Throwable cause) {
        super(saying.english(), cause);
        this.kind = kind;
        this.saying = saying;
    }

    /// What to make of it.
    public Kind kind() {
        return kind;
    }

    /// Whether nothing can be asked of the NAS now: it is not about one file.
    public boolean isOfAll() {
        return kind == Kind.AWAY || kind == Kind.NOT_SIGNED_IN;
    }

    /// What happened, for an administrator.
    public Saying saying() {
        return saying;
    }
}
