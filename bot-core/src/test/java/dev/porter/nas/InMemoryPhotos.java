package dev.porter.nas;

import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException.Kind;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The photo libraries of a NAS for tests. Each phone has one folder.
public final class InMemoryPhotos implements Photos {
    private static final Comparator<Item> NEWEST_FIRST =
            Comparator.comparing(Item::taken).reversed().thenComparingLong(Item::id);

    private final NasAccounts users;
    private final Map<Long, Item> items = new LinkedHashMap<>();
    private final Map<Long, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<Long, Filled> albums = new TreeMap<>(Comparator.reverseOrder());
    private final Map<UserName, Library> open = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private boolean phonesHidden;
    private long next = 1;

    private record Item(
            long id, UserName owner, String phone, String name, long size, Instant taken) {
        LocalDate day() {
            return LocalDate.ofInstant(taken, ZoneOffset.UTC);
        }

        PhotoLibrary.Photo photo() {
            return new PhotoLibrary.Photo(id, name, size, day(), name.endsWith(".mp4"));
        }
    }

    private record Filled(UserName owner, String name, Set<Long> photos) {}

    InMemoryPhotos(NasAccounts users) {
        this.users = users;
    }

    /// Has a phone store a picture.
    ///
    /// @return its number
    public synchronized long arrive(
            UserName owner, String phone, String name, byte[] content, Instant taken) {
        var id = next++;
        items.put(id, new Item(id, owner, phone, name, content.length, taken));
        contents.put(id, content.clone());
        return id;
    }

    /// Says whether users may use their libraries.
    public void permit(boolean permitted) {
        closed = !permitted;
    }

    /// Says whether nobody can be told which phones there are.
    public synchronized void hidePhones(boolean hidden) {
        phonesHidden = hidden;
    }

    /// Ends all sessions.
    public void endSessions() {
        open.values().forEach(library -> library.ended = true);
    }

    @Override
    public synchronized List<Phone> phones(UserName owner) {
        if (phonesHidden) {
            throw new NasException(Kind.AWAY, "The NAS does not answer.");
        }
        var newest = new HashMap<String, Instant>();
        of(owner)
                .forEach(item ->
                        newest.merge(item.phone, item.taken, (a, b) -> a.isAfter(b) ? a : b));
        return newest.entrySet().stream()
                .map(phone -> new Phone(phone.getKey(), phone.getValue()))
                .sorted(Comparator.comparing(Phone::newest).reversed())
                .toList();
    }

    private List<Item> of(UserName owner) {
        return items.values().stream()
                .filter(item -> item.owner.equals(owner))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    @Override
    public LogIn open(UserName owner, Secret password, @Nullable Secret code) {
        var answer = users.logIn(owner, password, code);
        if (answer == LogIn.ACCEPTED) {
            open.put(owner, new Library(owner));
        }
        return answer;
    }

    @Override
    public Optional<PhotoLibrary> library(UserName owner) {
        return Optional.ofNullable(open.get(owner));
    }

    @Override
    public void close(UserName owner) {
        open.remove(owner);
    }

    private final class Library implements PhotoLibrary {
        private final UserName owner;
        private volatile boolean ended;

        Library(UserName owner) {
            this.owner = owner;
        }

        private List<Item> items() {
            if (ended) {
                close(owner);
                throw new NasException(Kind.NOT_SIGNED_IN, "The session has ended.");
            }
            if (closed) {
                throw new NasException(Kind.NOT_PERMITTED, "No privilege.");
            }
            synchronized (InMemoryPhotos.this) {
                return of(owner);
            }
        }

        private List<String> phones() {
            return items().stream().map(Item::phone).distinct().sorted().toList();
        }

        @Override
        public List<Day> days() {
            var days =
                    items().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Item::day, LinkedHashMap::new, Collectors.counting()));
            return days.entrySet().stream()
                    .map(day -> new Day(day.getKey(), day.getValue().intValue()))
                    .toList();
        }

        @Override
        public List<Folder> folders(long parent) {
            var folders = new ArrayList<Folder>();
            if (parent == 0) {
                for (var phone : phones()) {
                    folders.add(new Folder(folders.size() + 1L, phone));
                }
            }
            return folders;
        }

        @Override
        public List<Album> albums() {
            var _ = items();
            return albums.entrySet().stream()
                    .filter(album -> album.getValue().owner.equals(owner))
                    .map(album -> album(album.getKey(), album.getValue()))
                    .toList();
        }

        private static Album album(long id, Filled album) {
            return new Album(id, album.name, album.photos.size(), true);
        }

        @Override
        public List<Photo> photos(View view, int offset, int limit) {
            return items().stream()
                    .filter(item ->
                            switch (view) {
                                case View.Everything _ -> true;
                                case View.OfDay(var day) -> item.day().equals(day);
                                case View.OfFolder(var folder) ->
                                        phones().indexOf(item.phone) + 1 == folder;
                                case View.OfAlbum(var id) -> {
                                    var album = albums.get(id);
                                    yield album != null && album.photos.contains(item.id);
                                }
                            })
                    .skip(offset)
                    .limit(limit)
                    .map(Item::photo)
                    .toList();
        }

        @Override
        public Optional<Photo> find(long photo) {
            return items().stream().filter(item -> item.id == photo).map(Item::photo).findFirst();
        }

        @Override
        public Optional<byte[]> thumbnail(long photo) {
            return find(photo).map(_ -> new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        }

        @Override
        public InputStream open(Photo photo) {
            return items().stream()
                    .filter(item -> item.id == photo.id())
                    .map(item ->
                            new ByteArrayInputStream(contents.getOrDefault(item.id, new byte[0])))
                    .findFirst()
                    .orElseThrow(
                            () -> new NasException(Kind.NOT_FOUND, "There is no such picture."));
        }

        @Override
        public Album createAlbum(String name, List<Long> photos) {
            var _ = items();
            var id = next++;
            var album = new Filled(owner, name, new LinkedHashSet<>(photos));
            albums.put(id, album);
            return album(id, album);
        }

        @Override
        public void addToAlbum(long album, List<Long> photos) {
            var _ = items();
            var known = albums.get(album);
            if (known == null || !known.owner.equals(owner)) {
                throw new NasException(Kind.NOT_FOUND, "There is no such album.");
            }
            known.photos.addAll(photos);
        }
    }
}
