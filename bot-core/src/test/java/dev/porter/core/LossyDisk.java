package dev.porter.core;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A folder of this computer whose disk takes literally what it is told: a power cut leaves of a
/// file what was in it when it was forced last, and of a folder the names that were in it when that
/// was forced last. Who is to be watched uses the paths from [#root]; what goes by others is on the
/// disk when [#forced] is called. Of a write in the middle of which something happens the beginning
/// is on the disk.
public final class LossyDisk extends FileSystemProvider {
    private static final byte[] NOTHING = {};

    private final Path folder;
    private final Events events;
    private final FileSystem system;

    /// What each file has of what was forced, by what stays the same when it gets another name.
    private final Map<Object, byte[]> contents = new HashMap<>();

    /// The names in each folder that were forced.
    private final Map<Path, Map<Path, Object>> names = new HashMap<>();

    /// What is told of everything that changes the disk, before and after it. It may throw.
    @FunctionalInterface
    public interface Events {
        /// This is about to happen, or has happened.
        ///
        /// @param what such as "after disk force"
        /// @param where the file or folder
        void happen(String what, Path where) throws IOException;
    }

    /// Takes everything that is in the folder for forced.
    public LossyDisk(Path folder, Events events) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.events = events;
        this.system = new Names(folder.getFileSystem());
        Files.createDirectories(folder);
        try (var all = Files.walk(this.folder)) {
            for (var path : all.toList()) {
                if (Files.isDirectory(path)) {
                    force(path);
                } else {
                    contents.put(key(path), Files.readAllBytes(path));
                }
            }
        }
    }

    /// The folder, to be used in the place of the real path.
    public Path root() {
        return watched(folder);
    }

    /// What somebody else wrote to a file is on the disk, and so is its name.
    public synchronized void forced(Path file) throws IOException {
        var real = file.toAbsolutePath();
        force(real);
        namesIn(real.resolveSibling("")).put(real.getFileName(), key(real));
    }

    /// Makes another folder of what a power cut leaves of this one.
    public synchronized void leaves(Path image) throws IOException {
        leaves(folder, image);
    }

    private void leaves(Path directory, Path image) throws IOException {
        Files.createDirectories(image);
        for (var entry : namesIn(directory).entrySet()) {
            var now = directory.resolve(entry.getKey());
            var then = image.resolve(entry.getKey());
            if (names.containsKey(now)) {
                leaves(now, then);
                continue;
            }
            try {
                Files.copy(now, then, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException _) {
                // only its name is not forced yet to be gone
            }
            Files.write(then, contents.getOrDefault(entry.getValue(), NOTHING));
        }
    }

    private static Object key(Path file) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private Map<Path, Object> namesIn(Path directory) {
        return names.computeIfAbsent(directory.resolve(""), _ -> new HashMap<>());
    }

    private synchronized void force(Path real) throws IOException {
        if (!Files.isDirectory(real)) {
            contents.put(key(real), Files.readAllBytes(real));
            return;
        }
        var entries = namesIn(real);
        entries.clear();
        try (var all = Files.newDirectoryStream(real)) {
            for (var path : all) {
                try {
                    entries.put(path.getFileName(), key(path));
                } catch (NoSuchFileException _) {
                    // it has just gone
                }
            }
        }
    }

    /// A new file may have the number of one that is no more.
    private synchronized void isNew(Path real) throws IOException {
        contents.remove(key(real));
    }

    // Its paths are those of the real disk, but for whom they ask.

    private Path watched(Path real) {
        return (Path)
                Proxy.newProxyInstance(
                        LossyDisk.class.getClassLoader(),
                        new Class<?>[] {Path.class, Watched.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("getFileSystem")) {
                                return system;
                            }
                            if (method.getName().equals("real")) {
                                return real;
                            }
                            var others =
                                    arguments == null
                                            ? null
                                            : Arrays.stream(arguments)
                                                    .map(LossyDisk::unwrapped)
                                                    .toArray();
                            try {
                                var result = method.invoke(real, others);
                                return result instanceof Path path ? watched(path) : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private interface Watched {
        Path real();
    }

    private static @Nullable Object unwrapped(@Nullable Object one) {
        return one instanceof Watched watched ? watched.real() : one;
    }

    private static Path real(Path path) {
        return path instanceof Watched watched ? watched.real() : path;
    }

    private static FileSystemProvider provider(Path real) {
        return real.getFileSystem().provider();
    }

    private final class Names extends FileSystem {
        private final FileSystem all;

        Names(FileSystem all) {
            this.all = all;
        }

        @Override
        public FileSystemProvider provider() {
            return LossyDisk.this;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return all.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return all.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return all.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return all.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return watched(all.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            var matcher = all.getPathMatcher(pattern);
            return path -> matcher.matches(real(path));
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return all.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return all.newWatchService();
        }
    }

    @Override
    public String getScheme() {
        return "lossy";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return watched(Path.of(uri.getPath()));
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        var real = real(path);
        var writes =
                options.contains(StandardOpenOption.WRITE)
                        || options.contains(StandardOpenOption.APPEND);
        var fresh = writes && Files.notExists(real);
        var channel = provider(real).newFileChannel(real, options, attributes);
        if (fresh) {
            isNew(real);
        }
        return new Channel(channel, real);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
        var real = real(directory);
        var stream = provider(real).newDirectoryStream(real, path -> filter.accept(watched(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(stream.spliterator(), false)
                        .map(LossyDisk.this::watched)
                        .iterator();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        var real = real(directory);
        provider(real).createDirectory(real, attributes);
        synchronized (this) {
            var _ = namesIn(real);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        var real = real(path);
        if (Files.exists(real)) {
            events.happen("before disk delete", real);
        }
        provider(real).delete(real);
        events.happen("after disk delete", real);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        var real = real(target);
        events.happen("before disk move", real);
        provider(real).move(real(source), real, options);
        events.happen("after disk move", real);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return Files.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        provider(real(path)).checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
            throws IOException {
        var _ = Files.setAttribute(real(path), attribute, value, options);
    }

    private final class Channel extends FileChannel {
        private static final int TORN_AFTER = 3;

        private final FileChannel real;
        private final Path path;

        Channel(FileChannel real, Path path) {
            this.real = real;
            this.path = path;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return real.read(into);
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) throws IOException {
            return real.read(into, offset, length);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            events.happen("before disk write", path);
            try {
                events.happen("in the middle of disk write", path);
            } catch (IOException | RuntimeException | Error e) {
                real.write(bytes.slice(bytes.position(), Math.min(TORN_AFTER, bytes.remaining())));
                LossyDisk.this.force(path);
                throw e;
            }
            return real.write(bytes);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return real.write(bytes, offset, length);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return real.write(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            events.happen("before disk force", path);
            LossyDisk.this.force(path);
            events.happen("after disk force", path);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target)
                throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count)
                throws IOException {
            return real.transferFrom(source, position, count);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return real.map(mode, position, size);
        }

        @Override
        public @Nullable FileLock lock(long position, long size, boolean shared)
                throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared)
                throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
