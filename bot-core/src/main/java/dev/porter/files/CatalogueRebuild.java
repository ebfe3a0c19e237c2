package dev.porter.files;

import dev.porter.account.Account;
import dev.porter.durable.Durable;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.Measured;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;

/// Makes the catalogue again from what is on the NAS. What the catalogue knows already and is where
/// it says stays as it is, so it may be done at any time, and again.
public class CatalogueRebuild {
    private static final String BACKUPS = "Backup";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int AT_ONCE = 500;

    private final ManifestLines catalogue;
    private final Manifests manifests;
    private final Nas nas;
    private final Durable durable;
    private final Tika tika = new Tika();

    CatalogueRebuild(ManifestLines catalogue, Manifests manifests, Nas nas, Durable durable) {
        this.catalogue = catalogue;
        this.manifests = manifests;
        this.nas = nas;
        this.durable = durable;
    }

    /// What was done for one account.
    ///
    /// @param followed versions that the catalogue has elsewhere than they are
    /// @param fromManifest versions entered as the manifest says
    /// @param byReading versions that no manifest holds, entered by reading them
    /// @param missing versions that the catalogue or the manifest holds and the NAS does not
    /// @param unreadable files and folders that are there and were passed over, as they cannot be
    ///   read
    public record Outcome(
            long followed, long fromManifest, long byReading, long missing, long unreadable) {}

    /// Rebuilds what belongs to one account.
    ///
    /// @throws NasException when the NAS does not answer
    public Outcome rebuild(Account account) {
        return new Home(account).rebuild();
    }

    /// One home, as far as it was looked through.
    private final class Home {
        private final Account account;
        private final NasPath home;
        private final NasPath bin;
        private final Unreadable unreadable;
        private final Map<String, Long> sizes = new HashMap<>();

        /// Where versions of the catalogue are.
        private final Set<String> taken = new HashSet<>();

        /// The files of the catalogue by their numbers in the manifest.
        private final Map<Long, Long> files = new HashMap<>();

        private @Nullable List<NasPath> inBin;
        private @Nullable Map<Long, List<NasPath>> everything;

        Home(Account account) {
            this.account = account;
            this.home = NasPath.home(account.home());
            this.bin = home.resolve(StoredBytes.BIN);
            this.unreadable = new Unreadable(nas, home);
        }

        Outcome rebuild() {
            var lines = manifests.read(account, unreadable);
            var known = catalogue.versions(account.id());
            list(lines, known);
            var lost = new ArrayList<FileVersion>();
            for (var version : known) {
                placeOf(version)
                        .ifPresentOrElse(place -> taken.add(place.path()), () -> lost.add(version));
            }
            var followed = follow(lost, lines);
            var wanted = unknown(lines, known);
            var entered = enter(wanted);
            var read = read(home.resolve(BACKUPS)) + read(bin);
            return new Outcome(
                    followed,
                    entered,
                    read,
                    lost.size() - followed + wanted.size() - entered,
                    unreadable.count());
        }

        /// Lists the folders in which something is said to be.
        private void list(List<ManifestLine> lines, List<FileVersion> known) {
            Stream.concat(
                            lines.stream().map(line -> home.resolve(line.path())),
                            known.stream().flatMap(version -> version.places().stream()))
                    .map(NasPath::parent)
                    .distinct()
                    .forEach(this::entries);
        }

        private List<NasEntry> entries(NasPath folder) {
            var all = unreadable.read(folder, List.<NasEntry>of(), () -> nas.files().all(folder));
            all.stream()
                    .filter(entry -> !entry.folder())
                    .forEach(entry -> sizes.put(entry.path().path(), entry.size()));
            return all;
        }

        private Optional<NasPath> placeOf(FileVersion version) {
            var places = version.places();
            return places.stream()
                    .filter(place -> is(place, version.size))
                    .findFirst()
                    .or(() -> places.stream().filter(unreadable::hides).findFirst());
        }

        private boolean is(NasPath place, long size) {
            return sizes.getOrDefault(place.path(), -1L) == size;
        }

        /// What nobody can see now is taken for there, as the catalogue or the manifest says: the
        /// check that reads it later finds out.
        private boolean mayBe(NasPath place, long size) {
            return is(place, size) || unreadable.hides(place);
        }

        /// Looks for what is not where the catalogue has it.
        private long follow(List<FileVersion> lost, List<ManifestLine> lines) {
            var byVersion =
                    lines.stream()
                            .collect(
                                    Collectors.toMap(
                                            ManifestLine::version, line -> line, (a, _) -> a));
            var count = 0L;
            for (var version : lost) {
                var line = byVersion.get(version.id());
                if (line != null
                        && line.content().sameContent(version.content())
                        && free(home.resolve(line.path()), line.size())) {
                    follow(version, home.resolve(line.path()), line.name());
                    count++;
                    continue;
                }
                var found = find(version.id(), version.content());
                if (found.isPresent()) {
                    follow(version, found.get(), nameAt(version, found.get()));
                    count++;
                }
            }
            return count;
        }

        private void follow(FileVersion version, NasPath to, String name) {
            taken.add(to.path());
            durable.commit(() -> catalogue.follow(version, to, name));
        }

        /// Who gave the bytes another name meant the file.
        private String nameAt(FileVersion version, NasPath found) {
            return found.name().equals(version.path().name())
                    ? catalogue.name(version)
                    : found.name();
        }

        private boolean free(NasPath place, long size) {
            return mayBe(place, size) && !taken.contains(place.path());
        }

        /// Finds bytes by what they are: where deleted ones of that number go, then anywhere.
        private Optional<NasPath> find(long version, Fingerprint content) {
            return deleted()
                    .filter(folder -> folder.name().equals("" + version))
                    .flatMap(folder -> walk(folder, _ -> true))
                    .map(NasEntry::path)
                    .filter(place -> holds(place, content))
                    .findFirst()
                    .or(() ->
                            everything().getOrDefault(content.size(), List.of()).stream()
                                    .filter(place -> holds(place, content))
                                    .findFirst());
        }

        private Stream<NasPath> deleted() {
            var all = inBin;
            if (all == null) {
                all = entries(bin).stream().map(NasEntry::path).toList();
                inBin = all;
            }
            return all.stream();
        }

        private boolean holds(NasPath place, Fingerprint content) {
            return free(place, content.size())
                    && unreadable.read(place, false, () -> nas.files().holds(place, content));
        }

        /// Every file that people see or that lies in the bin, by its size; but for empty ones,
        /// which are all the same.
        private Map<Long, List<NasPath>> everything() {
            var all = everything;
            if (all == null) {
                all =
                        Stream.concat(
                                        walk(home, entry -> !entry.path().hidden()),
                                        walk(bin, _ -> true))
                                .filter(entry -> entry.size() > 0)
                                .collect(
                                        Collectors.groupingBy(
                                                NasEntry::size,
                                                Collectors.mapping(
                                                        NasEntry::path, Collectors.toList())));
                everything = all;
            }
            return all;
        }

        private Stream<NasEntry> walk(NasPath folder, Predicate<NasEntry> wanted) {
            return entries(folder).stream()
                    .filter(wanted)
                    .filter(entry -> !NasPath.isOfNas(entry.path().name()))
                    .flatMap(entry ->
                            entry.folder() ? walk(entry.path(), wanted) : Stream.of(entry));
        }

        /// What of the manifest the catalogue does not know.
        private List<ManifestLine> unknown(List<ManifestLine> lines, List<FileVersion> known) {
            var byNumber = known.stream().collect(Collectors.toMap(FileVersion::id, one -> one));
            var byPlace = new HashMap<String, Long>();
            known.forEach(one -> byPlace.put(one.path().path(), one.fileId()));
            var unknown = new ArrayList<ManifestLine>();
            for (var line : lines) {
                var same = byNumber.get(line.version());
                var file =
                        same != null && same.content().sameContent(line.content())
                                ? (Long) same.fileId()
                                : taken.contains(line.path()) ? byPlace.get(line.path()) : null;
                if (file == null) {
                    unknown.add(line);
                } else if (line.file() != null) {
                    files.putIfAbsent(line.file(), file);
                }
            }
            return unknown;
        }

        private long enter(List<ManifestLine> lines) {
            var count = 0L;
            for (var from = 0; from < lines.size(); from += AT_ONCE) {
                var some = lines.subList(from, Math.min(from + AT_ONCE, lines.size()));
                var places = new LinkedHashMap<ManifestLine, NasPath>();
                for (var line : some) {
                    var said = home.resolve(line.path());
                    var place =
                            free(said, line.size())
                                    ? Optional.of(said)
                                    : find(line.version(), line.content());
                    place.ifPresent(found -> {
                        taken.add(found.path());
                        places.put(line, found);
                    });
                }
                durable.commit(() -> places.forEach(this::enter));
                count += places.size();
            }
            return count;
        }

        private void enter(ManifestLine line, NasPath place) {
            var known = line.file() == null ? null : files.get(line.file());
            var file = catalogue.adopt(account.id(), place, line, known);
            if (line.file() != null) {
                files.put(line.file(), file);
            }
        }

        /// Enters what lies below a folder and no manifest holds, by reading it. What is hidden
        /// there was on its way.
        private long read(NasPath folder) {
            var count = 0L;
            for (var entry : entries(folder)) {
                var name = entry.path().name();
                if (name.startsWith(".") || NasPath.isOfNas(name)) {
                    continue;
                }
                if (entry.folder()) {
                    count += read(entry.path());
                } else if (taken.add(entry.path().path())) {
                    var line =
                            unreadable.read(
                                    entry.path(),
                                    Optional.<ManifestLine>empty(),
                                    () -> Optional.of(line(entry)));
                    line.ifPresent(read -> durable.commit(() -> enter(read, entry.path())));
                    count += line.isPresent() ? 1 : 0;
                }
            }
            return count;
        }
    }

    private ManifestLine line(NasEntry entry) throws IOException {
        try (var content =
                new Measured(nas.files().open(entry.path(), 0), nas.files().comparesMd5())) {
            content.transferTo(OutputStream.nullOutputStream());
            var is = content.fingerprint();
            var name = entry.path().name();
            return new ManifestLine(
                    0,
                    null,
                    name,
                    tika.detect(content.head(), name),
                    StoredBytes.inBin(entry.path()),
                    1,
                    entry.path().path(),
                    is.size(),
                    is.sha256(),
                    is.md5(),
                    null,
                    storedAt(entry));
        }
    }

    /// A time stamp that some program made up would put the file where nobody looks for it.
    private static Instant storedAt(NasEntry entry) {
        return entry.modified().isBefore(EARLIEST) ? EARLIEST : entry.modified();
    }
}
