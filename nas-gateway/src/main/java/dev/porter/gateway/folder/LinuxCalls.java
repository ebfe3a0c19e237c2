package dev.porter.gateway.folder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Java has no word for. Linux's `openat` opens a name inside a folder that is held open, and
/// does not follow a link. What is opened this way can be neither read nor written; it only holds
/// the place, which `/proc/self/fd` then lets Java work in. And `renameat2` gives another name in
/// one step without ever replacing anything.
final class LinuxCalls {
    /// Holds names to be looked up from the working directory.
    static final int WORKING_DIRECTORY = -100;

    private static final int O_PATH = 0x200000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int NO_REPLACING = 1;
    private static final int ENTRY_MISSING = 2;
    private static final int ENTRY_THERE = 17;
    private static final int NOT_ALLOWED = 1;
    private static final int ACCESS_DENIED = 13;
    private static final int NOT_A_FOLDER = 20;
    private static final int IS_A_LINK = 40;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private final MethodHandle openat;
    private final MethodHandle close;
    private final @Nullable MethodHandle rename;
    private final int onlyFolder;
    private final int noLink;

    @SuppressWarnings("restricted")
    private LinuxCalls(int onlyFolder, int noLink) {
        var linker = Linker.nativeLinker();
        var symbols = linker.defaultLookup();
        this.openat =
                linker.downcallHandle(
                        symbols.findOrThrow("openat"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT),
                        Linker.Option.captureCallState("errno"));
        this.close =
                linker.downcallHandle(
                        symbols.findOrThrow("close"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        this.rename =
                symbols.find("renameat2")
                        .map(symbol ->
                                linker.downcallHandle(
                                        symbol,
                                        FunctionDescriptor.of(
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.ADDRESS,
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.ADDRESS,
                                                ValueLayout.JAVA_INT),
                                        Linker.Option.captureCallState("errno")))
                        .orElse(null);
        this.onlyFolder = onlyFolder;
        this.noLink = noLink;
    }

    /// How it is done on this machine; null where there is no such way.
    static @Nullable LinuxCalls ofThisMachine() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        try {
            var open =
                    switch (System.getProperty("os.arch")) {
                        case "amd64", "riscv64", "s390x" -> new LinuxCalls(0x10000, 0x20000);
                        case "aarch64", "ppc64le" -> new LinuxCalls(0x4000, 0x8000);
                        default -> null;
                    };
            return open != null && open.works() ? open : null;
        } catch (NoSuchElementException
                | UnsupportedOperationException
                | IllegalCallerException e) {
            return null;
        }
    }

    /// `/proc/self` is a link to a folder on every Linux, so it shows whether the flags, which are
    /// others on other processors, mean what they should.
    private boolean works() {
        try {
            close(folder(WORKING_DIRECTORY, "/proc/self/fd", true));
            close(folder(WORKING_DIRECTORY, "/proc/self", true));
        } catch (IOException e) {
            return false;
        }
        try {
            close(folder(WORKING_DIRECTORY, "/proc/self", false));
            return false;
        } catch (NotDirectoryException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Holds a folder.
    int folder(int parent, String name, boolean mayBeLink) throws IOException {
        return open(parent, name, onlyFolder | (mayBeLink ? 0 : noLink));
    }

    /// Holds whatever has this name, also a link itself.
    int anything(int parent, String name) throws IOException {
        return open(parent, name, noLink);
    }

    private int open(int parent, String name, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var held =
                    (int)
                            openat.invokeExact(
                                    state,
                                    parent,
                                    arena.allocateFrom(name),
                                    flags | O_PATH | O_CLOEXEC);
            if (held < 0) {
                throw failure((int) ERRNO.get(state, 0L), name);
            }
            return held;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives something another name, if that is free.
    ///
    /// @return false when the name is taken; empty when it cannot be done this way, which says
    ///   nothing about other ways
    Optional<Boolean> rename(int parent, String name, int newParent, String newName)
            throws NoSuchFileException {
        if (rename == null) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var failed =
                    (int)
                            rename.invokeExact(
                                    state,
                                    parent,
                                    arena.allocateFrom(name),
                                    newParent,
                                    arena.allocateFrom(newName),
                                    NO_REPLACING);
            if (failed == 0) {
                return Optional.of(true);
            }
            return switch ((int) ERRNO.get(state, 0L)) {
                case ENTRY_THERE -> Optional.of(false);
                case ENTRY_MISSING -> throw new NoSuchFileException(name);
                default -> Optional.empty();
            };
        } catch (NoSuchFileException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static IOException failure(int errno, String name) {
        return switch (errno) {
            case ENTRY_MISSING -> new NoSuchFileException(name);
            case NOT_A_FOLDER, IS_A_LINK -> new NotDirectoryException(name);
            case NOT_ALLOWED, ACCESS_DENIED -> new AccessDeniedException(name);
            case 23, 24 -> new FileSystemException(name, null, "Too many open files");
            case 36 -> new FileSystemException(name, null, "File name too long");
            case 107 -> new FileSystemException(name, null, "Transport endpoint is not connected");
            case 116 -> new FileSystemException(name, null, "Stale file handle");
            default -> new FileSystemException(name, null, "error " + errno);
        };
    }

    /// Lets go of what was held.
    void close(int held) {
        try {
            var _ = (int) close.invokeExact(held);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
