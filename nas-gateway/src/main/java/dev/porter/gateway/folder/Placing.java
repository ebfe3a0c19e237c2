package dev.porter.gateway.folder;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gives files and folders another name without overwriting, which POSIX's `rename` does.
final class Placing {
    private Placing() {}

    /// By a second link to the file, which fails when the name is taken; when that is durable, the
    /// first goes.
    ///
    /// A file that belongs to somebody else may not be linked, and some file systems know no links:
    /// then it is renamed in one step where the system can do that. Elsewhere the name is first
    /// reserved by an empty file, and the file renamed over it: a crash in between leaves the empty
    /// file behind, never a wrong one.
    static boolean file(Directory from, String name, Directory to, String toName)
            throws IOException {
        try {
            return byLink(from.child(name), to, toName);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            var renamed = from.rename(name, to, toName);
            return renamed.isPresent()
                    ? renamed.get()
                    : byReservation(from.child(name), to.child(toName));
        }
    }

    private static boolean byLink(Path file, Directory folder, String name) throws IOException {
        Calls.step(Calls.Step.ASK);
        try {
            Files.createLink(folder.child(name), file);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            folder.sync();
            Calls.step(Calls.Step.ASK);
            Files.delete(file);
        } catch (IOException e) {
            folder.delete(name);
            throw e;
        }
        return true;
    }

    static boolean byReservation(Path file, Path name) throws IOException {
        Calls.step(Calls.Step.ASK);
        try {
            Files.createFile(name);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        Calls.step(Calls.Step.ASK);
        try {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(name);
            throw e;
        }
        return true;
    }

    /// By renaming in one step where the system can do that.
    static boolean folder(Directory from, String name, Directory to, String toName)
            throws IOException {
        var renamed = from.rename(name, to, toName);
        return renamed.isPresent() ? renamed.get() : folder(from.child(name), to.child(toName));
    }

    /// One folder at a time in this Porter. The system replaces nothing but an empty folder this
    /// way, so all that somebody else could lose who makes that name at this very moment is an
    /// empty folder.
    private static synchronized boolean folder(Path folder, Path name) throws IOException {
        Calls.step(Calls.Step.ASK);
        if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException | AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw e;
        }
    }
}
