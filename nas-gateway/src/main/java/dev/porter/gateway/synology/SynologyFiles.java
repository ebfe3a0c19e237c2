package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.disk.TemporaryFolder;
import dev.porter.gateway.space.UsedSpace;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Measured;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The homes on a DSM, through File Station and the service account.
final class SynologyFiles implements NasFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SynologyFiles.class);

    /// How often a task is started whose result DSM has lost.
    private static final int MOST_ROUNDS = 3;

    private final DsmClient client;
    private final DsmTasks tasks;
    private final FileLookup lookup;
    private final FileNaming naming;
    private final FileUploads uploads;
    private final FileLists lists;
    private final FileSearch search;
    private final Function<UserName, OptionalLong> quotas;
    private final UsedSpace used =
            new UsedSpace(this::measure, Ticker.systemTicker(), Thread::startVirtualThread);
    private final NameLocks locks = new NameLocks();

    /// @param homes the folder of all homes as File Station names it, such as `/homes`
    SynologyFiles(
            DsmClient client,
            String homes,
            Function<UserName, OptionalLong> quotas,
            TemporaryFolder temporary,
            Clock clock) {
        this.client = client;
        this.quotas = quotas;
        tasks = new DsmTasks(client, clock);
        lookup = new FileLookup(client, homes);
        naming = new FileNaming(client, tasks, lookup);
        uploads = new FileUploads(client, lookup, naming, locks, temporary);
        lists = new FileLists(client, lookup, uploads::sweep, clock);
        search = new FileSearch(client, lookup, clock);
    }

    FileLookup lookup() {
        return lookup;
    }

    @Override
    public boolean createHome(UserName owner) {
        var home = NasPath.home(owner);
        return locks.alone(
                home,
                () -> {
                    requireHomes();
                    var there = lookup.look(home);
                    if (there.isPresent()) {
                        requireFolder(there.get(), home);
                        return false;
                    }
                    naming.makeFolder(home, lookup.homes(), owner.value(), false);
                    used.forget(owner);
                    return true;
                });
    }

    private static void requireFolder(FileLookup.Item there, NasPath path) {
        if (!there.folder()) {
            throw new NasException(Kind.EXISTS, sentence("%s is a file.", path));
        }
    }

    /// @throws NasException `NOT_PERMITTED` with the remedy when there is no folder for homes
    void requireHomes() {
        if (!lookup.showsHomes()) {
            throw new NasException(
                    Kind.NOT_PERMITTED,
                    sentence(
                            "DSM shows %s no folder %s: switch on the user home service, and give the"
                                    + " account the permission to read and write it.",
                            client.account(), lookup.homes()));
        }
    }

    @Override
    public boolean removeEmptyHome(UserName owner) {
        var home = NasPath.home(owner);
        return locks.alone(
                home,
                () -> {
                    if (lookup.look(home).isEmpty()) {
                        return true;
                    }
                    var folders = new ArrayList<NasPath>();
                    if (!collectFolders(home, folders)) {
                        return false;
                    }
                    for (var folder : folders.reversed()) {
                        naming.remove(folder);
                        if (lookup.look(folder).isPresent()) {
                            return false;
                        }
                    }
                    used.forget(owner);
                    return true;
                });
    }

    /// Collects a folder and all below it, each before what is in it.
    ///
    /// @return false when there is a file
    private boolean collectFolders(NasPath folder, List<NasPath> folders) {
        folders.add(folder);
        return lists.hasNoFiles(folder)
                && lists.folders(folder).stream()
                        .allMatch(child -> collectFolders(child.path(), folders));
    }

    @Override
    public Optional<NasEntry> stat(NasPath path) {
        return lookup.look(path).map(item -> item.at(path));
    }

    @Override
    public List<NasEntry> list(NasPath folder, int offset, int limit) {
        requireLimit(limit);
        return lists.list(folder, offset, limit);
    }

    @Override
    public List<NasEntry> search(NasPath folder, String text, int limit) {
        requireLimit(limit);
        return search.search(folder, text, limit);
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("The limit is 1 to 1,000.");
        }
    }

    @Override
    public void createFolder(NasPath folder) {
        DsmNames.check(folder);
        var there = lookup.lookAhead(folder);
        if (there.isPresent()) {
            requireFolder(there.get(), folder);
            return;
        }
        naming.makeFolder(folder, lookup.place(folder.parent()), folder.name(), true);
    }

    @Override
    public long write(NasPath path, InputStream content, long size) throws IOException {
        var written = uploads.write(path, content, size);
        var _ = used.add(path.home(), written, OptionalLong.empty());
        return written;
    }

    @Override
    public boolean comparesMd5() {
        return true;
    }

    @Override
    public boolean matches(NasPath path, Fingerprint expected) {
        var size = lookup.requireFile(path).size();
        if (size != expected.size()) {
            return false;
        }
        for (int round = 0; expected.md5() != null && round < MOST_ROUNDS; round++) {
            var md5 = md5(path, size);
            if (md5.isPresent()) {
                return md5.get().equalsIgnoreCase(expected.md5());
            }
        }
        return sha256(path).equalsIgnoreCase(expected.sha256());
    }

    private Optional<String> md5(NasPath path, long size) {
        var start = DsmCall.ask(DsmApi.FILES_MD5, "start").with("file_path", lookup.place(path));
        return DsmRefusal.told(path, () -> tasks.run(start, DsmTasks.reading(size)))
                .map(status -> DsmAnswers.text(status.path("md5")))
                .filter(md5 -> md5.matches("[0-9A-Fa-f]{32}"));
    }

    private String sha256(NasPath path) {
        try (var in = new Measured(open(path, 0), false)) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.fingerprint().sha256();
        } catch (IOException e) {
            throw DsmHttp.failure(e);
        }
    }

    @Override
    public InputStream open(NasPath path, long offset) {
        var file = lookup.requireFile(path);
        if (offset >= file.size()) {
            return InputStream.nullInputStream();
        }
        try {
            return new DsmDownload(
                    client,
                    DsmCall.ask(DsmApi.FILES_DOWNLOAD, "download")
                            .with("mode", "download")
                            .with("path", List.of(lookup.place(path))),
                    file.size(),
                    offset,
                    () -> lookup.look(path).equals(Optional.of(file)));
        } catch (DsmRefusal refusal) {
            throw refusal.about(path);
        } catch (IOException e) {
            throw DsmHttp.failure(e);
        }
    }

    @Override
    public boolean move(NasPath from, NasPath to) {
        if (!from.home().equals(to.home())
                || from.path().isEmpty()
                || to.path().startsWith(from.path() + "/")) {
            throw new NasException(Kind.INVALID, from + " cannot be moved to " + to + ".");
        }
        DsmNames.check(to);
        return locks.alone(to, () -> moveAlone(from, to));
    }

    private boolean moveAlone(NasPath from, NasPath to) {
        var cut = resumeCut(from, to);
        if (cut.isPresent()) {
            return cut.get();
        }
        if (lookup.look(from).isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "There is no " + from + ".");
        }
        if (lookup.lookAhead(to).isPresent()) {
            return false;
        }
        if (from.parent().equals(to.parent())) {
            return naming.rename(from, to);
        }
        createFolder(to.parent());
        return naming.across(from, to);
    }

    @Override
    public boolean resume(NasPath from, NasPath to) {
        return locks.alone(to, () -> resumeCut(from, to).orElse(false));
    }

    /// Only what changes both folder and name takes several steps, between which it can be cut.
    private Optional<Boolean> resumeCut(NasPath from, NasPath to) {
        return from.parent().equals(to.parent()) || from.name().equals(to.name())
                ? Optional.empty()
                : naming.resume(new FileNaming.Passage(from, to));
    }

    @Override
    public boolean copy(NasPath file, NasPath folder) {
        var copy = NasFiles.copyOf(file, folder);
        DsmNames.check(copy);
        var size = lookup.requireFile(file).size();
        if (lookup.lookAhead(copy).isPresent()) {
            return false;
        }
        // DSM shows a copy while it makes it, so it is made where nobody looks.
        var aside = NasPath.home(file.home()).resolve(".porter/" + DsmNames.copying(file, copy));
        forget(aside, file.name()); // one that was cut
        createFolder(aside);
        try {
            naming.copy(file, aside, size);
            if (!move(aside.resolve(file.name()), copy)) {
                return false;
            }
            var _ = used.add(copy.home(), size, OptionalLong.empty());
            return true;
        } finally {
            forget(aside, file.name());
        }
    }

    /// Removes what a copy was made in; it is hidden if that does not work.
    private void forget(NasPath aside, String name) {
        try {
            var _ = remove(aside.resolve(name));
            var _ = remove(aside);
        } catch (NasException e) {
            LOG.warn("{} stays: {}", aside, e.getMessage());
        }
    }

    @Override
    public boolean delete(NasPath path) {
        if (path.path().isEmpty()) {
            throw new NasException(Kind.NOT_PERMITTED, "A home is not deleted like a folder.");
        }
        var removed = remove(path);
        removed.ifPresent(item -> used.remove(path.home(), item.size()));
        return removed.isPresent();
    }

    /// @return what was there
    private Optional<FileLookup.Item> remove(NasPath path) {
        var there = lookup.look(path);
        if (there.isEmpty()) {
            return there;
        }
        if (there.get().folder() && !lists.isEmpty(path)) {
            throw new NasException(Kind.NOT_PERMITTED, path + " is not empty.");
        }
        naming.remove(path);
        if (lookup.look(path).isPresent()) {
            throw new NasException(Kind.NOT_PERMITTED, "DSM did not delete " + path + ".");
        }
        return there;
    }

    @Override
    public Space space(UserName owner) {
        return new Space(used.of(owner), quotas.apply(owner), free().orElse(-1));
    }

    @Override
    public OptionalLong room(UserName owner) {
        var quota = quotas.apply(owner);
        return quota.isEmpty()
                ? quota
                : OptionalLong.of(Math.max(0, quota.getAsLong() - used.of(owner)));
    }

    private long measure(UserName owner) {
        var home = NasPath.home(owner);
        var start =
                DsmCall.ask(DsmApi.FILES_SIZE, "start").with("path", List.of(lookup.place(home)));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var size =
                    DsmRefusal.told(home, () -> tasks.run(start, Duration.ZERO))
                            .map(status -> DsmAnswers.number(status.path("total_size"), -1))
                            .filter(bytes -> bytes >= 0);
            if (size.isPresent()) {
                return size.get();
            }
        }
        throw new NasException(Kind.AWAY, "DSM does not say how large " + home + " is.");
    }

    /// How much can be written to the volume of the homes; empty when the service account does not
    /// see it.
    OptionalLong free() {
        var list =
                DsmCall.ask(DsmApi.FILES_LIST, "list_share")
                        .with("additional", List.of("volume_status"));
        var shares = DsmRefusal.told(() -> client.call(list));
        return free(shares, lookup.share());
    }

    /// Reads how much can be written to a shared folder's volume.
    static OptionalLong free(JsonNode shares, String share) {
        return DsmAnswers.elements(shares.path("shares")).stream()
                .filter(one -> DsmAnswers.text(one.path("name")).equals(share))
                .map(one -> one.path("additional").path("volume_status").path("freespace"))
                .mapToLong(space -> DsmAnswers.number(space, -1))
                .findFirst();
    }
}
