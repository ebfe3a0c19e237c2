package dev.porter.gateway.folder;

import static dev.porter.language.Saying.sentence;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The folder with the homes in it, and how Porter knows it again. An unmounted disk leaves an
/// empty folder behind that looks like a new one; so the folder carries a marker, Porter remembers
/// whose marker it was, and a folder that it does not know again is away, and left alone.
final class Root {
    /// The file that says which folder this is.
    static final String MARKER = ".porter-nas";

    /// The folder for files on their way to their name.
    static final String INCOMING = ".porter-incoming";

    private static final int MOST_OF_A_MARKER = 512;
    private static final Set<String> FOUND_ON_EMPTY_DISKS =
            Set.of("lost+found", "@eaDir", "#recycle", ".DS_Store", "System Volume Information");

    private final Path path;
    private final Path memory;
    private final Object adopting = new Object();
    private volatile Optional<String> known;
    private volatile boolean swept;

    /// @param path the folder, which need not be there yet
    /// @param memory the file in which Porter remembers the folders it knows, each line a marker
    ///   and the path
    Root(Path path, Path memory) {
        this.path = path.toAbsolutePath().normalize();
        this.memory = memory.toAbsolutePath().normalize();
        this.known = remembered();
    }

    /// Opens the folder.
    ///
    /// @throws NasException with a sentence for an administrator as its message
    Directory open() {
        try {
            var root = find();
            try {
                recognise(root);
                sweep(root);
                return root;
            } catch (IOException | RuntimeException e) {
                root.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            swept = false;
            throw away(sentence("The folder %s is not there.", path));
        } catch (NotDirectoryException e) {
            throw new NasException(
                    Kind.NOT_PERMITTED,
                    sentence("There is a file at %s, where Porter needs a folder.", path),
                    e);
        } catch (IOException e) {
            var kind = Trouble.kind(e);
            throw new NasException(
                    kind == Kind.BROKEN ? Kind.AWAY : kind,
                    sentence(
                            "Porter cannot use the folder %s: %s.",
                            path, String.valueOf(e.getMessage())),
                    e);
        }
    }

    private Directory find() throws IOException {
        try {
            return Directory.open(path);
        } catch (NoSuchFileException e) {
            if (known.isPresent()) {
                throw e;
            }
            Directory.make(path);
            var above = path.getParent();
            if (above != null) {
                try (var folder = Directory.open(above)) {
                    folder.sync();
                }
            }
            return Directory.open(path);
        }
    }

    private void recognise(Directory root) throws IOException {
        if (known.isPresent() && known.equals(marker(root))) {
            return;
        }
        synchronized (adopting) {
            var marker = marker(root);
            if (marker.isPresent() && known.equals(marker)) {
                return;
            }
            if (marker.isEmpty()) {
                requireNew(root);
                mark(root);
            } else if (marker.get().isEmpty()) {
                mark(root);
            } else if (known.isPresent()) {
                throw away(sentence("The folder %s is another one than before.", path));
            } else {
                remember(marker.get());
            }
        }
    }

    private void requireNew(Directory root) throws IOException {
        swept = false;
        if (known.isPresent()) {
            throw away(sentence("The folder %s is without its file %s.", path, MARKER));
        }
        for (var child : root.children()) {
            if (!FOUND_ON_EMPTY_DISKS.contains(Names.name(child).orElse(""))) {
                throw new NasException(
                        Kind.NOT_PERMITTED,
                        sentence(
                                "The folder %s has files in it that are not Porter's: empty it, or let"
                                        + " Porter have it by making an empty file %s in it.",
                                path, MARKER));
            }
        }
    }

    private static NasException away(Saying how) {
        return new NasException(
                Kind.AWAY,
                how.and(
                        sentence(
                                "Mount the disk again, or, if this is meant, make an empty file %s in"
                                        + " the folder.",
                                MARKER)));
    }

    /// Whose folder it is; empty text when an administrator made the file and Porter has not yet
    /// written into it.
    private static Optional<String> marker(Directory root) throws IOException {
        try (var in = Channels.newInputStream(root.read(MARKER))) {
            var text = new String(in.readNBytes(MOST_OF_A_MARKER), UTF_8);
            return Optional.of(text.lines().findFirst().orElse("").strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void mark(Directory root) throws IOException {
        var id = UUID.randomUUID().toString();
        if (root.isThere(MARKER)) {
            root.delete(MARKER);
        }
        try (var file = root.create(MARKER)) {
            writeFully(
                    file,
                    id
                            + "\nPorter keeps people's files in this folder, and knows it again by"
                            + " this file.\n");
        }
        root.sync();
        remember(id);
    }

    private Optional<String> remembered() {
        try {
            return lines().stream()
                    .filter(this::isOfThisFolder)
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        } catch (IOException e) {
            throw new NasException(Kind.BROKEN, "Porter cannot read " + memory + ".", e);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(memory) ? Files.readAllLines(memory) : List.of();
    }

    private boolean isOfThisFolder(String line) {
        return line.substring(line.indexOf(' ') + 1).equals(path.toString());
    }

    private void remember(String id) throws IOException {
        var lines = new ArrayList<>(lines());
        lines.removeIf(this::isOfThisFolder);
        lines.add(id + " " + path);
        var folder = memory.getParent();
        if (folder == null) {
            throw new NoSuchFileException(memory.toString());
        }
        Directory.make(folder);
        var written = memory.resolveSibling(memory.getFileName() + ".new");
        try (var file =
                FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            writeFully(file, String.join("\n", lines) + "\n");
        }
        Files.move(
                written,
                memory,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (var data = Directory.open(folder)) {
            data.sync();
        }
        known = Optional.of(id);
    }

    private static void writeFully(FileChannel file, String text) throws IOException {
        var bytes = UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        Calls.step(Calls.Step.FORCE);
        file.force(true);
    }

    /// Opens the folder for files on their way to their name.
    static Directory incoming(Directory root) throws IOException {
        try {
            return root.folder(INCOMING);
        } catch (NoSuchFileException e) {
            root.makeFolder(INCOMING);
            return root.folder(INCOMING);
        }
    }

    /// Something half-written stayed behind: it is taken away when the folder is next opened.
    void sweepAgain() {
        swept = false;
    }

    /// Deletes what a killed Porter left half-written, and what could not be deleted when it
    /// failed. A living one holds a lock on each file it writes, and makes another file when it
    /// does not get the lock.
    private void sweep(Directory root) throws IOException {
        if (swept) {
            return;
        }
        swept = true;
        try (var incoming = root.folder(INCOMING)) {
            for (var child : incoming.children()) {
                if (Directory.look(child).isPresent()) {
                    sweep(incoming, child);
                }
            }
        } catch (IOException e) {
            // There is nothing there yet, or it may not be deleted, or not now: none of that keeps
            // files from being read.
            swept =
                    switch (Trouble.kind(e)) {
                        case NOT_FOUND, NOT_PERMITTED -> true;
                        default -> false;
                    };
        }
    }

    private static void sweep(Directory incoming, Path file) throws IOException {
        var name = Names.name(file).orElse("");
        if (Staged.isWritten(name)) {
            return;
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                incoming.delete(name);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // It is being swept already, or its writer has just ended with it.
            return;
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
