package dev.porter.nas;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The files in the accounts' homes. Nothing here ever overwrites. What changed is durable when a
/// method returns. Every method may be called from any thread, blocks, and throws [NasException].
public interface NasFiles {
    /// How the name of a file ends that [#publish] has not finished.
    String UNPUBLISHED = ".part";

    /// Makes an account's home; it may be there already.
    ///
    /// @return whether it was made now
    boolean createHome(UserName owner);

    /// Removes an account's home if nobody put a file into it.
    ///
    /// @return whether there is no home now
    boolean removeEmptyHome(UserName owner);

    /// Looks one file or folder up.
    Optional<NasEntry> stat(NasPath path);

    /// Lists a folder, folders first, then by name regardless of case.
    ///
    /// @param offset how many to skip
    /// @param limit how many at most, 1 to 1,000
    /// @throws NasException `NOT_FOUND` when there is no such folder
    List<NasEntry> list(NasPath folder, int offset, int limit);

    /// All that is in a folder, in the same order; nothing when there is no such folder.
    default List<NasEntry> all(NasPath folder) {
        var most = 1_000;
        var all = new ArrayList<NasEntry>();
        try {
            List<NasEntry> page;
            do {
                page = list(folder, all.size(), most);
                all.addAll(page);
            } while (page.size() == most);
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return all;
    }

    /// Finds files and folders below a folder whose name contains the text regardless of case,
    /// without what begins with a dot.
    ///
    /// @param limit how many at most, 1 to 1,000
    List<NasEntry> search(NasPath folder, String text, int limit);

    /// Makes a folder and those above it; it may be there already.
    void createFolder(NasPath folder);

    /// Writes a new file, streaming, and makes the folders above it. When it fails, nothing of that
    /// name is left behind. The name is not meant to be seen: write under a temporary name,
    /// compare, then [#move].
    ///
    /// @param content all of it is read; not closed
    /// @param size how many bytes there will be, or -1 when nobody knows; fewer or more is a
    ///   failure
    /// @return how many bytes there were
    /// @throws NasException `EXISTS` when something of that name is there, `NO_SPACE`
    /// @throws IOException when reading `content` failed, exactly as it was thrown there, or when
    ///   it does not have `size` bytes
    long write(NasPath path, InputStream content, long size) throws IOException;

    /// Writes a new file that appears whole, read back and compared, or not at all.
    ///
    /// @param content all of it is read; not closed
    /// @return what was written
    /// @throws NasException `EXISTS` when something of that name is there, `BROKEN` when what was
    ///   read back is not what was written
    /// @throws IOException when reading `content` failed
    default Fingerprint publish(NasPath path, InputStream content) throws IOException {
        var part = path.parent().resolve(path.name() + UNPUBLISHED);
        var measured = new Measured(content, comparesMd5());
        delete(part);
        write(part, measured, -1);
        var written = measured.fingerprint();
        if (!matches(part, written)) {
            delete(part);
            throw new NasException(NasException.Kind.BROKEN, path + " was not written right.");
        }
        if (!move(part, path)) {
            delete(part);
            throw new NasException(NasException.Kind.EXISTS, path + " is there already.");
        }
        return written;
    }

    /// Takes away what calls of [#publish] left in a folder when they were cut. Nobody may be
    /// publishing into it, and no name there may end like [#UNPUBLISHED] otherwise.
    default void sweep(NasPath folder) {
        all(folder).stream()
                .filter(entry -> !entry.folder() && entry.path().name().endsWith(UNPUBLISHED))
                .forEach(entry -> delete(entry.path()));
    }

    /// Whether the NAS compares MD5 by itself, so that [#matches] is faster with one.
    default boolean comparesMd5() {
        return false;
    }

    /// Reads a file back from the NAS, by the strongest means the NAS has, and compares it.
    ///
    /// @return false when the content differs
    /// @throws NasException `NOT_FOUND` when it is not there
    boolean matches(NasPath path, Fingerprint expected);

    /// As [#matches], for a file that may not be there.
    ///
    /// @return false when it is not there or differs
    default boolean holds(NasPath path, Fingerprint expected) {
        try {
            return matches(path, expected);
        } catch (NasException e) {
            if (e.kind() == NasException.Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /// Moves or renames a file or folder and makes the folders above the new place. A move that was
    /// cut, because Porter or the NAS stopped, may leave it at neither place: moving it again
    /// between the same two ends the first move.
    ///
    /// @return false when something is at the new place already; nothing has changed then. Its name
    ///   is as lasting as if it had been moved there now
    /// @throws NasException `NOT_FOUND` when there is nothing to move
    boolean move(NasPath from, NasPath to);

    /// Ends a move that was cut, where it left the file at neither place; begins none.
    ///
    /// @return whether the file is at the new place now; false also where no move was cut, and
    ///   where the file had to go back because something is at the new place
    default boolean resume(NasPath from, NasPath to) {
        return false;
    }

    /// Copies a file into another folder of the same home, under its own name, and makes that
    /// folder and those above it. The copy appears whole or not at all.
    ///
    /// @return false when something of that name is there already; nothing has changed then
    /// @throws NasException `NOT_FOUND` when there is no such file, `NO_SPACE`
    default boolean copy(NasPath file, NasPath folder) {
        var copy = copyOf(file, folder);
        var size =
                stat(file)
                        .filter(entry -> !entry.folder())
                        .orElseThrow(() ->
                                new NasException(
                                        NasException.Kind.NOT_FOUND, "There is no " + file + "."))
                        .size();
        try (var content = open(file, 0)) {
            write(copy, content, size);
            return true;
        } catch (NasException e) {
            if (e.kind() == NasException.Kind.EXISTS && stat(copy).isPresent()) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw new NasException(
                    NasException.Kind.AWAY, file + " could not be read to its end.", e);
        }
    }

    /// Where a copy goes.
    ///
    /// @throws NasException `INVALID` when that is in another home
    static NasPath copyOf(NasPath file, NasPath folder) {
        if (!file.home().equals(folder.home())) {
            throw new NasException(
                    NasException.Kind.INVALID, file + " cannot be copied to " + folder + ".");
        }
        return folder.resolve(file.name());
    }

    /// Opens a file for streaming; the caller closes it.
    ///
    /// @param offset how many bytes to skip
    /// @throws NasException `NOT_FOUND` when it is not there
    InputStream open(NasPath path, long offset);

    /// Deletes a file, or a folder with nothing in it.
    ///
    /// @return whether it was there
    /// @throws NasException `NOT_PERMITTED` for a folder that is not empty
    boolean delete(NasPath path);

    /// How much room an account has. What others than Porter write may show some minutes later.
    Space space(UserName owner);

    /// How many more bytes an account may store; empty when nobody set a limit. It may be far
    /// cheaper than [#space].
    default OptionalLong room(UserName owner) {
        var space = space(owner);
        return space.quota().isEmpty()
                ? space.quota()
                : OptionalLong.of(Math.max(0, space.quota().getAsLong() - space.used()));
    }
}
