package dev.porter.gateway.folder;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.gateway.space.UsedSpace;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.Space;
import dev.porter.nas.UserName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/// The files in the homes of a folder.
final class FolderFiles implements NasFiles {
    private static final int MOST_AT_ONCE = 1000;
    private static final Comparator<NasEntry> FOLDERS_FIRST =
            Comparator.comparing(NasEntry::folder)
                    .reversed()
                    .thenComparing(entry -> entry.path().name(), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(entry -> entry.path().name());

    private final Root root;
    private final OptionalLong quota;
    private final Calls calls;
    private final UsedSpace used =
            new UsedSpace(this::measure, Ticker.systemTicker(), Thread::startVirtualThread);

    FolderFiles(Root root, OptionalLong quota, Calls calls) {
        this.root = root;
        this.quota = quota;
        this.calls = calls;
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Directory root) throws IOException;
    }

    private <T> T look(String what, Work<T> work) {
        return calls.look(() -> work(what, work));
    }

    private <T> T change(String what, Work<T> work) {
        return calls.change(() -> work(what, work));
    }

    private <T> T work(String what, Work<T> work) {
        try (var folder = root.open()) {
            try {
                return work.in(folder);
            } catch (IOException e) {
                throw Trouble.with(what, e, folder);
            } catch (InvalidPathException e) {
                throw Trouble.with(what, e);
            }
        }
    }

    @Override
    public boolean createHome(UserName owner) {
        return change(
                "Making the home of " + owner,
                root -> {
                    var made = root.makeFolder(owner.value());
                    if (made) {
                        used.forget(owner);
                    } else {
                        root.folder(owner.value()).close();
                    }
                    return made;
                });
    }

    @Override
    public boolean removeEmptyHome(UserName owner) {
        return change("Removing the home of " + owner, root -> removeFolders(root, owner));
    }

    private boolean removeFolders(Directory root, UserName owner) throws IOException {
        var folders = new ArrayList<NasPath>();
        var waiting = new ArrayDeque<>(List.of(NasPath.home(owner)));
        while (!waiting.isEmpty()) {
            var path = waiting.remove();
            folders.add(path);
            try (var folder = existing(root, path)) {
                for (var child : folder.children()) {
                    var name = Names.name(child);
                    if (name.isEmpty()
                            || !NasPath.isName(name.get())
                            || !Directory.look(child)
                                    .filter(BasicFileAttributes::isDirectory)
                                    .isPresent()) {
                        return false;
                    }
                    waiting.add(path.resolve(name.get()));
                }
            } catch (NoSuchFileException e) {
                return !root.isThere(owner.value());
            }
        }
        try {
            for (var path : folders.reversed()) {
                try (var above = path.path().isEmpty() ? null : existing(root, path.parent())) {
                    if (above == null) {
                        root.delete(owner.value());
                    } else {
                        above.delete(path.name());
                    }
                }
            }
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
        used.forget(owner);
        return true;
    }

    @Override
    public Optional<NasEntry> stat(NasPath path) {
        return look(
                "Looking up " + path,
                root -> {
                    try {
                        return look(root, path).map(found -> entry(path, found));
                    } catch (NoSuchFileException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public List<NasEntry> list(NasPath folder, int offset, int limit) {
        requireLimit(limit);
        return look(
                "Listing " + folder,
                root -> entries(root, folder).stream().skip(offset).limit(limit).toList());
    }

    @Override
    public List<NasEntry> search(NasPath folder, String text, int limit) {
        requireLimit(limit);
        var wanted = text.toLowerCase(Locale.ROOT);
        return look(
                "Searching " + folder,
                root -> {
                    var found = new ArrayList<NasEntry>();
                    var waiting = new ArrayDeque<>(List.of(folder));
                    while (!waiting.isEmpty() && found.size() < limit) {
                        for (var entry : entriesIfThere(root, waiting.remove())) {
                            var name = entry.path().name().toLowerCase(Locale.ROOT);
                            if (name.startsWith(".")) {
                                continue;
                            }
                            if (name.contains(wanted) && found.size() < limit) {
                                found.add(entry);
                            }
                            if (entry.folder()) {
                                waiting.add(entry.path());
                            }
                        }
                    }
                    return List.copyOf(found);
                });
    }

    @Override
    public void createFolder(NasPath folder) {
        var _ =
                change(
                        "Making " + folder,
                        root -> {
                            made(root, folder).close();
                            return true;
                        });
    }

    @Override
    public long write(NasPath path, InputStream content, long size) throws IOException {
        requirePossible(path, size);
        var what = "Writing " + path;
        try (var staged = calls.hold(true, () -> work(what, folder -> new Staged(root, folder)))) {
            var written =
                    Staged.copy(staged, content, size, total -> requireQuota(path.home(), total));
            return staged.use(
                    file ->
                            work(
                                    what,
                                    folder -> {
                                        publish(folder, file, path, written);
                                        return written;
                                    }),
                    _ -> delete(path));
        }
    }

    /// Says no before the content is read, where that can be known.
    private void requirePossible(NasPath path, long size) {
        var free =
                look(
                        "Writing " + path,
                        root -> {
                            existing(root, NasPath.home(path.home())).close();
                            if (isThere(root, path)) {
                                throw taken(path);
                            }
                            return root.free();
                        });
        if (size > free) {
            throw new NasException(
                    Kind.NO_SPACE, "Writing " + path + " failed: " + free + " bytes are free.");
        }
        requireQuota(path.home(), Math.max(size, 0));
    }

    private void requireQuota(UserName owner, long more) {
        if (quota.isPresent() && used.of(owner) + more > quota.getAsLong()) {
            throw overQuota(owner);
        }
    }

    private void publish(Directory root, Staged staged, NasPath path, long size)
            throws IOException {
        if (!used.add(path.home(), size, quota)) {
            throw overQuota(path.home());
        }
        var placed = false;
        var durable = false;
        try (var folder = made(root, path.parent())) {
            try {
                placed = staged.place(folder, path.name());
                if (!placed) {
                    throw taken(path);
                }
                folder.sync();
                durable = true;
            } finally {
                if (placed && !durable) {
                    Files.deleteIfExists(folder.child(path.name()));
                }
            }
        } finally {
            if (!durable) {
                used.remove(path.home(), size);
            }
        }
    }

    private static NasException taken(NasPath path) {
        return new NasException(Kind.EXISTS, path + " is there already.");
    }

    private static NasException overQuota(UserName owner) {
        return new NasException(Kind.NO_SPACE, "The quota of " + owner + " is full.");
    }

    @Override
    public boolean matches(NasPath path, Fingerprint expected) {
        return look(
                "Reading " + path,
                root -> ReadBack.matches(how -> file(root, path, how), expected));
    }

    @Override
    public boolean move(NasPath from, NasPath to) {
        if (!from.home().equals(to.home())
                || from.path().isEmpty()
                || to.path().startsWith(from.path() + "/")) {
            throw new NasException(Kind.INVALID, from + " cannot be moved to " + to + ".");
        }
        return change("Moving " + from + " to " + to, root -> move(root, from, to));
    }

    private static boolean move(Directory root, NasPath from, NasPath to) throws IOException {
        try (var source = existing(root, from.parent())) {
            var found =
                    source.look(from.name())
                            .orElseThrow(() -> new NoSuchFileException(from.toString()));
            if (to.path().isEmpty()) {
                return false;
            }
            try (var target = made(root, to.parent())) {
                var moved =
                        !target.isThere(to.name())
                                && (found.isDirectory()
                                        ? Placing.folder(source, from.name(), target, to.name())
                                        : Placing.file(source, from.name(), target, to.name()));
                target.sync(); // also of what a Porter that was killed has just put there
                if (moved) {
                    source.sync();
                }
                return moved;
            }
        }
    }

    @Override
    public InputStream open(NasPath path, long offset) {
        var what = "Opening " + path;
        return new Reading(
                calls.hold(false, () -> work(what, root -> file(root, path).position(offset))));
    }

    @Override
    public boolean delete(NasPath path) {
        if (path.path().isEmpty()) {
            throw new NasException(Kind.NOT_PERMITTED, "A home is not deleted this way.");
        }
        return change(
                "Deleting " + path,
                root -> {
                    try (var folder = existing(root, path.parent())) {
                        var found = folder.look(path.name());
                        if (found.isEmpty()) {
                            return false;
                        }
                        folder.delete(path.name());
                        if (found.get().isRegularFile()) {
                            used.remove(path.home(), found.get().size());
                        }
                        return true;
                    } catch (NoSuchFileException e) {
                        return false;
                    }
                });
    }

    @Override
    public Space space(UserName owner) {
        var free = look("Measuring the home of " + owner, Directory::free);
        return new Space(used.of(owner), quota, free);
    }

    @Override
    public OptionalLong room(UserName owner) {
        return quota.isEmpty() ? quota : NasFiles.super.room(owner);
    }

    private long measure(UserName owner) {
        return look(
                "Measuring the home of " + owner,
                root -> {
                    var sum = 0L;
                    var waiting = new ArrayDeque<>(List.of(NasPath.home(owner)));
                    while (!waiting.isEmpty()) {
                        sum += measure(root, waiting.remove(), waiting);
                    }
                    return sum;
                });
    }

    /// Adds up the files of a folder, also those whose names Porter cannot use.
    private static long measure(Directory root, NasPath path, Queue<NasPath> folders)
            throws IOException {
        var sum = 0L;
        try (var folder = existing(root, path)) {
            for (var child : folder.children()) {
                var found = Directory.look(child);
                if (found.isEmpty()) {
                    continue;
                }
                if (found.get().isDirectory()) {
                    Names.name(child)
                            .filter(NasPath::isName)
                            .ifPresent(name -> folders.add(path.resolve(name)));
                } else {
                    sum += found.get().size();
                }
            }
            return sum;
        } catch (NoSuchFileException e) {
            return sum;
        }
    }

    /// Opens a folder that is there; a link or a file in its place is not.
    private static Directory existing(Directory root, NasPath folder) throws IOException {
        try {
            return walk(root, folder, false);
        } catch (NotDirectoryException e) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    /// Opens a folder, and makes it and those above it if need be. The home itself is not made.
    private static Directory made(Directory root, NasPath folder) throws IOException {
        return walk(root, folder, true);
    }

    private static Directory walk(Directory root, NasPath folder, boolean make) throws IOException {
        var at = root.folder(folder.home().value());
        if (folder.path().isEmpty()) {
            return at;
        }
        for (var name : folder.path().split("/", -1)) {
            try (var above = at) {
                at = make ? made(above, name) : above.folder(name);
            }
        }
        return at;
    }

    private static Directory made(Directory above, String name) throws IOException {
        try {
            return above.folder(name);
        } catch (NoSuchFileException e) {
            above.makeFolder(name);
            return above.folder(name);
        }
    }

    private static Optional<BasicFileAttributes> look(Directory root, NasPath path)
            throws IOException {
        if (path.path().isEmpty()) {
            return root.look(path.home().value()).filter(BasicFileAttributes::isDirectory);
        }
        try (var folder = existing(root, path.parent())) {
            return folder.look(path.name());
        }
    }

    /// Whether anything at all is there, be it no file and no folder.
    private static boolean isThere(Directory root, NasPath path) throws IOException {
        if (path.path().isEmpty()) {
            return true;
        }
        try (var folder = existing(root, path.parent())) {
            return folder.isThere(path.name());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static FileChannel file(Directory root, NasPath path, OpenOption... how)
            throws IOException {
        if (path.path().isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        try (var folder = existing(root, path.parent())) {
            return folder.read(path.name(), how);
        }
    }

    private static List<NasEntry> entriesIfThere(Directory root, NasPath path) throws IOException {
        try {
            return entries(root, path);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// What is in a folder and has a name that can be given back.
    private static List<NasEntry> entries(Directory root, NasPath path) throws IOException {
        try (var folder = existing(root, path)) {
            var entries = new ArrayList<NasEntry>();
            for (var child : folder.children()) {
                var name = Names.name(child).filter(NasPath::isName);
                if (name.isPresent()) {
                    Directory.look(child)
                            .map(found -> entry(path.resolve(name.get()), found))
                            .ifPresent(entries::add);
                }
            }
            entries.sort(FOLDERS_FIRST);
            return entries;
        }
    }

    private static NasEntry entry(NasPath path, BasicFileAttributes found) {
        return new NasEntry(
                path,
                found.isDirectory(),
                found.isDirectory() ? 0 : found.size(),
                found.lastModifiedTime().toInstant());
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw new IllegalArgumentException("The limit is 1 to 1,000.");
        }
    }
}
