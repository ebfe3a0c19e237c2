package dev.porter.gateway.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder that is held open. On Linux all work in it stays in this very folder, whatever becomes
/// of the names above it, so that nobody can swap a link in between looking and doing. Elsewhere
/// each name is looked at before it is used, and such a swap is only made unlikely.
///
/// What is made here is for the user Porter runs as, and nobody else.
final class Directory implements Closeable {
    /// Reads what the disk has, and not what the system remembers of it. Empty where Java has no
    /// such option; where a file system has none, opening or reading fails.
    static final OpenOption[] PAST_THE_CACHE = pastTheCache();

    private static final @Nullable LinuxCalls LINUX = LinuxCalls.ofThisMachine();
    private static final int NOT_HELD = -1;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] FOLDER_MODE = mode("rwx------");
    private static final FileAttribute<?>[] FILE_MODE = mode("rw-------");

    private final Path path;
    private final int held;

    private Directory(Path path, int held) {
        this.path = path;
        this.held = held;
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static OpenOption[] pastTheCache() {
        try {
            // By name, because the compiler warns of this package whatever one tells it.
            var options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Arrays.stream(options)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .toArray(OpenOption[]::new);
        } catch (ClassNotFoundException e) {
            return new OpenOption[0];
        }
    }

    /// Whether folders are really held on this machine.
    static boolean holds() {
        return LINUX != null;
    }

    /// Opens the administrator's own folder, which may be behind links.
    static Directory open(Path folder) throws IOException {
        Calls.step(Calls.Step.ASK);
        if (LINUX != null) {
            return held(
                    LINUX.folder(
                            LinuxCalls.WORKING_DIRECTORY,
                            folder.toAbsolutePath().toString(),
                            true));
        }
        if (!Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? new NotDirectoryException(folder.toString())
                    : new NoSuchFileException(folder.toString());
        }
        return new Directory(folder.toRealPath(), NOT_HELD);
    }

    /// Makes the administrator's own folder and those above it.
    static void make(Path folder) throws IOException {
        Calls.step(Calls.Step.ASK);
        Files.createDirectories(folder, FOLDER_MODE);
    }

    private static Directory held(int folder) {
        return new Directory(place(folder), folder);
    }

    private static Path place(int held) {
        return Path.of("/proc/self/fd/" + held);
    }

    /// Opens a folder in this one.
    ///
    /// @throws NotDirectoryException also for a link, whatever it leads to
    Directory folder(String name) throws IOException {
        Calls.step(Calls.Step.ASK);
        var child = child(name);
        if (LINUX != null) {
            return held(LINUX.folder(held, name, false));
        }
        if (!attributes(child).isDirectory()) {
            throw new NotDirectoryException(name);
        }
        return new Directory(child, NOT_HELD);
    }

    /// Where something in this folder is, as long as this is open. It may be a link: whoever reads
    /// or writes there must not follow.
    Path child(String name) {
        return path.resolve(Names.path(name));
    }

    /// What is known of something in this folder, if it is a file or a folder.
    Optional<BasicFileAttributes> look(String name) throws IOException {
        return look(child(name));
    }

    /// What is known of one of [#children].
    static Optional<BasicFileAttributes> look(Path child) throws IOException {
        try {
            var found = attributes(child);
            return found.isDirectory() || found.isRegularFile()
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        Calls.step(Calls.Step.ASK);
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether anything at all has this name.
    boolean isThere(String name) {
        Calls.step(Calls.Step.ASK);
        return Files.exists(child(name), LinkOption.NOFOLLOW_LINKS);
    }

    /// Everything in this folder, in no order.
    List<Path> children() throws IOException {
        Calls.step(Calls.Step.ASK);
        try (var stream = Files.newDirectoryStream(path)) {
            var children = new ArrayList<Path>();
            stream.forEach(child -> {
                children.add(child);
                Calls.step(Calls.Step.ASK);
            });
            return children;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /// Opens a file for reading.
    ///
    /// @throws NoSuchFileException also for what is no regular file: opening a pipe would wait for
    ///   somebody to write into it
    FileChannel read(String name, OpenOption... how) throws IOException {
        Calls.step(Calls.Step.ASK);
        var options = new HashSet<OpenOption>(List.of(how));
        options.add(StandardOpenOption.READ);
        var child = child(name);
        if (LINUX == null) {
            options.add(LinkOption.NOFOLLOW_LINKS);
            return openRegular(child, attributes(child), options);
        }
        var file = LINUX.anything(held, name);
        try {
            var place = place(file);
            return openRegular(
                    place, Files.readAttributes(place, BasicFileAttributes.class), options);
        } finally {
            LINUX.close(file);
        }
    }

    private static FileChannel openRegular(
            Path file, BasicFileAttributes attributes, Set<OpenOption> options) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
        return FileChannel.open(file, options);
    }

    /// Makes a new file.
    ///
    /// @throws FileAlreadyExistsException when anything has this name
    FileChannel create(String name) throws IOException {
        Calls.step(Calls.Step.ASK);
        return FileChannel.open(
                child(name),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                FILE_MODE);
    }

    /// Makes a folder, durably.
    ///
    /// @return false when anything has this name
    boolean makeFolder(String name) throws IOException {
        Calls.step(Calls.Step.ASK);
        try {
            Files.createDirectory(child(name), FOLDER_MODE);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        sync();
        return true;
    }

    /// Deletes a file, a link or an empty folder, durably.
    void delete(String name) throws IOException {
        Calls.step(Calls.Step.ASK);
        Files.delete(child(name));
        sync();
    }

    /// Gives something in this folder another name, in one step and without replacing anything.
    ///
    /// @return false when anything has that name; empty where there is no such step
    Optional<Boolean> rename(String name, Directory to, String toName) throws IOException {
        if (LINUX == null) {
            return Optional.empty();
        }
        Calls.step(Calls.Step.ASK);
        var _ = child(name);
        var _ = to.child(toName); // there may be no such name here
        return LINUX.rename(held, name, to.held, toName);
    }

    /// Makes what became of the names in this folder durable.
    void sync() throws IOException {
        if (!POSIX) {
            // Windows cannot open a folder, and needs no such call.
            return;
        }
        Calls.step(Calls.Step.FORCE);
        try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// How many bytes can still be written.
    long free() {
        Calls.step(Calls.Step.ASK);
        return path.toFile().getUsableSpace();
    }

    /// Whether something new can be put into it.
    boolean writable() {
        Calls.step(Calls.Step.ASK);
        return Files.isWritable(path);
    }

    @Override
    public void close() {
        if (LINUX != null && held != NOT_HELD) {
            LINUX.close(held);
        }
    }
}
