package dev.porter.drive;

import dev.porter.account.Account;
import dev.porter.backup.Backups;
import dev.porter.chat.Message;
import dev.porter.files.FilesTopic;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A member's space on the NAS as members see it: whatever is hidden is not there. Every method
/// throws [dev.porter.nas.NasException].
final class Drive {
    /// How many a search finds at most.
    static final int MOST_FOUND = 96;

    /// A path that is longer cannot be kept with a question.
    private static final int LONGEST_PATH = 1_000;

    private static final int AT_ONCE = 1_000;
    private static final Comparator<NasEntry> FOLDERS_FIRST =
            Comparator.comparing(NasEntry::folder)
                    .reversed()
                    .thenComparing(entry -> entry.path().name(), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(entry -> entry.path().path());

    private final Nas nas;
    private final FilesTopic files;
    private final Backups backups;

    Drive(Nas nas, FilesTopic files, Backups backups) {
        this.nas = nas;
        this.files = files;
        this.backups = backups;
    }

    private static boolean shown(NasPath path) {
        return !path.hidden() && path.path().length() <= LONGEST_PATH;
    }

    /// The file or folder at a place.
    Optional<NasEntry> find(NasPath path) {
        return shown(path) ? nas.files().stat(path) : Optional.empty();
    }

    /// Some of what is in a folder, in the order of the NAS: folders first.
    ///
    /// @param skip how many that are shown come before
    List<NasEntry> list(NasPath folder, int skip, int limit) {
        var some = new ArrayList<NasEntry>();
        var before = 0;
        List<NasEntry> page;
        var offset = 0;
        do {
            page = nas.files().list(folder, offset, AT_ONCE);
            for (var entry : page) {
                if (shown(entry.path()) && before++ >= skip && some.size() < limit) {
                    some.add(entry);
                }
            }
            offset += AT_ONCE;
        } while (page.size() == AT_ONCE && some.size() < limit);
        return some;
    }

    /// What has the text in its name, folders first; at most [#MOST_FOUND].
    List<NasEntry> search(NasPath folder, String text) {
        return nas.files().search(folder, text, AT_ONCE).stream()
                .filter(entry -> shown(entry.path()))
                .sorted(FOLDERS_FIRST)
                .limit(MOST_FOUND)
                .toList();
    }

    /// Makes a folder.
    void create(NasPath folder) {
        nas.files().createFolder(folder);
    }

    /// Moves or renames a file.
    ///
    /// @return false when something is at the new place already; nothing has changed then
    boolean move(NasPath from, NasPath to) {
        return nas.files().move(from, to);
    }

    /// Copies a file into another folder, under its own name.
    ///
    /// @return false when something of that name is there already; nothing has changed then
    boolean copy(NasPath file, NasPath folder) {
        return nas.files().copy(file, folder);
    }

    /// What a file is to Porter, and so what may be done with it.
    sealed interface Standing {}

    /// There is no such file.
    record Gone() implements Standing {}

    /// It is about to be stored.
    record Arriving() implements Standing {}

    /// It is a stored file: what is done with it goes through the catalogue, which would lose it
    /// otherwise.
    ///
    /// @param card where that is done
    record Stored(Message card) implements Standing {}

    /// It is in no catalogue.
    record Free(NasEntry entry) implements Standing {}

    /// Finds out what the file at a place is.
    Standing standing(Account account, NasPath path) {
        var entry = find(path).filter(found -> !found.folder());
        if (entry.isEmpty()) {
            return new Gone();
        }
        if (backups.isBeingEntered(account.id(), path)) {
            return new Arriving();
        }
        return files.at(account, path)
                .<Standing>map(Stored::new)
                .orElseGet(() -> new Free(entry.get()));
    }
}
