package dev.porter.gateway.synology.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.porter.gateway.synology.simulator.Disk.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// File Station as its guide describes it and as it was seen.
final class FileStation {
    final Disk disk = new Disk();
    final Tasks tasks;

    /// Who may use the folder of all homes besides administrators.
    final Set<String> homesUsers = ConcurrentHashMap.newKeySet();

    private final Profile profile;
    final Sharing sharing;

    FileStation(Profile profile) {
        this.profile = profile;
        this.tasks = new Tasks(profile);
        this.sharing = new Sharing(profile, disk);
        disk.makeFolders("/homes");
        disk.makeFolders("/music");
        if (profile.hasRecycleBin()) {
            disk.makeFolders("/homes/#recycle");
        }
    }

    Object answer(String api, Request request, Session session) throws IOException {
        var call = api.substring("SYNO.FileStation.".length()) + "." + request.text("method");
        return switch (call) {
            case "Info.get" -> info(session);
            case "List.list_share" -> shares(session);
            case "List.list" -> list(request, session);
            case "List.getinfo" -> entries(request, session);
            case "CreateFolder.create" -> createFolders(request, session);
            case "Rename.rename" -> rename(request, session);
            case "CopyMove.start" -> copyOrMove(request, session);
            case "CopyMove.status" ->
                    tasks.status(request, Map.of("progress", 0, "total", -1, "processed_size", 0));
            case "Delete.start" -> tasks.change(() -> delete(request, session));
            case "Delete.delete" -> delete(request, session);
            case "Delete.status" -> tasks.status(request, Map.of("progress", 0, "total", -1));
            case "Search.start" -> search(request, session);
            case "Search.list" -> found(request);
            case "Search.clean", "Search.stop", "CopyMove.stop", "MD5.stop", "DirSize.stop" -> {
                tasks.stop(request);
                yield Map.of();
            }
            case "MD5.start" -> md5(request, session);
            case "MD5.status", "DirSize.status" -> tasks.status(request, Map.of());
            case "DirSize.start" -> size(request, session);
            case "Sharing.create" -> sharing.create(request, session, this::real);
            case "Sharing.edit" -> sharing.edit(request, session);
            case "Sharing.list" -> sharing.list(request, session);
            case "Sharing.delete" -> sharing.delete(request, session);
            default -> throw new Refusal(103);
        };
    }

    private Map<String, Object> info(Session session) {
        return Map.of(
                "hostname",
                "simulator",
                "is_manager",
                session.account().administrator(),
                "support_sharing",
                true,
                "support_file_request",
                profile.takesFileRequests(),
                "uid",
                session.account().uid);
    }

    // What may be reached, and by which name

    private String real(String path, Session session) {
        if (!path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
            throw new Refusal(418);
        }
        if (path.equals("/home") || path.startsWith("/home/")) {
            return "/homes/" + session.account().name + path.substring("/home".length());
        }
        if (!mayUseHomes(session) || path.startsWith("/music")) {
            throw new Refusal(profile.noRightToList());
        }
        return path;
    }

    private boolean mayUseHomes(Session session) {
        return session.account().administrator() || homesUsers.contains(session.account().name);
    }

    private Node node(String path, Session session) {
        return disk.find(real(path, session)).orElseThrow(() -> new Refusal(408));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private void checkName(String name) {
        if (!profile.takes(name)) {
            throw new Refusal(418);
        }
    }

    private Map<String, Object> described(Node node, String path, Request request) {
        var described = new LinkedHashMap<String, Object>();
        described.put("isdir", node.folder());
        described.put("name", node.name());
        described.put("path", path);
        if (!request.raw("additional").isEmpty()) {
            var additional = new LinkedHashMap<String, Object>();
            request.texts("additional").forEach(one -> additional.put(one, detail(node, one)));
            described.put("additional", additional);
        }
        return described;
    }

    private Object detail(Node node, String wanted) {
        return switch (wanted) {
            case "size" -> number(node.folder() ? 4096 : node.size());
            case "time" ->
                    Map.of(
                            "atime", node.modified(),
                            "crtime", node.modified(),
                            "ctime", node.modified(),
                            "mtime", number(node.modified()));
            case "owner" -> Map.of("gid", 100, "group", "users", "uid", 1026, "user", "someone");
            case "perm" ->
                    Map.of(
                            "acl",
                            Map.of(
                                    "append", true,
                                    "del", true,
                                    "exec", true,
                                    "read", true,
                                    "write", true),
                            "is_acl_mode",
                            true,
                            "posix",
                            755);
            case "real_path" -> "/volume1" + node.path();
            case "type" -> node.folder() ? "" : "TXT";
            default -> throw new Refusal(400);
        };
    }

    private Object number(long value) {
        return profile.writesNumbersAsStrings() ? String.valueOf(value) : (Object) value;
    }

    // List

    private Map<String, Object> shares(Session session) {
        var shares = new ArrayList<Map<String, Object>>();
        var names = mayUseHomes(session) ? List.of("home", "homes") : List.of("home");
        for (var name : names) {
            var status =
                    Map.of(
                            "freespace", number(disk.free()),
                            "readonly", false,
                            "totalspace", number(8_000_000_000_000L));
            shares.add(
                    Map.of(
                            "additional",
                            Map.of("volume_status", status),
                            "isdir",
                            true,
                            "name",
                            name,
                            "path",
                            "/" + name));
        }
        return Map.of("offset", 0, "shares", shares, "total", shares.size());
    }

    private Map<String, Object> list(Request request, Session session) {
        var path = request.text("folder_path");
        var folder = node(path, session);
        if (!folder.folder()) {
            throw new Refusal(408);
        }
        var type = request.text("filetype");
        var all =
                disk.children(folder).stream()
                        .sorted(order(request))
                        .filter(child ->
                                switch (type) {
                                    case "", "all" -> true;
                                    case "dir" -> child.folder();
                                    case "file" -> !child.folder();
                                    default -> throw new Refusal(400);
                                })
                        .toList();
        var offset = request.number("offset", 0);
        var limit = request.number("limit", 0);
        var files =
                all.stream()
                        .skip(offset)
                        .limit(limit <= 0 ? 5000 : Math.min(limit, 5000))
                        .map(child -> described(child, path + "/" + child.name(), request))
                        .toList();
        return Map.of("files", files, "offset", offset, "total", all.size());
    }

    private static Comparator<Node> order(Request request) {
        var order =
                switch (request.text("sort_by")) {
                    case "", "name" ->
                            Comparator.comparing(
                                            (Node node) -> node.name().toLowerCase(Locale.ROOT))
                                    .thenComparing(Node::name);
                    case "mtime" -> Comparator.comparingLong((Node node) -> node.modified());
                    default -> throw new Refusal(400);
                };
        return request.text("sort_direction").equals("desc") ? order.reversed() : order;
    }

    private Map<String, Object> entries(Request request, Session session) {
        var files = new ArrayList<Map<String, Object>>();
        for (var path : request.texts("path")) {
            try {
                files.add(described(node(path, session), path, request));
            } catch (Refusal refusal) {
                files.add(
                        profile.explainsMissingEntries() || refusal.code() != 408
                                ? Map.of("code", refusal.code(), "path", path)
                                : Map.of("path", path));
            }
        }
        return Map.of("files", files);
    }

    // What changes names

    private Map<String, Object> createFolders(Request request, Session session) {
        var parents = request.texts("folder_path");
        var names = request.texts("name");
        var made = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < parents.size(); i++) {
            var path = parents.get(i) + "/" + names.get(i);
            try {
                made.add(createFolder(path, request, session));
            } catch (Refusal refusal) {
                throw Refusal.of(1100, refusal.code(), path);
            }
        }
        return Map.of("folders", made);
    }

    private Map<String, Object> createFolder(String path, Request request, Session session) {
        var withParents = request.yes("force_parent", false, 400);
        var real = real(path, session);
        for (var name : real.substring(1).split("/", -1)) {
            checkName(name);
        }
        if (disk.find("/" + real.substring(1).split("/", 2)[0]).isEmpty()) {
            throw new Refusal(408);
        }
        if (!withParents && disk.find(parent(real)).isEmpty()) {
            throw new Refusal(408);
        }
        if (disk.find(real).isPresent()
                && (profile.creatingFolderAgainFails() || !disk.find(real).get().folder())) {
            throw new Refusal(414);
        }
        return described(disk.makeFolders(real), path, request);
    }

    private Map<String, Object> rename(Request request, Session session) {
        var renamed = new ArrayList<Map<String, Object>>();
        var names = request.texts("name");
        for (int i = 0; i < names.size(); i++) {
            var path = request.texts("path").get(i);
            var name = names.get(i);
            synchronized (disk) {
                try {
                    checkName(name);
                    var node = node(path, session);
                    var target = parent(real(path, session)) + "/" + name;
                    if (disk.find(target).isPresent()) {
                        throw new Refusal(414);
                    }
                    disk.move(node, disk.find(parent(target)).orElseThrow(), name, false);
                    renamed.add(described(node, parent(path) + "/" + name, request));
                } catch (Refusal refusal) {
                    throw Refusal.of(1200, refusal.code(), path);
                }
            }
        }
        return Map.of("files", renamed);
    }

    private Map<String, Object> copyOrMove(Request request, Session session) {
        var target = request.text("dest_folder_path");
        Node folder;
        try {
            folder = node(target, session);
        } catch (Refusal refusal) {
            throw Refusal.of(1002, refusal.code(), target);
        }
        var missing =
                request.texts("path").stream()
                        .anyMatch(path -> disk.find(real(path, session)).isEmpty());
        if (missing && !profile.failsInStatus()) {
            return Map.of("taskid", "FileStation_GONE");
        }
        return tasks.change(() -> carry(request, session, target, folder));
    }

    private Map<String, Object> carry(
            Request request, Session session, String target, Node folder) {
        var result = new LinkedHashMap<String, Object>();
        result.put("dest_folder_path", target);
        result.put("progress", 1);
        result.put("total", 1);
        for (var path : request.texts("path")) {
            synchronized (disk) {
                var node = disk.find(real(path, session));
                if (node.isPresent()) {
                    move(node.get(), folder, request, result);
                } else {
                    result.put("status", "FAIL");
                    result.put("errors", List.of(Map.of("code", 408, "path", path)));
                }
            }
        }
        return result;
    }

    private void move(Node node, Node folder, Request request, Map<String, Object> result) {
        var copy = !request.yes("remove_src", false, 400);
        var there = disk.find(folder.path() + "/" + node.name());
        var overwrite = request.text("overwrite");
        if (there.isPresent() && there.get().folder() && node.folder()) {
            // DSM merges folders.
            for (var child : disk.children(node)) {
                move(child, there.get(), request, result);
            }
            return;
        }
        if (there.isPresent() && overwrite.equals("false")) {
            result.put("skipstatus", Map.of("status", "all"));
            return;
        }
        if (there.isPresent() && overwrite.isEmpty()) {
            result.put("status", "FAIL");
            result.put("errors", List.of(Map.of("code", 1003, "path", node.path())));
            return;
        }
        if (overwrite.equals("false")) {
            result.put("skipstatus", Map.of("status", "none"));
        }
        there.ifPresent(disk::remove);
        disk.move(node, folder, node.name(), copy);
    }

    private Map<String, Object> delete(Request request, Session session) {
        var recursive = request.yes("recursive", true, 400);
        var failed = 0;
        for (var path : request.texts("path")) {
            synchronized (disk) {
                var node = disk.find(real(path, session));
                if (node.isEmpty()) {
                    continue;
                }
                var full =
                        disk.children(node.get()).stream()
                                .anyMatch(child -> !child.name().equals("@eaDir"));
                if (full && !recursive) {
                    failed++;
                } else if (profile.hasRecycleBin() && !node.get().path().contains("#recycle")) {
                    var bin = disk.find("/homes/#recycle").orElseThrow();
                    disk.move(node.get(), bin, node.get().name() + System.nanoTime(), false);
                } else {
                    disk.remove(node.get());
                }
            }
        }
        return Map.of("path", "", "path_err_num", failed, "progress", 1, "total", 1);
    }

    // What takes its time

    private Map<String, Object> search(Request request, Session session) {
        var path = request.texts("folder_path").get(0);
        var folder = node(path, session);
        var patterns =
                List.of(request.text("pattern").split(" ")).stream()
                        .map(FileStation::globbed)
                        .toList();
        var files =
                disk.below(folder).stream()
                        .filter(node ->
                                patterns.stream().anyMatch(p -> p.matcher(node.name()).matches()))
                        .sorted(Comparator.comparing(Node::path))
                        .map(node ->
                                Map.entry(
                                        node, path + node.path().substring(folder.path().length())))
                        .toList();
        var started = new LinkedHashMap<>(tasks.find(() -> Map.of("files", files)));
        started.put("has_not_index_share", false);
        return started;
    }

    /// A glob as a pattern; without a wildcard it is a part of the name.
    private static Pattern globbed(String glob) {
        var anywhere = glob.contains("*") || glob.contains("?") ? glob : "*" + glob + "*";
        var pattern = new StringBuilder();
        for (int i = 0; i < anywhere.length(); i++) {
            var c = anywhere.charAt(i);
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private Map<String, Object> found(Request request) {
        var raw = request.raw("taskid");
        if (raw.isEmpty() || (profile.wantsQuotedTasks() && !raw.startsWith("\""))) {
            throw new Refusal(400);
        }
        var result = tasks.peek(request.text("taskid"));
        var all = (List<?>) result.get("files");
        var limit = request.number("limit", 0);
        var offset = request.number("offset", 0);
        var page =
                all.stream()
                        .skip(offset)
                        .limit(limit < 0 ? Long.MAX_VALUE : limit)
                        .map(Map.Entry.class::cast)
                        .map(one ->
                                described((Node) one.getKey(), (String) one.getValue(), request))
                        .toList();
        return Map.of(
                "files",
                page,
                "finished",
                result.get("finished"),
                "offset",
                offset,
                "total",
                all.size());
    }

    private Map<String, Object> md5(Request request, Session session) {
        var node = node(request.text("file_path"), session);
        if (node.folder()) {
            throw new Refusal(408);
        }
        return tasks.find(() -> Map.of("md5", Disk.md5(node.content())));
    }

    private Map<String, Object> size(Request request, Session session) {
        var node = node(request.texts("path").get(0), session);
        return tasks.find(() -> {
            var below = disk.below(node);
            return Map.of(
                    "num_dir", below.stream().filter(Node::folder).count(),
                    "num_file", below.stream().filter(n -> !n.folder()).count(),
                    "total_size", number(disk.size(node)));
        });
    }

    // Bytes

    Map<String, Object> upload(Request request, Session session) throws IOException {
        var exchange = request.exchange();
        if (request.header("Content-Length").isEmpty() && !profile.takesChunks()) {
            DsmSimulator.drain(exchange);
            throw new Refusal(1800);
        }
        var boundary = boundary(request.contentType());
        var form = new Multipart(exchange.getRequestBody(), boundary);
        var fields = new HashMap<String, String>();
        for (var part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().fileName().isEmpty()) {
                fields.put(part.get().name(), form.text());
                continue;
            }
            var name = part.get().fileName().get();
            var content = disk.incoming();
            try {
                return receive(form, fields, name, content, request.lie(), session);
            } finally {
                DsmSimulator.drain(exchange);
                disk.forget(content);
            }
        }
        throw new Refusal(1802);
    }

    private Map<String, Object> receive(
            Multipart form,
            Map<String, String> fields,
            String name,
            Path content,
            Lie lie,
            Session session)
            throws IOException {
        boolean last;
        // Whoever closes the disk takes away what still arrives: it is not made anew.
        try (var out = Files.newOutputStream(content, StandardOpenOption.WRITE)) {
            form.copy(out);
            last = form.next().isEmpty();
        } catch (IOException e) {
            if (profile.leavesPartialFiles()) {
                store(fields, name, content, session);
            }
            throw e;
        }
        if (!last) {
            throw new Refusal(1802);
        }
        lie.tell(content);
        return store(fields, name, content, session);
    }

    private String target(Map<String, String> fields, String name, Session session) {
        return real(fields.getOrDefault("path", ""), session) + "/" + name;
    }

    private Map<String, Object> store(
            Map<String, String> fields, String name, Path content, Session session)
            throws IOException {
        checkName(name);
        var target = target(fields, name, session);
        synchronized (disk) {
            var folder = disk.find(parent(target));
            if (folder.isEmpty()) {
                if (!"true".equals(fields.get("create_parents"))
                        || disk.find("/" + target.split("/", -1)[1]).isEmpty()) {
                    throw new Refusal(408);
                }
                folder = java.util.Optional.of(disk.makeFolders(parent(target)));
            }
            if (disk.find(target).isPresent()) {
                switch (fields.getOrDefault("overwrite", "")) {
                    case "" -> throw new Refusal(profile.uploadConflict());
                    case "false", "skip" -> {
                        return Map.of("blSkip", true, "file", name);
                    }
                    default -> {}
                }
            }
            var size = Files.size(content);
            if (size > disk.free()) {
                throw new Refusal(416);
            }
            if (overQuota.test(target, size)) {
                throw new Refusal(415);
            }
            disk.put(folder.get(), name, content);
            if (profile == Profile.DSM73) {
                disk.makeFolders(parent(target) + "/@eaDir");
            }
            return profile == Profile.GUIDE
                    ? Map.of()
                    : Map.of("blSkip", false, "file", name, "pid", 4711, "progress", 1);
        }
    }

    /// Whether so many more bytes below this path are too many for its owner.
    java.util.function.BiPredicate<String, Long> overQuota = (path, size) -> false;

    private static String boundary(String contentType) {
        var found = Pattern.compile("boundary=\"?([^\";]+)").matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                || !found.find()) {
            throw new Refusal(101);
        }
        return found.group(1);
    }

    /// Sends a file, or DSM's several ways to say that there is none.
    void download(Request request, Session session, boolean half) throws IOException {
        var exchange = request.exchange();
        var path = request.texts("path").get(0);
        var node = disk.find(real(path, session)).filter(n -> !n.folder());
        var open = !request.text("mode").equals("download");
        if (node.isEmpty()) {
            if (profile == Profile.DSM721 && !open) {
                throw new Refusal(408);
            }
            var status = profile == Profile.GUIDE ? 404 : 502;
            DsmSimulator.send(exchange, status, "text/html", "<html><body>nginx</body></html>");
            return;
        }
        var size = node.get().size();
        long from = 0;
        long to = size - 1;
        var range = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(request.header("Range"));
        var ranged = request.get() && range.matches();
        if (ranged) {
            from = Long.parseLong(range.group(1));
            to = range.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(range.group(2)));
            if (from >= size) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
                DsmSimulator.send(exchange, 416, "text/html", "<html></html>");
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + to + "/" + size);
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Accept-Ranges", "bytes");
        headers.set("Content-Type", open ? "application/json" : "application/octet-stream");
        if (!open) {
            headers.set("Content-Disposition", "attachment");
        }
        send(exchange, node.get().content(), ranged ? 206 : 200, from, to - from + 1, half);
    }

    static void send(
            HttpExchange exchange, Path content, int status, long from, long length, boolean half)
            throws IOException {
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        var left = half ? length / 2 : length;
        try (var in = Files.newByteChannel(content)) {
            in.position(from);
            var buffer = java.nio.ByteBuffer.allocate(1 << 17);
            var out = exchange.getResponseBody();
            while (left > 0) {
                buffer.clear().limit((int) Math.min(left, buffer.capacity()));
                int n = in.read(buffer);
                if (n < 0) {
                    break;
                }
                out.write(buffer.array(), 0, n);
                left -= n;
            }
        }
    }
}
