package dev.porter.gateway.synology.simulator;

import dev.porter.gateway.synology.simulator.Disk.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Synology Photos, as far as each user's own space goes. It shows nobody the pictures of others.
final class Foto {
    private static final int ON_A_PAGE = 3;
    private static final String HOME = "/homes/";
    private static final byte[] THUMBNAIL = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    private final Disk disk;
    private final Profile profile;
    private final Map<Integer, Item> items = new LinkedHashMap<>();
    private final List<Folder> folders = new ArrayList<>();
    private final Map<Integer, Album> albums = new TreeMap<>(Comparator.reverseOrder());
    private int next = 1;

    private record Item(int id, String owner, String name, String path, int folder, long time) {
        LocalDate day() {
            return LocalDate.ofInstant(Instant.ofEpochSecond(time), ZoneOffset.UTC);
        }
    }

    private record Folder(int id, String owner, String path, int parent) {}

    private record Album(int id, String owner, String name, Set<Integer> items) {}

    Foto(Disk disk, Profile profile) {
        this.disk = disk;
        this.profile = profile;
    }

    /// A phone stores a picture.
    synchronized int arrive(String owner, String phone, String name, byte[] content, Instant taken)
            throws IOException {
        var month = taken.atZone(ZoneOffset.UTC);
        var way =
                "MobileBackup/%s/%04d/%02d"
                        .formatted(phone, month.getYear(), month.getMonthValue());
        var folder = disk.makeFolders(HOME + owner + "/Photos/" + way);
        var file = disk.incoming();
        Files.write(file, content);
        disk.put(folder, name, file);
        var path = folder.path() + "/" + name;
        disk.find(path).orElseThrow().modified(taken.getEpochSecond());
        var item = new Item(next++, owner, name, path, folder(owner, way), taken.getEpochSecond());
        items.put(item.id(), item);
        return item.id();
    }

    private int folder(String owner, String way) {
        var parent = 0;
        var path = "";
        for (var name : way.split("/", -1)) {
            path = path + "/" + name;
            var here = path;
            var above = parent;
            parent =
                    folders.stream()
                            .filter(one -> one.owner().equals(owner) && one.path().equals(here))
                            .findFirst()
                            .orElseGet(() -> made(new Folder(next++, owner, here, above)))
                            .id();
        }
        return parent;
    }

    private Folder made(Folder folder) {
        folders.add(folder);
        return folder;
    }

    synchronized Object answer(String api, Request request, Session session) {
        var owner = session.account().name;
        return switch (api.substring("SYNO.Foto.".length()) + "." + request.text("method")) {
            case "Browse.Timeline.get" -> timeline(owner);
            case "Browse.Item.list" -> list(request, described(chosen(request, owner)));
            case "Browse.Item.get" -> Map.of("list", described(named(request, "id", owner)));
            case "Browse.Folder.list" -> list(request, folders(request, owner));
            case "Browse.Album.list" ->
                    list(
                            request,
                            albums.values().stream()
                                    .filter(album -> album.owner().equals(owner))
                                    .map(Foto::described)
                                    .toList());
            case "Browse.NormalAlbum.create" -> create(request, owner);
            case "Browse.NormalAlbum.add_item" -> add(request, owner);
            default -> throw new Refusal(103);
        };
    }

    private List<Item> of(String owner) {
        return items.values().stream()
                .filter(item -> item.owner().equals(owner))
                .sorted(Comparator.comparingLong(Item::time).reversed().thenComparing(Item::id))
                .toList();
    }

    /// In sections, as the app pages through them; a day that goes over a page is in both.
    private Map<String, Object> timeline(String owner) {
        var all = of(owner);
        var sections = new ArrayList<Map<String, Object>>();
        for (int from = 0; from < all.size(); from += ON_A_PAGE) {
            var page = all.subList(from, Math.min(all.size(), from + ON_A_PAGE));
            var days = new LinkedHashMap<LocalDate, Long>();
            page.forEach(item ->
                    days.put(
                            item.day(),
                            all.stream().filter(one -> one.day().equals(item.day())).count()));
            var list = new ArrayList<Map<String, Object>>();
            days.forEach((day, count) ->
                    list.add(
                            Map.of(
                                    "day", day.getDayOfMonth(),
                                    "item_count", count,
                                    "month", day.getMonthValue(),
                                    "year", day.getYear())));
            sections.add(Map.of("limit", page.size(), "list", list, "offset", 0));
        }
        return Map.of("section", sections);
    }

    private List<Item> chosen(Request request, String owner) {
        var start = request.number("start_time", 0);
        var end = request.number("end_time", Integer.MAX_VALUE);
        var folder = request.number("folder_id", 0);
        var album = request.number("album_id", 0);
        return of(owner).stream()
                .filter(item -> item.time() >= start && item.time() <= end)
                .filter(item -> folder == 0 || item.folder() == folder)
                .filter(item -> album == 0 || albumOf(album, owner).items().contains(item.id()))
                .toList();
    }

    private Album albumOf(int id, String owner) {
        return Optional.ofNullable(albums.get(id))
                .filter(album -> album.owner().equals(owner))
                .orElseThrow(() -> new Refusal(642));
    }

    private static Map<String, Object> list(Request request, List<Map<String, Object>> all) {
        if (!request.has("offset") || !request.has("limit")) {
            var missing = request.has("offset") ? "limit" : "offset";
            throw new Refusal(120, Map.of("name", missing, "reason", "required"));
        }
        return Map.of(
                "list",
                all.stream()
                        .skip(request.number("offset", 0))
                        .limit(request.number("limit", 0))
                        .toList());
    }

    private List<Map<String, Object>> folders(Request request, String owner) {
        var parent = request.number("id", 0);
        return folders.stream()
                .filter(folder -> folder.owner().equals(owner) && folder.parent() == parent)
                .map(folder ->
                        Map.<String, Object>of(
                                "id", folder.id(),
                                "name", folder.path(),
                                "owner_user_id", 1,
                                "parent", folder.parent(),
                                "shared", false))
                .toList();
    }

    private List<Item> named(Request request, String parameter, String owner) {
        if (!request.has(parameter)) {
            throw new Refusal(120, Map.of("name", parameter, "reason", "required"));
        }
        return request.objects(parameter, 120).stream()
                .map(id -> items.get(((Number) id).intValue()))
                .filter(item -> item != null && item.owner().equals(owner))
                .toList();
    }

    private List<Map<String, Object>> described(List<Item> chosen) {
        return chosen.stream().map(this::described).toList();
    }

    private Map<String, Object> described(Item item) {
        var thumbnail =
                Map.of(
                        "cache_key", item.id() + "_1668560967",
                        "m", "ready",
                        "preview", "broken",
                        "sm", "ready",
                        "unit_id", item.id(),
                        "xl", "ready");
        var described = new LinkedHashMap<String, Object>();
        described.put("additional", Map.of("thumbnail", thumbnail));
        described.put("filename", item.name());
        described.put("filesize", number(node(item).size()));
        described.put("folder_id", item.folder());
        described.put("id", item.id());
        described.put("indexed_time", item.time() * 1000);
        described.put("owner_user_id", 1);
        described.put("time", item.time());
        described.put("type", item.name().endsWith(".mp4") ? "video" : "photo");
        return described;
    }

    private Object number(long value) {
        return profile.writesNumbersAsStrings() ? String.valueOf(value) : (Object) value;
    }

    private static Map<String, Object> described(Album album) {
        return Map.of(
                "id",
                album.id(),
                "item_count",
                album.items().size(),
                "name",
                album.name(),
                "owner_user_id",
                1,
                "passphrase",
                "",
                "shared",
                false,
                "type",
                "normal");
    }

    private Map<String, Object> create(Request request, String owner) {
        var album = new Album(next++, owner, request.needed("name", 120), new LinkedHashSet<>());
        albums.put(album.id(), album);
        named(request, "item", owner).forEach(item -> album.items().add(item.id()));
        return Map.of("album", described(album), "error_list", List.of());
    }

    private Map<String, Object> add(Request request, String owner) {
        var album = albumOf(request.number("id", 0), owner);
        var wanted = request.objects("item", 120);
        var found = named(request, "item", owner);
        found.forEach(item -> album.items().add(item.id()));
        return Map.of("error_list", wanted.size() == found.size() ? List.of() : wanted);
    }

    private Node node(Item item) {
        return disk.find(item.path()).orElseThrow(() -> new Refusal(408));
    }

    /// Thumbnails and originals: bytes, or DSM's envelope.
    void send(String api, Request request, Session session, boolean half) throws IOException {
        var owner = session.account().name;
        var exchange = request.exchange();
        var item = item(request, api.equals("SYNO.Foto.Thumbnail") ? "id" : "unit_id", owner);
        if (api.equals("SYNO.Foto.Thumbnail")) {
            if (!request.text("type").equals("unit")
                    || !request.text("cache_key").startsWith(item.id() + "_")
                    || !Set.of("sm", "m", "xl").contains(request.text("size"))) {
                throw new Refusal(120, Map.of("name", "cache_key", "reason", "type"));
            }
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, THUMBNAIL.length);
            exchange.getResponseBody().write(THUMBNAIL);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().set("Content-Disposition", "attachment");
        var node = node(item);
        FileStation.send(exchange, node.content(), 200, 0, node.size(), half);
    }

    private synchronized Item item(Request request, String parameter, String owner) {
        var raw = request.raw(parameter);
        var id = raw.replaceAll("[\\[\\]]", "");
        if (!id.matches("\\d{1,9}") || (parameter.equals("unit_id") && !raw.startsWith("["))) {
            throw new Refusal(120, Map.of("name", parameter, "reason", "required"));
        }
        return Optional.ofNullable(items.get(Integer.parseInt(id)))
                .filter(item -> item.owner().equals(owner))
                .orElseThrow(() -> new Refusal(642));
    }
}
