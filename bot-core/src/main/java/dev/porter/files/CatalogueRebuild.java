package dev.porter.files;

import dev.porter.account.Account;
import dev.porter.durable.Durable;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;

/// Makes the catalogue again from what is on the NAS. What the catalogue knows already stays as it
/// is, so it may be done at any time, and again.
public class CatalogueRebuild {
    private static final String BACKUPS = "Backup";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int AT_ONCE = 500;
    private static final int PAGE = 1_000;

    private final Catalogue catalogue;
    private final Manifests manifests;
    private final Nas nas;
    private final Durable durable;
    private final Tika tika = new Tika();

    CatalogueRebuild(Catalogue catalogue, Manifests manifests, Nas nas, Durable durable) {
        this.catalogue = catalogue;
        this.manifests = manifests;
        this.nas = nas;
        this.durable = durable;
    }

    /// What was done for one account.
    ///
    /// @param fromManifest versions entered as the manifest says
    /// @param byReading versions that no manifest holds, entered by reading them
    /// @param missing versions that the manifest holds and the NAS does not
    public record Outcome(long fromManifest, long byReading, long missing) {}

    /// Rebuilds what belongs to one account.
    ///
    /// @throws NasException when the NAS cannot be read
    public Outcome rebuild(Account account) {
        try {
            var known = catalogue.paths(account.id());
            var wanted =
                    manifests.read(account).stream()
                            .filter(line -> !known.contains(line.path()))
                            .toList();
            var there = sizes(account, wanted);
            var found =
                    wanted.stream()
                            .filter(line -> line.size() == there.getOrDefault(line.path(), -1L))
                            .toList();
            enter(account, found);
            found.forEach(line -> known.add(line.path()));
            var read = read(account, NasPath.home(account.home()).resolve(BACKUPS), known);
            return new Outcome(found.size(), read, wanted.size() - found.size());
        } catch (IOException e) {
            throw new NasException(
                    NasException.Kind.AWAY, "The home of " + account.home() + " broke off.", e);
        }
    }

    private void enter(Account account, List<ManifestLine> lines) {
        for (var from = 0; from < lines.size(); from += AT_ONCE) {
            var some = lines.subList(from, Math.min(from + AT_ONCE, lines.size()));
            durable.commit(() ->
                    some.forEach(line ->
                            catalogue.adopt(
                                    account.id(),
                                    NasPath.home(account.home()).resolve(line.path()),
                                    line)));
        }
    }

    /// How large the files are in the folders that the lines name.
    private Map<String, Long> sizes(Account account, List<ManifestLine> lines) {
        var home = NasPath.home(account.home());
        var sizes = new HashMap<String, Long>();
        lines.stream()
                .map(line -> home.resolve(line.path()).parent())
                .distinct()
                .flatMap(folder -> entries(folder).stream())
                .filter(entry -> !entry.folder())
                .forEach(entry -> sizes.put(entry.path().path(), entry.size()));
        return sizes;
    }

    private List<NasEntry> entries(NasPath folder) {
        var all = new ArrayList<NasEntry>();
        try {
            List<NasEntry> page;
            do {
                page = nas.files().list(folder, all.size(), PAGE);
                all.addAll(page);
            } while (page.size() == PAGE);
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return all;
    }

    /// Enters what lies below a folder and no manifest holds, by reading it. What is hidden was on
    /// its way.
    private long read(Account account, NasPath folder, Set<String> known) throws IOException {
        var count = 0L;
        for (var entry : entries(folder)) {
            if (entry.path().hidden()) {
                continue;
            }
            if (entry.folder()) {
                count += read(account, entry.path(), known);
            } else if (!known.contains(entry.path().path())) {
                enter(account, List.of(line(entry)));
                count++;
            }
        }
        return count;
    }

    private ManifestLine line(NasEntry entry) throws IOException {
        try (var content =
                new Measured(nas.files().open(entry.path(), 0), nas.files().comparesMd5())) {
            content.transferTo(OutputStream.nullOutputStream());
            var is = content.fingerprint();
            var name = entry.path().name();
            return new ManifestLine(
                    0,
                    name,
                    tika.detect(content.head(), name),
                    false,
                    1,
                    entry.path().path(),
                    is.size(),
                    is.sha256(),
                    is.md5(),
                    storedAt(entry));
        }
    }

    /// A time stamp that some program made up would put the file where nobody looks for it.
    private static Instant storedAt(NasEntry entry) {
        return entry.modified().isBefore(EARLIEST) ? EARLIEST : entry.modified();
    }
}
