package dev.porter.nas;

import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.ShareLink.Use;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A NAS for tests: keeps everything in memory, and fails when told to.
public final class InMemoryNas implements Nas {
    private static final long CAPACITY = 1L << 40;
    private static final Comparator<NasEntry> FOLDERS_FIRST =
            Comparator.comparing(NasEntry::folder)
                    .reversed()
                    .thenComparing(entry -> entry.path().name(), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(entry -> entry.path().name());

    private final Map<NasPath, Kind> unreadable = new HashMap<>();
    private final Map<NasPath, Kind> unlisted = new HashMap<>();
    private final Set<NasPath> breakingOff = new HashSet<>();
    private final Map<UserName, Pause> pauses = new ConcurrentHashMap<>();
    private final Object monitor = new Object();
    private final Map<UserName, SortedMap<String, Node>> homes = new HashMap<>();
    private final NasFiles files = new Files();
    private final @Nullable InMemoryUsers users;
    private final @Nullable InMemoryPhotos photos;
    private final Map<String, ShareLink> links = new LinkedHashMap<>();
    private int linksMade;
    private boolean takesRequests = true;
    private @Nullable Saying alarm;
    private boolean away;
    private OptionalLong quota = OptionalLong.empty();
    private long free = CAPACITY;
    private Instant changed = Instant.EPOCH;

    public InMemoryNas() {
        this(null);
    }

    private InMemoryNas(@Nullable InMemoryUsers users) {
        this.users = users;
        this.photos = users == null ? null : new InMemoryPhotos(users.on(this::answer, files));
    }

    /// A NAS that keeps users of its own, and a photo library for each.
    public static InMemoryNas withUsers() {
        return new InMemoryNas(new InMemoryUsers());
    }

    /// Has something that an administrator has to put right.
    public void alarm(String english, Object... values) {
        synchronized (monitor) {
            alarm = sentence(english, values);
        }
    }

    /// Has nothing to be put right any more.
    public void calm() {
        synchronized (monitor) {
            alarm = null;
        }
    }

    @Override
    public Optional<Saying> alarm() {
        synchronized (monitor) {
            return Optional.ofNullable(alarm);
        }
    }

    /// The photo libraries that it keeps.
    public InMemoryPhotos library() {
        return Objects.requireNonNull(photos, "This NAS keeps no photo libraries.");
    }

    @Override
    public Optional<Photos> photos() {
        return Optional.ofNullable(photos);
    }

    /// Whether it has links for putting files into a folder; it does at first.
    public void takesRequests(boolean does) {
        synchronized (monitor) {
            takesRequests = does;
        }
    }

    /// The users that it keeps.
    public InMemoryUsers users() {
        return Objects.requireNonNull(users, "This NAS keeps no users.");
    }

    private sealed interface Node {}

    private enum Folder implements Node {
        FOLDER
    }

    private static final class Content implements Node {
        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /// From now on every call fails with `AWAY`.
    public void away() {
        synchronized (monitor) {
            away = true;
        }
    }

    /// Answers again, with everything as it was.
    public void back() {
        synchronized (monitor) {
            away = false;
        }
    }

    private record Pause(long after, Runnable until) {}

    /// Takes no more of the next file for a home after so many bytes of it, until this is over.
    public void pause(UserName home, long after, Runnable until) {
        pauses.put(home, new Pause(after, until));
    }

    /// Says of everything that it was changed then; at first, that it is as old as can be.
    public void changed(Instant when) {
        synchronized (monitor) {
            changed = when;
        }
    }

    /// Gives every account a quota in bytes.
    public void limit(long bytes) {
        synchronized (monitor) {
            quota = OptionalLong.of(bytes);
        }
    }

    /// Says from now on that so many bytes are free.
    public void free(long bytes) {
        synchronized (monitor) {
            free = bytes;
        }
    }

    /// Changes a stored file behind everybody's back, as bad hardware does.
    public void corrupt(NasPath path) {
        synchronized (monitor) {
            var bytes = bytes(path);
            if (bytes.length == 0) {
                bytes = new byte[1];
            } else {
                bytes[bytes.length / 2] ^= 1;
            }
            home(path.home()).put(path.path(), new Content(bytes));
        }
    }

    /// Lets nobody read a stored file to its end any more.
    public void breakOff(NasPath path) {
        synchronized (monitor) {
            breakingOff.add(path);
        }
    }

    /// Lets nobody read a stored file, or look into a folder, any more, as a bad sector does.
    ///
    /// @param how the NAS fails then
    public void unreadable(NasPath path, Kind how) {
        synchronized (monitor) {
            unreadable.put(path, how);
        }
    }

    /// Lets everybody read it, or look into it, again.
    public void readable(NasPath path) {
        synchronized (monitor) {
            unreadable.remove(path);
        }
    }

    /// Lets nobody even look up a stored file any more, as a folder that nobody may enter does.
    ///
    /// @param how the NAS fails then
    public void unlisted(NasPath path, Kind how) {
        synchronized (monitor) {
            unlisted.put(path, how);
            unreadable.put(path, how);
        }
    }

    /// The content of a stored file, for an assertion; works while the NAS is away.
    public byte[] bytes(NasPath path) {
        synchronized (monitor) {
            return content(path).bytes.clone();
        }
    }

    /// Every file in an account's home, for an assertion; works while the NAS is away.
    public List<NasPath> allFiles(UserName owner) {
        synchronized (monitor) {
            return homes.getOrDefault(owner, new TreeMap<>()).entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Content)
                    .map(entry -> new NasPath(owner, entry.getKey()))
                    .toList();
        }
    }

    @Override
    public String place() {
        return "the memory of a test";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("porter.nas.memory.size", "as large as it gets");
    }

    @Override
    public Health health() {
        synchronized (monitor) {
            return away
                    ? new Health(false, sentence("The NAS does not answer."), -1)
                    : new Health(true, sentence("The NAS is ready."), free);
        }
    }

    @Override
    public NasFiles files() {
        return files;
    }

    @Override
    public Optional<NasAccounts> accounts() {
        if (users == null) {
            return Optional.empty();
        }
        synchronized (monitor) {
            return Optional.of(users.on(this::answer, files));
        }
    }

    @Override
    public Optional<ShareLinks> shareLinks() {
        return Optional.of(new Links());
    }

    private final class Links implements ShareLinks {
        @Override
        public ShareLink create(NasPath file, LocalDate lastDay, Secret password) {
            synchronized (monitor) {
                answer();
                content(file);
                return make(Use.FETCH, file, lastDay, password);
            }
        }

        @Override
        public Optional<FileRequests> requests() {
            synchronized (monitor) {
                return takesRequests ? Optional.of(this::request) : Optional.empty();
            }
        }

        private ShareLink request(NasPath folder, LocalDate lastDay, Secret password) {
            synchronized (monitor) {
                answer();
                if (!(node(folder) instanceof Folder)) {
                    throw new NasException(Kind.NOT_FOUND, "There is no folder " + folder + ".");
                }
                return make(Use.PUT, folder, lastDay, password);
            }
        }

        private ShareLink make(Use use, NasPath path, LocalDate lastDay, Secret password) {
            var id = "link-" + ++linksMade;
            var link =
                    new ShareLink(
                            id,
                            use,
                            path,
                            URI.create("https://nas.example.org/sharing/" + id),
                            Optional.of(lastDay),
                            !password.reveal().isEmpty(),
                            true);
            links.put(id, link);
            return link;
        }

        @Override
        public List<ShareLink> list(UserName owner) {
            synchronized (monitor) {
                answer();
                return links.values().stream()
                        .filter(link -> link.path().home().equals(owner))
                        .toList();
            }
        }

        @Override
        public boolean revoke(UserName owner, String id) {
            synchronized (monitor) {
                answer();
                return links.values()
                        .removeIf(link -> link.id().equals(id) && link.path().home().equals(owner));
            }
        }
    }

    private void answer() {
        if (away) {
            throw new NasException(Kind.AWAY, "The NAS does not answer.");
        }
    }

    private SortedMap<String, Node> home(UserName owner) {
        var home = homes.get(owner);
        if (home == null) {
            throw new NasException(Kind.NOT_FOUND, "There is no home of " + owner + ".");
        }
        return home;
    }

    private @Nullable Node node(NasPath path) {
        var home = homes.get(path.home());
        return home == null ? null : home.get(path.path());
    }

    private Content content(NasPath path) {
        if (node(path) instanceof Content content) {
            return content;
        }
        throw new NasException(Kind.NOT_FOUND, "There is no file " + path + ".");
    }

    private Stream<NasEntry> below(NasPath folder) {
        var prefix = folder.path().isEmpty() ? "" : folder.path() + "/";
        return home(folder.home()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getKey().isEmpty())
                .map(entry -> entry(new NasPath(folder.home(), entry.getKey()), entry.getValue()));
    }

    private NasEntry entry(NasPath path, Node node) {
        return switch (node) {
            case Folder.FOLDER -> new NasEntry(path, true, 0, changed);
            case Content content -> new NasEntry(path, false, content.bytes.length, changed);
        };
    }

    private void makeFolders(NasPath folder) {
        var home = home(folder.home());
        for (var path = folder; !path.path().isEmpty(); path = path.parent()) {
            if (node(path) instanceof Content) {
                throw new NasException(Kind.EXISTS, path + " is a file.");
            }
        }
        for (var path = folder; !path.path().isEmpty(); path = path.parent()) {
            home.putIfAbsent(path.path(), Folder.FOLDER);
        }
    }

    private long used(UserName owner) {
        return home(owner).values().stream()
                .mapToLong(node -> node instanceof Content content ? content.bytes.length : 0)
                .sum();
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("The limit is 1 to 1,000.");
        }
    }

    private final class Files implements NasFiles {
        @Override
        public boolean createHome(UserName owner) {
            synchronized (monitor) {
                answer();
                if (homes.containsKey(owner)) {
                    return false;
                }
                var home = new TreeMap<String, Node>();
                home.put("", Folder.FOLDER);
                homes.put(owner, home);
                return true;
            }
        }

        @Override
        public boolean removeEmptyHome(UserName owner) {
            synchronized (monitor) {
                answer();
                var home = homes.get(owner);
                if (home != null && home.values().stream().anyMatch(Content.class::isInstance)) {
                    return false;
                }
                homes.remove(owner);
                return true;
            }
        }

        @Override
        public Optional<NasEntry> stat(NasPath path) {
            synchronized (monitor) {
                answer();
                var how = unlisted.get(path);
                if (how != null) {
                    throw new NasException(how, path + " cannot be looked up.");
                }
                return Optional.ofNullable(node(path)).map(node -> entry(path, node));
            }
        }

        @Override
        public List<NasEntry> list(NasPath folder, int offset, int limit) {
            requireLimit(limit);
            synchronized (monitor) {
                answer();
                requireReadable(folder);
                if (!(node(folder) instanceof Folder)) {
                    throw new NasException(Kind.NOT_FOUND, "There is no folder " + folder + ".");
                }
                return below(folder)
                        .filter(entry -> entry.path().parent().equals(folder))
                        .sorted(FOLDERS_FIRST)
                        .skip(offset)
                        .limit(limit)
                        .toList();
            }
        }

        @Override
        public List<NasEntry> search(NasPath folder, String text, int limit) {
            requireLimit(limit);
            var wanted = text.toLowerCase(Locale.ROOT);
            synchronized (monitor) {
                answer();
                if (!(node(folder) instanceof Folder)) {
                    return List.of();
                }
                return below(folder)
                        .filter(entry -> !hidden(folder, entry.path()))
                        .filter(entry ->
                                entry.path().name().toLowerCase(Locale.ROOT).contains(wanted))
                        .limit(limit)
                        .toList();
            }
        }

        private static boolean hidden(NasPath folder, NasPath path) {
            var start = folder.path().isEmpty() ? 0 : folder.path().length() + 1;
            return ("/" + path.path().substring(start)).contains("/.");
        }

        @Override
        public void createFolder(NasPath folder) {
            synchronized (monitor) {
                answer();
                makeFolders(folder);
            }
        }

        @Override
        public long write(NasPath path, InputStream content, long size) throws IOException {
            synchronized (monitor) {
                answer();
                home(path.home());
                requireFree(path);
                requireRoom(path.home(), Math.max(size, 0));
            }
            var bytes = read(content, size, pauses.remove(path.home()));
            synchronized (monitor) {
                answer();
                requireFree(path);
                requireRoom(path.home(), bytes.length);
                makeFolders(path.parent());
                home(path.home()).put(path.path(), new Content(bytes));
            }
            return bytes.length;
        }

        private static byte[] read(InputStream content, long size, @Nullable Pause pause)
                throws IOException {
            var next = pause;
            var bytes = new ByteArrayOutputStream();
            var buffer = new byte[64 * 1024];
            for (int n; (n = content.read(buffer)) >= 0; ) {
                bytes.write(buffer, 0, n);
                if (next != null && bytes.size() >= next.after()) {
                    next.until().run();
                    next = null;
                }
                if (size >= 0 && bytes.size() > size) {
                    break;
                }
            }
            if (size >= 0 && bytes.size() != size) {
                throw new IOException("The content does not have " + size + " bytes.");
            }
            return bytes.toByteArray();
        }

        private void requireFree(NasPath path) {
            if (node(path) != null) {
                throw new NasException(Kind.EXISTS, path + " is there already.");
            }
        }

        private void requireRoom(UserName owner, long bytes) {
            if (quota.isPresent() && used(owner) + bytes > quota.getAsLong()) {
                throw new NasException(Kind.NO_SPACE, "The quota of " + owner + " is full.");
            }
        }

        private byte[] readable(NasPath path) {
            requireReadable(path);
            return content(path).bytes;
        }

        private void requireReadable(NasPath path) {
            var how = unreadable.get(path);
            if (how != null) {
                throw new NasException(how, path + " cannot be read.");
            }
        }

        private static InputStream broken() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Input/output error");
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return read();
                }
            };
        }

        @Override
        public boolean matches(NasPath path, Fingerprint expected) {
            byte[] bytes;
            synchronized (monitor) {
                answer();
                bytes = readable(path);
            }
            return bytes.length == expected.size()
                    && fingerprint(bytes).sha256().equals(expected.sha256());
        }

        @Override
        public boolean move(NasPath from, NasPath to) {
            if (!from.home().equals(to.home())
                    || from.path().isEmpty()
                    || to.path().startsWith(from.path() + "/")) {
                throw new NasException(Kind.INVALID, from + " cannot be moved to " + to + ".");
            }
            synchronized (monitor) {
                answer();
                if (node(from) == null) {
                    throw new NasException(Kind.NOT_FOUND, "There is no " + from + ".");
                }
                if (node(to) != null) {
                    return false;
                }
                makeFolders(to.parent());
                var home = home(from.home());
                var moved = new TreeMap<String, Node>();
                home.forEach((path, node) -> {
                    if (path.equals(from.path()) || path.startsWith(from.path() + "/")) {
                        moved.put(path, node);
                    }
                });
                home.keySet().removeAll(moved.keySet());
                moved.forEach((path, node) ->
                        home.put(to.path() + path.substring(from.path().length()), node));
                return true;
            }
        }

        @Override
        public InputStream open(NasPath path, long offset) {
            synchronized (monitor) {
                answer();
                var bytes = readable(path);
                var start = (int) Math.min(offset, bytes.length);
                if (breakingOff.contains(path)) {
                    var half = new ByteArrayInputStream(bytes, start, (bytes.length - start) / 2);
                    return new SequenceInputStream(half, broken());
                }
                return new ByteArrayInputStream(bytes, start, bytes.length - start);
            }
        }

        @Override
        public boolean delete(NasPath path) {
            synchronized (monitor) {
                answer();
                if (node(path) == null) {
                    return false;
                }
                if (path.path().isEmpty() || below(path).findAny().isPresent()) {
                    throw new NasException(Kind.NOT_PERMITTED, path + " is not empty.");
                }
                home(path.home()).remove(path.path());
                return true;
            }
        }

        @Override
        public Space space(UserName owner) {
            synchronized (monitor) {
                answer();
                var used = used(owner);
                return new Space(used, quota, CAPACITY - used);
            }
        }
    }

    /// What identifies these bytes.
    public static Fingerprint fingerprint(byte[] bytes) {
        try {
            return new Fingerprint(
                    bytes.length,
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What identifies this text in UTF-8.
    public static Fingerprint fingerprint(String text) {
        return fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }
}
