package dev.porter.gateway.folder;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;

/// What a failure of the file system means to Porter. Java tells most of them apart only by the
/// system's own words, which may be in any language: so the disk itself is asked too.
final class Trouble {
    private static final long NEARLY_NOTHING = 256 * 1024;
    private static final String INVALID_ARGUMENT = "invalid argument";
    private static final List<String> FULL =
            List.of("no space left", "quota exceeded", "not enough space");
    private static final List<String> FORBIDDEN =
            List.of("read-only file system", "operation not permitted", "permission denied");
    private static final List<String> AWAY =
            List.of(
                    "stale file handle",
                    "transport endpoint",
                    "host is down",
                    "no route to host",
                    "connection timed out",
                    "no such device",
                    "too many open files",
                    "resource temporarily unavailable");
    private static final List<String> IMPOSSIBLE =
            List.of(
                    "file name too long",
                    "file too large",
                    INVALID_ARGUMENT,
                    "invalid or incomplete multibyte");

    private Trouble() {}

    /// Says what it means.
    ///
    /// @param what was tried, for an operator
    /// @param where a folder on the same disk
    static NasException with(String what, IOException trouble, Directory where) {
        var kind = kind(trouble);
        if (kind == Kind.BROKEN && where.free() < NEARLY_NOTHING) {
            kind = Kind.NO_SPACE;
        } else if (kind == Kind.BROKEN && !where.writable()) {
            kind = Kind.NOT_PERMITTED;
        }
        return new NasException(kind, what + " failed: " + trouble, trouble);
    }

    /// Says that there can be no such name.
    static NasException with(String what, InvalidPathException trouble) {
        return new NasException(
                Kind.INVALID, what + " failed: this file system has no such names.", trouble);
    }

    /// Whether the system says that it does not do such a thing at all.
    static boolean isInvalidArgument(IOException trouble) {
        return String.valueOf(trouble.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains(INVALID_ARGUMENT);
    }

    /// What kind of trouble it is, as far as its words tell.
    static Kind kind(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException _ -> Kind.NOT_FOUND;
            case FileAlreadyExistsException _, NotDirectoryException _ -> Kind.EXISTS;
            case AccessDeniedException _, DirectoryNotEmptyException _ -> Kind.NOT_PERMITTED;
            case ClosedByInterruptException _ -> Kind.AWAY;
            case AtomicMoveNotSupportedException _ -> Kind.BROKEN;
            default -> kind(String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT));
        };
    }

    private static Kind kind(String words) {
        if (FULL.stream().anyMatch(words::contains)) {
            return Kind.NO_SPACE;
        }
        if (FORBIDDEN.stream().anyMatch(words::contains)) {
            return Kind.NOT_PERMITTED;
        }
        if (AWAY.stream().anyMatch(words::contains)) {
            return Kind.AWAY;
        }
        return IMPOSSIBLE.stream().anyMatch(words::contains) ? Kind.INVALID : Kind.BROKEN;
    }
}
