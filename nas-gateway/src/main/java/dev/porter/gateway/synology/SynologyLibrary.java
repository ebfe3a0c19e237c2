package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.UserName;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A person's own space in Synology Photos, in their own session.
final class SynologyLibrary implements PhotoLibrary {
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;
    private static final long LARGEST_THUMBNAIL = 4L << 20;
    private static final int MOST_ADDED = 500;
    private static final int INVALID_PARAMETER = 120;

    private final DsmClient client;
    private final UserName owner;

    SynologyLibrary(DsmClient client, UserName owner) {
        this.client = client;
        this.owner = owner;
    }

    @Override
    public List<Day> days() {
        var call = DsmCall.ask(DsmApi.PHOTO_TIMELINE, "get").with("timeline_group_unit", "day");
        // A day that is on several of DSM's pages is on each of them with its full count.
        var days = new LinkedHashMap<LocalDate, Day>();
        for (var section : DsmAnswers.elements(ask(call).path("section"))) {
            for (var day : DsmAnswers.elements(section.path("list"))) {
                day(day).ifPresent(read -> days.putIfAbsent(read.date(), read));
            }
        }
        return List.copyOf(days.values());
    }

    static Optional<Day> day(JsonNode day) {
        try {
            var date =
                    LocalDate.of(
                            (int) DsmAnswers.number(day.path("year"), -1),
                            (int) DsmAnswers.number(day.path("month"), -1),
                            (int) DsmAnswers.number(day.path("day"), -1));
            return Optional.of(new Day(date, (int) DsmAnswers.number(day.path("item_count"), 0)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Folder> folders(long parent) {
        var call =
                DsmCall.ask(DsmApi.PHOTO_FOLDERS, "list")
                        .with("sort_by", "filename")
                        .with("sort_direction", "asc");
        return all(parent == 0 ? call : call.with("id", parent), SynologyLibrary::folder);
    }

    /// DSM names a folder with the whole way to it.
    private static Optional<Folder> folder(JsonNode folder) {
        var id = DsmAnswers.number(folder.path("id"), 0);
        var path = DsmAnswers.text(folder.path("name"));
        var name = path.substring(path.lastIndexOf('/') + 1);
        return id > 0 && !name.isBlank() ? Optional.of(new Folder(id, name)) : Optional.empty();
    }

    @Override
    public List<Album> albums() {
        var call =
                DsmCall.ask(DsmApi.PHOTO_ALBUMS, "list")
                        .with("sort_by", "create_time")
                        .with("sort_direction", "desc");
        return all(call, SynologyLibrary::album);
    }

    static Optional<Album> album(JsonNode album) {
        var id = DsmAnswers.number(album.path("id"), 0);
        return id <= 0
                ? Optional.empty()
                : Optional.of(
                        new Album(
                                id,
                                DsmAnswers.text(album.path("name")),
                                (int) DsmAnswers.number(album.path("item_count"), 0),
                                DsmAnswers.text(album.path("type")).equals("normal")));
    }

    private <T> List<T> all(DsmCall call, Function<JsonNode, Optional<T>> reader) {
        var all = new ArrayList<T>();
        for (int page = 0; page < MOST_PAGES; page++) {
            var found =
                    DsmAnswers.elements(
                            ask(call.with("offset", page * PAGE).with("limit", PAGE)).path("list"));
            found.forEach(one -> reader.apply(one).ifPresent(all::add));
            if (found.size() < PAGE) {
                break;
            }
        }
        return List.copyOf(all);
    }

    @Override
    public List<Photo> photos(View view, int offset, int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("The limit is 1 to 500.");
        }
        var list =
                DsmCall.ask(DsmApi.PHOTO_ITEMS, "list")
                        .with("offset", offset)
                        .with("limit", limit)
                        .with("sort_by", "takentime")
                        .with("sort_direction", "desc");
        var call =
                switch (view) {
                    case View.Everything _ -> list;
                    // Both ends belong to it; a day is one of the camera's, kept as if it was UTC.
                    case View.OfDay(var day) ->
                            list.with(
                                            "start_time",
                                            day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                                    .with(
                                            "end_time",
                                            day.plusDays(1)
                                                            .atStartOfDay(ZoneOffset.UTC)
                                                            .toEpochSecond()
                                                    - 1);
                    case View.OfFolder(var folder) -> list.with("folder_id", folder);
                    case View.OfAlbum(var album) -> list.with("album_id", album);
                };
        return DsmAnswers.elements(ask(call).path("list")).stream()
                .flatMap(item -> photo(item).stream())
                .toList();
    }

    static Optional<Photo> photo(JsonNode item) {
        var id = DsmAnswers.number(item.path("id"), 0);
        var size = DsmAnswers.number(item.path("filesize"), -1);
        var name = DsmAnswers.text(item.path("filename"));
        if (id <= 0 || size < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        var taken = Instant.ofEpochSecond(DsmAnswers.number(item.path("time"), 0));
        return Optional.of(
                new Photo(
                        id,
                        name,
                        size,
                        LocalDate.ofInstant(taken, ZoneOffset.UTC),
                        DsmAnswers.text(item.path("type")).equals("video")));
    }

    @Override
    public Optional<Photo> find(long photo) {
        return item(photo).flatMap(SynologyLibrary::photo);
    }

    private Optional<JsonNode> item(long photo) {
        var call =
                DsmCall.ask(DsmApi.PHOTO_ITEMS, "get")
                        .with("id", List.of(photo))
                        .with("additional", List.of("thumbnail"));
        try {
            return DsmAnswers.elements(client.call(call).path("list")).stream()
                    .filter(item -> DsmAnswers.number(item.path("id"), 0) == photo)
                    .findFirst();
        } catch (DsmRefusal refusal) {
            if (isOfSomethingElse(refusal)) {
                return Optional.empty();
            }
            throw refusal.about(owner);
        }
    }

    /// Whether it is not there, or somebody else's: no source tells Photos' codes apart.
    private static boolean isOfSomethingElse(DsmRefusal refusal) {
        return (refusal.kind() == Kind.BROKEN && refusal.isOfApi())
                || refusal.code() == INVALID_PARAMETER;
    }

    @Override
    public Optional<byte[]> thumbnail(long photo) {
        var item = item(photo);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        var known = item.get().path("additional").path("thumbnail");
        var call =
                DsmCall.ask(DsmApi.PHOTO_THUMBNAIL, "get")
                        .with("id", DsmAnswers.number(known.path("unit_id"), photo))
                        .with("cache_key", DsmAnswers.text(known.path("cache_key")))
                        .with("type", "unit")
                        .with("size", "m");
        try {
            return client.fetch(call, LARGEST_THUMBNAIL);
        } catch (DsmRefusal refusal) {
            if (isOfSomethingElse(refusal)) {
                return Optional.empty();
            }
            throw refusal.about(owner);
        } catch (IOException e) {
            throw DsmHttp.failure(e);
        }
    }

    @Override
    public InputStream open(Photo photo) throws IOException {
        var call =
                DsmCall.ask(DsmApi.PHOTO_DOWNLOAD, "download")
                        .with("unit_id", List.of(photo.id()))
                        .with("item_id", List.of(photo.id()));
        try {
            return new DsmDownload(
                    client,
                    call,
                    photo.size(),
                    0,
                    () -> find(photo.id()).equals(Optional.of(photo)));
        } catch (DsmRefusal refusal) {
            throw isOfSomethingElse(refusal)
                    ? new NasException(Kind.NOT_FOUND, "DSM has no such picture.", refusal)
                    : refusal.about(owner);
        }
    }

    @Override
    public Album createAlbum(String name, List<Long> photos) {
        var answer =
                ask(
                        DsmCall.order(DsmApi.PHOTO_OWN_ALBUMS, "create")
                                .with("name", name)
                                .with("item", mostAdded(photos)));
        var album =
                album(answer.path("album"))
                        .orElseThrow(() -> new NasException(Kind.BROKEN, "DSM made no album."));
        requireAdded(answer);
        return albums().stream()
                .filter(made -> made.id() == album.id())
                .findFirst()
                .orElseThrow(() ->
                        new NasException(Kind.BROKEN, "DSM made an album that is not there."));
    }

    @Override
    public void addToAlbum(long album, List<Long> photos) {
        var known = albums().stream().filter(one -> one.id() == album).findFirst();
        if (known.isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "DSM has no such album.");
        }
        if (!known.get().open()) {
            throw new NasException(Kind.INVALID, "That album fills itself.");
        }
        requireAdded(
                ask(
                        DsmCall.order(DsmApi.PHOTO_OWN_ALBUMS, "add_item")
                                .with("id", album)
                                .with("item", mostAdded(photos))));
    }

    private static List<Long> mostAdded(List<Long> photos) {
        if (photos.size() > MOST_ADDED) {
            throw new IllegalArgumentException("At most 500 at once.");
        }
        return List.copyOf(photos);
    }

    /// A success that names errors is none.
    private static void requireAdded(JsonNode answer) {
        if (!DsmAnswers.elements(answer.path("error_list")).isEmpty()) {
            throw new NasException(Kind.INVALID, "DSM did not take all pictures into the album.");
        }
    }

    private JsonNode ask(DsmCall call) {
        return DsmRefusal.told(owner, () -> client.call(call));
    }
}
