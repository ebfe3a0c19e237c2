package dev.porter.gateway.synology;

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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The homes on a DSM, through File Station and the service account. A new file arrives under a
/// name of its own and gets the wanted one when all of it is there.
final class SynologyFiles implements NasFiles {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 1000;
    private static final int MD5_ROUNDS = 3;
    private static final int LOOKS_AFTER_UPLOAD = 5;
    private static final long SLOWEST_BYTES_PER_SECOND = 5L << 20;
    private static final long LARGEST_SPOOL = 4L << 30;
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(60);
    private static final List<String> DETAILS = List.of("size", "time");
    private static final Comparator<NasEntry> BY_NAME =
            Comparator.comparing(
                            (NasEntry entry) -> entry.path().name(), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(entry -> entry.path().name());

    private final DsmClient client;
    private final DsmTasks tasks;
    private final String homes;
    private final Function<UserName, OptionalLong> quotas;
    private final Clock clock;
    private final List<ReentrantLock> locks =
            IntStream.range(0, 64).mapToObj(n -> new ReentrantLock()).toList();

    /// @param homes the folder of all homes as File Station names it, such as `/homes`
    SynologyFiles(
            DsmClient client, String homes, Function<UserName, OptionalLong> quotas, Clock clock) {
        this.client = client;
        this.tasks = new DsmTasks(client, clock);
        this.homes = homes;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// What File Station says of a file or folder.
    private record Item(boolean folder, long size, Instant modified) {}

    private record Page(List<NasEntry> entries, List<NasPath> abandoned, int seen, long total) {}

    // Homes

    @Override
    public boolean createHome(UserName owner) {
        var home = NasPath.home(owner);
        return locked(
                home,
                () -> {
                    var found = look(List.of(homes, place(home)));
                    if (found.get(0).isEmpty()) {
                        throw noHomes();
                    }
                    if (found.get(1).isPresent()) {
                        return false;
                    }
                    makeFolder(home, homes, owner.value(), false);
                    return true;
                });
    }

    private NasException noHomes() {
        return new NasException(
                Kind.NOT_PERMITTED,
                "DSM shows %s no folder %s: switch on the user home service, and give the account"
                                .formatted(client.account(), homes)
                        + " the permission to read and write it.");
    }

    @Override
    public boolean removeEmptyHome(UserName owner) {
        var home = NasPath.home(owner);
        return locked(
                home,
                () -> {
                    if (look(home).isEmpty()) {
                        return true;
                    }
                    var folders = new ArrayList<NasPath>();
                    if (!collectFolders(home, folders)) {
                        return false;
                    }
                    for (var folder : folders.reversed()) {
                        remove(folder);
                        if (look(folder).isPresent()) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /// Collects a folder and all below it, each before what is in it.
    ///
    /// @return false when there is a file
    private boolean collectFolders(NasPath folder, List<NasPath> folders) {
        if (!page(folder, "file", 0, 1).entries().isEmpty()) {
            return false;
        }
        folders.add(folder);
        return folders(folder).stream().allMatch(child -> collectFolders(child.path(), folders));
    }

    // Looking

    @Override
    public Optional<NasEntry> stat(NasPath path) {
        return look(path).map(item -> entry(path, item));
    }

    private Optional<Item> look(NasPath path) {
        return look(List.of(place(path))).getFirst();
    }

    private List<Optional<Item>> look(List<String> places) {
        var call = DsmCall.ask(DsmApi.FILES_LIST, "getinfo").with("additional", DETAILS);
        try {
            var files = DsmAnswers.elements(client.call(call.with("path", places)).path("files"));
            if (files.size() != places.size()) {
                throw new NasException(
                        Kind.BROKEN, "DSM does not say whether " + places + " are there.");
            }
            return IntStream.range(0, places.size())
                    .mapToObj(n -> item(call, files.get(n), places.get(n)))
                    .toList();
        } catch (DsmRefusal refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                return places.size() == 1
                        ? List.of(Optional.empty())
                        : places.stream().map(one -> look(List.of(one)).getFirst()).toList();
            }
            throw refusal.about(places.getLast());
        }
    }

    private static Optional<Item> item(DsmCall call, JsonNode file, String place) {
        var code = (int) DsmAnswers.number(file.path("code"), 0);
        if (code != 0) {
            var refusal = new DsmRefusal(call, code, 0);
            return switch (refusal.kind()) {
                case NOT_FOUND, INVALID -> Optional.empty();
                default -> throw refusal.about(place);
            };
        }
        if (!file.has("isdir")) {
            return Optional.empty();
        }
        var path = DsmAnswers.text(file.path("path"));
        if (!path.equals(place)) {
            throw new NasException(
                    Kind.BROKEN, "DSM was asked about " + place + " and answers about another.");
        }
        return Optional.of(item(file));
    }

    private static Item item(JsonNode file) {
        var folder = DsmAnswers.yes(file.path("isdir"));
        var details = file.path("additional");
        var size = folder ? 0 : DsmAnswers.number(details.path("size"), -1);
        if (size < 0) {
            throw new NasException(Kind.BROKEN, "DSM does not say how large a file is.");
        }
        var modified = DsmAnswers.number(details.path("time").path("mtime"), 0);
        return new Item(folder, size, Instant.ofEpochSecond(modified));
    }

    private static NasEntry entry(NasPath path, Item item) {
        return new NasEntry(path, item.folder(), item.size(), item.modified());
    }

    /// Looks at the place where something is going to be.
    ///
    /// @return what is there already
    /// @throws NasException `NOT_FOUND` without a home, `EXISTS` when a file is where a folder has
    ///   to be
    private Optional<Item> lookAhead(NasPath path) {
        var chain = new ArrayList<NasPath>();
        for (var one = path; !one.path().isEmpty(); one = one.parent()) {
            chain.addFirst(one);
        }
        chain.addFirst(NasPath.home(path.home()));
        var found = look(chain.stream().map(this::place).toList());
        if (found.getFirst().isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "There is no home of " + path.home() + ".");
        }
        for (int n = 0; n < chain.size() - 1; n++) {
            if (found.get(n).isPresent() && !found.get(n).get().folder()) {
                throw new NasException(Kind.EXISTS, chain.get(n) + " is a file.");
            }
        }
        return found.getLast();
    }

    // Lists

    @Override
    public List<NasEntry> list(NasPath folder, int offset, int limit) {
        requireLimit(limit);
        try {
            var folders = folders(folder);
            var files = files(folder, Math.max(0, offset - folders.size()), limit);
            if (folders.isEmpty() && files.isEmpty() && !isFolder(folder)) {
                throw new NasException(Kind.NOT_FOUND, "There is no folder " + folder + ".");
            }
            return Stream.concat(folders.stream().skip(offset), files.stream())
                    .limit(limit)
                    .toList();
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != Kind.NOT_PERMITTED && !isFolder(folder)) {
                throw new NasException(
                        Kind.NOT_FOUND, "There is no folder " + folder + ".", refusal);
            }
            throw refusal.about(folder);
        }
    }

    private boolean isFolder(NasPath path) {
        return look(path).filter(Item::folder).isPresent();
    }

    private List<NasEntry> folders(NasPath folder) {
        return all(folder, "dir").entries().stream().sorted(BY_NAME).toList();
    }

    /// Some files. As long as one answer holds them all, their order is Porter's own.
    private List<NasEntry> files(NasPath folder, int offset, int limit) {
        var first = page(folder, "file", 0, PAGE);
        sweep(first.abandoned());
        return first.total() <= PAGE
                ? first.entries().stream().sorted(BY_NAME).skip(offset).limit(limit).toList()
                : page(folder, "file", offset, limit).entries();
    }

    private Page all(NasPath folder, String type) {
        var entries = new ArrayList<NasEntry>();
        var abandoned = new ArrayList<NasPath>();
        int seen = 0;
        for (int n = 0; n < MOST_PAGES; n++) {
            var page = page(folder, type, seen, PAGE);
            entries.addAll(page.entries());
            abandoned.addAll(page.abandoned());
            seen += page.seen();
            if (page.seen() == 0 || seen >= page.total()) {
                break;
            }
        }
        return new Page(entries, abandoned, seen, seen);
    }

    private Page page(NasPath folder, String type, int offset, int limit) {
        var data =
                client.call(
                        DsmCall.ask(DsmApi.FILES_LIST, "list")
                                .with("folder_path", place(folder))
                                .with("offset", offset)
                                .with("limit", limit)
                                .with("sort_by", "name")
                                .with("sort_direction", "asc")
                                .with("filetype", type)
                                .with("additional", DETAILS));
        var files = DsmAnswers.elements(data.path("files"));
        var entries = new ArrayList<NasEntry>();
        var abandoned = new ArrayList<NasPath>();
        for (var file : files) {
            var name = DsmAnswers.text(file.path("name"));
            if (!NasPath.isName(name) || DsmNames.isOfSystem(name)) {
                continue;
            }
            var entry = entry(folder.resolve(name), item(file));
            if (!name.startsWith(DsmNames.ARRIVING)) {
                entries.add(entry);
            } else if (entry.modified().isBefore(clock.instant().minus(ABANDONED))) {
                abandoned.add(entry.path());
            }
        }
        return new Page(entries, abandoned, files.size(), DsmAnswers.number(data.path("total"), 0));
    }

    /// Removes what broke off long ago.
    private void sweep(List<NasPath> abandoned) {
        abandoned.forEach(this::discard);
    }

    @Override
    public List<NasEntry> search(NasPath folder, String text, int limit) {
        requireLimit(limit);
        try {
            return found(folder, text.toLowerCase(Locale.ROOT), limit);
        } catch (DsmRefusal refusal) {
            if (refusal.kind() == Kind.NOT_FOUND || !isFolder(folder)) {
                return List.of();
            }
            throw refusal.about(folder);
        }
    }

    private List<NasEntry> found(NasPath folder, String text, int limit) {
        if (!isFolder(folder)) {
            return List.of();
        }
        // DSM takes wildcards, knows no other sign's case, and splits at blanks: it narrows down,
        // and the exact comparison is made here.
        var start =
                client.call(
                        DsmCall.ask(DsmApi.FILES_SEARCH, "start")
                                .with("folder_path", List.of(place(folder)))
                                .with("recursive", true)
                                .with("pattern", pattern(text))
                                .with("filetype", "all"));
        var id = DsmAnswers.text(start.path("taskid"));
        try {
            waitForSearch(id);
            return results(folder, text, limit, id);
        } finally {
            forgetSearch(id);
        }
    }

    private static String pattern(String text) {
        var part = DsmNames.searchable(text);
        return part.isEmpty() ? "*" : "*" + part + "*";
    }

    private void waitForSearch(String id) {
        var deadline = clock.instant().plus(LONGEST_SEARCH);
        for (int looks = 1; clock.instant().isBefore(deadline); looks++) {
            var status = searched(id, 0, 1);
            if (DsmAnswers.yes(status.path("finished")) && status.has("total")) {
                return;
            }
            client.rest(Math.min(looks - 1, 4));
        }
    }

    private JsonNode searched(String id, int offset, int limit) {
        return client.call(
                DsmCall.ask(DsmApi.FILES_SEARCH, "list")
                        .with("taskid", id)
                        .with("offset", offset)
                        .with("limit", limit)
                        .with("additional", DETAILS));
    }

    private List<NasEntry> results(NasPath folder, String text, int limit, String id) {
        var results = new ArrayList<NasEntry>();
        int seen = 0;
        for (int n = 0; n < MOST_PAGES; n++) {
            var data = searched(id, seen, PAGE);
            var files = DsmAnswers.elements(data.path("files"));
            for (var file : files) {
                visible(folder, file)
                        .filter(path -> path.name().toLowerCase(Locale.ROOT).contains(text))
                        .ifPresent(path -> results.add(entry(path, item(file))));
                if (results.size() == limit) {
                    return results;
                }
            }
            seen += files.size();
            if (files.isEmpty() || seen >= DsmAnswers.number(data.path("total"), 0)) {
                break;
            }
        }
        return results;
    }

    private Optional<NasPath> visible(NasPath folder, JsonNode file) {
        var path = DsmAnswers.text(file.path("path"));
        var above = place(folder) + "/";
        if (!path.startsWith(above)) {
            return Optional.empty();
        }
        var below = path.substring(above.length());
        for (var name : below.split("/", -1)) {
            if (!NasPath.isName(name) || name.startsWith(".") || DsmNames.isHidden(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(folder.resolve(below));
    }

    private void forgetSearch(String id) {
        for (var method : List.of("stop", "clean")) {
            try {
                var _ = client.call(DsmCall.order(DsmApi.FILES_SEARCH, method).with("taskid", id));
            } catch (DsmRefusal | NasException e) {
                // DSM forgets it by itself.
            }
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("The limit is 1 to 1,000.");
        }
    }

    // Folders

    @Override
    public void createFolder(NasPath folder) {
        DsmNames.check(folder);
        var there = lookAhead(folder);
        if (there.isPresent()) {
            if (!there.get().folder()) {
                throw new NasException(Kind.EXISTS, folder + " is a file.");
            }
            return;
        }
        makeFolder(folder, place(folder.parent()), folder.name(), true);
    }

    private void makeFolder(NasPath folder, String above, String name, boolean withParents) {
        try {
            var _ =
                    client.call(
                            DsmCall.order(DsmApi.FILES_CREATE_FOLDER, "create")
                                    .with("folder_path", List.of(above))
                                    .with("name", List.of(name))
                                    .with("force_parent", withParents));
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != Kind.EXISTS) {
                throw refusal.about(folder);
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || !isFolder(folder)) {
                throw e;
            }
        }
        var made = look(folder);
        if (made.isEmpty()) {
            throw new NasException(Kind.BROKEN, "DSM made no folder " + folder + ".");
        }
        if (!made.get().folder()) {
            throw new NasException(Kind.EXISTS, folder + " is a file.");
        }
    }

    // Writing

    @Override
    public long write(NasPath path, InputStream content, long size) throws IOException {
        DsmNames.check(path);
        requireFree(path);
        if (size >= 0) {
            return arrive(path, content, size);
        }
        // DSM has to know the length beforehand.
        var spool = Files.createTempFile("porter-upload", "");
        try {
            var length = spool(content, spool);
            try (var in = Files.newInputStream(spool, StandardOpenOption.READ)) {
                requireFree(path);
                return arrive(path, in, length);
            }
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private static long spool(InputStream content, Path spool) throws IOException {
        long length = 0;
        var buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                out.write(buffer, 0, n);
                length += n;
                if (length > LARGEST_SPOOL) {
                    throw new NasException(
                            Kind.INVALID,
                            "A file whose size nobody knows is larger than Porter keeps for DSM.");
                }
            }
        }
        return length;
    }

    private void requireFree(NasPath path) {
        if (lookAhead(path).isPresent()) {
            throw new NasException(Kind.EXISTS, path + " is there already.");
        }
    }

    private long arrive(NasPath path, InputStream content, long size) throws IOException {
        var arriving = path.parent().resolve(DsmNames.ARRIVING + UUID.randomUUID());
        var published = false;
        try {
            upload(arriving, content, size);
            published = rename(arriving, path);
        } finally {
            if (!published) {
                discard(arriving);
            }
        }
        if (!published) {
            throw new NasException(Kind.EXISTS, path + " is there already.");
        }
        return size;
    }

    private void upload(NasPath arriving, InputStream content, long size) throws IOException {
        var body = new DsmContent(content, size);
        try {
            var answer = client.upload(place(arriving.parent()), arriving.name(), body);
            if (DsmAnswers.yes(answer.path("blSkip")) || !isThere(arriving, size)) {
                throw new NasException(
                        Kind.AWAY, "DSM says that it took a file, and does not have it.");
            }
        } catch (DsmRefusal refusal) {
            // The content cannot be sent again: whoever has it may.
            throw refusal.isOfSession()
                    ? new NasException(Kind.AWAY, "DSM ended the session in an upload.", refusal)
                    : refusal.about(arriving.parent());
        } catch (IOException e) {
            if (body.failure() != null) {
                throw body.failure();
            }
            if (!body.complete() || !arrivesLate(arriving, size)) {
                throw DsmHttp.failure(e);
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || !body.complete() || !arrivesLate(arriving, size)) {
                throw e;
            }
        }
    }

    private boolean isThere(NasPath path, long size) {
        return look(path).filter(item -> !item.folder() && item.size() == size).isPresent();
    }

    /// Whether DSM has it although the answer was lost, as it happens with proxies before DSM.
    private boolean arrivesLate(NasPath path, long size) {
        for (int looks = 1; looks <= LOOKS_AFTER_UPLOAD; looks++) {
            if (isThere(path, size)) {
                return true;
            }
            client.rest(looks);
        }
        return false;
    }

    private void discard(NasPath path) {
        try {
            remove(path);
        } catch (NasException | DsmRefusal e) {
            // It is hidden, and swept away when its folder is listed a day later.
        }
    }

    // Comparing and reading

    @Override
    public boolean matches(NasPath path, Fingerprint expected) {
        var size = requireFile(path).size();
        if (size != expected.size()) {
            return false;
        }
        for (int round = 0; round < MD5_ROUNDS; round++) {
            var md5 = md5(path, size);
            if (md5.isPresent()) {
                return md5.get().equalsIgnoreCase(expected.md5());
            }
        }
        return sha256(path).equalsIgnoreCase(expected.sha256());
    }

    private Item requireFile(NasPath path) {
        return look(path)
                .filter(item -> !item.folder())
                .orElseThrow(
                        () -> new NasException(Kind.NOT_FOUND, "There is no file " + path + "."));
    }

    private Optional<String> md5(NasPath path, long size) {
        try {
            var start = DsmCall.ask(DsmApi.FILES_MD5, "start").with("file_path", place(path));
            return tasks.run(start, Duration.ofSeconds(size / SLOWEST_BYTES_PER_SECOND))
                    .map(status -> DsmAnswers.text(status.path("md5")))
                    .filter(md5 -> md5.matches("[0-9A-Fa-f]{32}"));
        } catch (DsmRefusal refusal) {
            throw refusal.about(path);
        }
    }

    private String sha256(NasPath path) {
        try (var in = new DigestInputStream(open(path, 0), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw DsmHttp.failure(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    @Override
    public InputStream open(NasPath path, long offset) {
        var file = requireFile(path);
        if (offset >= file.size()) {
            return InputStream.nullInputStream();
        }
        try {
            return new DsmDownload(
                    client,
                    place(path),
                    file.size(),
                    offset,
                    () -> look(path).equals(Optional.of(file)));
        } catch (DsmRefusal refusal) {
            throw refusal.about(path);
        } catch (IOException e) {
            throw DsmHttp.failure(e);
        }
    }

    // Moving

    @Override
    public boolean move(NasPath from, NasPath to) {
        if (!from.home().equals(to.home())
                || from.path().isEmpty()
                || to.path().startsWith(from.path() + "/")) {
            throw new NasException(Kind.INVALID, from + " cannot be moved to " + to + ".");
        }
        DsmNames.check(to);
        return locked(to, () -> moveAlone(from, to));
    }

    private boolean moveAlone(NasPath from, NasPath to) {
        if (look(from).isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "There is no " + from + ".");
        }
        if (lookAhead(to).isPresent()) {
            return false;
        }
        if (from.parent().equals(to.parent())) {
            return rename(from, to);
        }
        createFolder(to.parent());
        return across(from, to);
    }

    /// Moves into another folder. DSM keeps the name then, so that a new name is given before or
    /// after, and taken back when the move does not come about.
    private boolean across(NasPath from, NasPath to) {
        var here = from.parent();
        var wanted = from.name().equals(to.name()) || look(here.resolve(to.name())).isEmpty();
        var carried =
                here.resolve(wanted ? to.name() : to.name().hashCode() + "-" + UUID.randomUUID());
        if (!from.equals(carried) && !rename(from, carried)) {
            return false;
        }
        var moved = false;
        try {
            moved = carry(carried, to.parent());
        } finally {
            if (!moved && !from.equals(carried)) {
                var _ = rename(carried, from);
            }
        }
        if (!moved || wanted) {
            return moved;
        }
        var there = to.parent().resolve(carried.name());
        if (rename(there, to)) {
            return true;
        }
        if (carry(there, here)) {
            var _ = rename(carried, from);
        }
        return false;
    }

    /// Renames within a folder.
    ///
    /// @return false when something has that name
    private boolean rename(NasPath from, NasPath to) {
        try {
            var _ =
                    client.call(
                            DsmCall.order(DsmApi.FILES_RENAME, "rename")
                                    .with("path", List.of(place(from)))
                                    .with("name", List.of(to.name())));
            return true;
        } catch (DsmRefusal refusal) {
            if (refusal.kind() == Kind.EXISTS) {
                return false;
            }
            throw refusal.about(from);
        } catch (NasException e) {
            if (e.kind() == Kind.AWAY && look(from).isEmpty() && look(to).isPresent()) {
                return true;
            }
            throw e;
        }
    }

    /// Moves into another folder under the same name.
    ///
    /// @return false when something of that name is there
    private boolean carry(NasPath from, NasPath folder) {
        var there = folder.resolve(from.name());
        var start =
                DsmCall.order(DsmApi.FILES_COPY_MOVE, "start")
                        .with("path", List.of(place(from)))
                        .with("dest_folder_path", place(folder))
                        .with("overwrite", false)
                        .with("remove_src", true)
                        .with("accurate_progress", false);
        Optional<JsonNode> status = Optional.empty();
        Optional<NasException> trouble = Optional.empty();
        try {
            status = tasks.run(start, Duration.ZERO);
        } catch (DsmRefusal refusal) {
            trouble = Optional.of(refusal.about(from));
        } catch (NasException e) {
            trouble = Optional.of(e);
        }
        // A task that went well says so, and so do some that did not.
        var found = look(List.of(place(from), place(there)));
        if (found.get(0).isEmpty() && found.get(1).isPresent()) {
            return true;
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        if (status.isPresent() && found.get(0).isPresent() && found.get(1).isPresent()) {
            return false;
        }
        var code = status.map(one -> DsmAnswers.firstCode(one.path("errors"))).orElse(0);
        throw code == 0
                ? new NasException(Kind.AWAY, "DSM lost the move of " + from + ".")
                : new DsmRefusal(start, code, 0).about(from);
    }

    // Deleting

    @Override
    public boolean delete(NasPath path) {
        if (path.path().isEmpty()) {
            throw new NasException(Kind.NOT_PERMITTED, "A home is not deleted like a folder.");
        }
        var there = look(path);
        if (there.isEmpty()) {
            return false;
        }
        if (there.get().folder() && !isEmpty(path)) {
            throw new NasException(Kind.NOT_PERMITTED, path + " is not empty.");
        }
        remove(path);
        if (look(path).isPresent()) {
            throw new NasException(Kind.NOT_PERMITTED, "DSM did not delete " + path + ".");
        }
        return true;
    }

    private boolean isEmpty(NasPath folder) {
        var all = all(folder, "all");
        sweep(all.abandoned());
        return all.entries().isEmpty();
    }

    /// Deletes a file, or a folder with nothing in it; whether it worked has to be looked up.
    private void remove(NasPath path) {
        var start =
                DsmCall.order(DsmApi.FILES_DELETE, "start")
                        .with("path", List.of(place(path)))
                        .with("accurate_progress", false)
                        .with("recursive", false);
        try {
            var _ = tasks.run(start, Duration.ZERO);
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != Kind.NOT_FOUND && refusal.kind() != Kind.BROKEN) {
                throw refusal.about(path);
            }
        }
    }

    // Space

    @Override
    public Space space(UserName owner) {
        var home = NasPath.home(owner);
        var start = DsmCall.ask(DsmApi.FILES_SIZE, "start").with("path", List.of(place(home)));
        try {
            for (int round = 0; round < MD5_ROUNDS; round++) {
                var used =
                        tasks.run(start, Duration.ZERO)
                                .map(status -> DsmAnswers.number(status.path("total_size"), -1))
                                .filter(size -> size >= 0);
                if (used.isPresent()) {
                    return new Space(used.get(), quotas.apply(owner), free().orElse(-1));
                }
            }
        } catch (DsmRefusal refusal) {
            throw refusal.about(home);
        }
        throw new NasException(Kind.AWAY, "DSM does not say how large " + home + " is.");
    }

    /// How much can be written to the volume of the homes; empty when the service account does not
    /// see it.
    OptionalLong free() {
        var share = homes.split("/", -1)[1];
        var data =
                client.call(
                        DsmCall.ask(DsmApi.FILES_LIST, "list_share")
                                .with("additional", List.of("volume_status")));
        return DsmAnswers.elements(data.path("shares")).stream()
                .filter(one -> DsmAnswers.text(one.path("name")).equals(share))
                .map(one -> one.path("additional").path("volume_status").path("freespace"))
                .mapToLong(space -> DsmAnswers.number(space, -1))
                .findFirst();
    }

    // Paths and locks

    private String place(NasPath path) {
        return homes + "/" + path.home() + (path.path().isEmpty() ? "" : "/" + path.path());
    }

    /// Does it while no other thread of Porter does anything under the same lock. Whether a name is
    /// free is otherwise true only when it is asked.
    private <T> T locked(NasPath path, Supplier<T> work) {
        var lock = locks.get(Math.floorMod(path.hashCode(), locks.size()));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
