package dev.porter.files;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bytes of stored files on the NAS. They are moved so that the catalogue finds them whatever
/// happens, since it says where they go before they go; who reads them follows.
public class StoredBytes {
    private static final Logger log = LoggerFactory.getLogger(StoredBytes.class);

    /// The folder of a home where deleted files lie, each in one with the number of its version.
    static final String BIN = ".porter/bin";

    private static final int MOST_NAMES = 10_000;

    private final Catalogue catalogue;
    private final Bin bin;
    private final Moves moves;
    private final ManifestsSoon manifests;
    private final Nas nas;
    private final Durable durable;
    private final LoadingCache<Long, ReentrantLock> perAccount =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    StoredBytes(
            Catalogue catalogue,
            Bin bin,
            Moves moves,
            ManifestsSoon manifests,
            Nas nas,
            Durable durable) {
        this.catalogue = catalogue;
        this.bin = bin;
        this.moves = moves;
        this.manifests = manifests;
        this.nas = nas;
        this.durable = durable;
    }

    /// The bytes of a version for somebody outside; nothing is opened yet.
    public VerifiedContent content(FileVersion version) {
        return new VerifiedContent(version, () -> open(version));
    }

    private InputStream open(FileVersion version) {
        return whereItIs(
                        version,
                        place -> {
                            try {
                                return Optional.of(nas.files().open(place, 0));
                            } catch (NasException e) {
                                if (e.kind() == NasException.Kind.NOT_FOUND) {
                                    return Optional.empty();
                                }
                                throw e;
                            }
                        })
                .orElseThrow(() ->
                        new NasException(
                                NasException.Kind.NOT_FOUND,
                                "The bytes of version " + version.id() + " are not there."));
    }

    /// Reads a version on the NAS.
    ///
    /// @return false when its bytes are missing, cannot be read, or are not what was stored
    /// @throws NasException when the NAS cannot be asked
    public boolean intact(FileVersion version) {
        for (var last = false; ; last = true) {
            try {
                return isThere(version);
            } catch (NasException e) {
                log.warn("Version {} could not be read: {}", version.id(), e.getMessage());
                if (!nas.answers(version.path().home())) {
                    throw e;
                }
                if (last) {
                    return false; // whatever it says: it is this one that cannot be read
                }
            }
        }
    }

    private boolean isThere(FileVersion version) {
        return whereItIs(
                        version,
                        place ->
                                nas.files().holds(place, version.content())
                                        ? Optional.of(place)
                                        : Optional.empty())
                .isPresent();
    }

    /// Looks at each place where a version may be, and again when it was moved meanwhile.
    private <T> Optional<T> whereItIs(FileVersion version, Function<NasPath, Optional<T>> looking) {
        var places = version.places();
        while (true) {
            var found = places.stream().map(looking).flatMap(Optional::stream).findFirst();
            if (found.isPresent()) {
                return found;
            }
            var now =
                    catalogue
                            .version(version.accountId, version.id())
                            .map(FileVersion::places)
                            .orElse(List.of());
            if (now.isEmpty() || now.equals(places)) {
                return Optional.empty();
            }
            places = now;
        }
    }

    /// Gives a file another name, in the folder where it is.
    ///
    /// @throws NasException `NOT_FOUND` when nothing of it is there
    void rename(StoredFile file, String name) {
        alone(
                file.accountId,
                () -> {
                    moveAll(file, path -> path.parent().resolve(name));
                    durable.commit(() -> catalogue.rename(file, name));
                });
    }

    /// Moves a file to another folder of its home.
    ///
    /// @throws NasException `NOT_FOUND` when nothing of it is there
    void toFolder(StoredFile file, NasPath folder) {
        alone(
                file.accountId,
                () ->
                        moveAll(
                                file,
                                path ->
                                        folder.equals(path.parent())
                                                ? path
                                                : folder.resolve(file.name())));
    }

    /// Puts a file into the bin.
    void toBin(StoredFile file) {
        alone(
                file.accountId,
                () -> {
                    // First of all, so that what comes under this name from now on is another file.
                    durable.commit(() -> bin.put(file, true));
                    try {
                        // What people see of it in the folder goes last.
                        catalogue.versions(file).reversed().forEach(this::toBin);
                    } catch (NasException e) {
                        durable.commit(() -> bin.put(file, false));
                        throw e;
                    }
                });
    }

    private void toBin(FileVersion version) {
        if (isInBin(version)) {
            return;
        }
        var folder = NasPath.home(version.path().home()).resolve(BIN + "/" + version.id());
        // The place it came from is part of the place it lies at: Undo needs nothing else.
        var _ = move(version, folder.resolve(version.path().path()));
    }

    private static boolean isInBin(FileVersion version) {
        return inBin(version.path());
    }

    /// Whether a place is in the bin of its home.
    static boolean inBin(NasPath place) {
        return place.path().startsWith(BIN + "/");
    }

    /// Takes a file out of the bin, back to where it was.
    ///
    /// @throws NasException `NOT_FOUND` when nothing of it is there
    void outOfBin(StoredFile file) {
        alone(
                file.accountId,
                () -> {
                    moveAll(file, path -> inBin(path) ? beforeBin(path) : path);
                    durable.commit(() -> bin.put(file, false));
                });
    }

    private static NasPath beforeBin(NasPath place) {
        var path = place.path();
        return NasPath.home(place.home())
                .resolve(path.substring(path.indexOf('/', BIN.length() + 1) + 1));
    }

    /// Deletes for good what has been in the bins for too long. What cannot be deleted stays, and
    /// holds nothing else up.
    ///
    /// @throws NasException when the NAS cannot be asked
    public void emptyBins(Instant now) {
        for (var file : bin.overdue(now, 1_000)) {
            try {
                alone(file.accountId, () -> purge(now, file));
            } catch (NasException e) {
                passOver(e, "File {} cannot be deleted: {}", file.id());
            }
        }
    }

    private static void passOver(NasException e, String words, long id) {
        if (e.isOfAll()) {
            throw e;
        }
        log.error(words, id, e.getMessage());
    }

    private void purge(Instant now, StoredFile file) {
        if (!bin.overdue(now, file.id())) {
            return; // somebody has just taken it out
        }
        for (var version : catalogue.versions(file)) {
            // What lies where a lost version was may be somebody's own, or another file's.
            if (isInBin(version) || isAt(version, version.path())) {
                nas.files().delete(version.path());
            }
        }
        durable.commit(() -> bin.forget(file));
        log.info("File {} of account {} was purged from the bin.", file.id(), file.accountId);
    }

    /// One after the other, what moves or deletes something of one account.
    private void alone(long account, Runnable act) {
        var lock = perAccount.get(account);
        lock.lock();
        try {
            durable.commit(() -> manifests.changes(account));
            act.run();
        } finally {
            lock.unlock();
        }
    }

    /// Moves the versions of a file, but for those whose bytes are not there.
    ///
    /// @param where where a version goes from a place; to the same one when it stays
    /// @throws NasException `NOT_FOUND` when none is there; all is as before then
    private void moveAll(StoredFile file, UnaryOperator<NasPath> where) {
        var there = false;
        for (var version : catalogue.versions(file)) {
            var to = where.apply(version.path());
            there |=
                    SafeName.key(to.path()).equals(SafeName.key(version.path().path()))
                            || move(version, to);
        }
        if (!there) {
            throw new NasException(
                    NasException.Kind.NOT_FOUND, "Nothing of file " + file.id() + " is there.");
        }
    }

    /// @return false when its bytes are not there; it is where it was then, for the catalogue
    private boolean move(FileVersion known, NasPath wanted) {
        try {
            moveThere(settled(known), wanted);
            return true;
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_FOUND) {
                throw e;
            }
            log.error("Version {} is not moved: {}", known.id(), e.getMessage());
            return false;
        }
    }

    private void moveThere(FileVersion version, NasPath wanted) {
        for (var number = 1; number < MOST_NAMES; number++) {
            var to =
                    number == 1
                            ? wanted
                            : wanted.parent().resolve(SafeName.numbered(wanted.name(), number));
            if (moves.isOfAnother(version, to)) {
                continue;
            }
            durable.commit(() -> moves.begin(version, to));
            try {
                if (nas.files().move(version.path(), to)) {
                    durable.commit(() -> moves.end(version, to));
                    return;
                }
            } catch (NasException e) {
                if (e.kind() == NasException.Kind.NOT_FOUND) {
                    durable.commit(() -> moves.begin(version, null));
                }
                throw e;
            }
        }
        throw new NasException(NasException.Kind.EXISTS, "No free name for " + wanted);
    }

    /// Finds out how moves ended that were cut, and ends what is half done; passes over the
    /// accounts in which something is being moved.
    public void finishCut() {
        for (var version : moves.open()) {
            var lock = perAccount.get(version.accountId);
            if (lock.tryLock()) {
                try {
                    var _ = settled(version);
                } catch (NasException e) {
                    passOver(e, "The cut move of version {} cannot be ended: {}", version.id());
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    /// A version whose place is known for sure.
    ///
    /// @throws NasException `NOT_FOUND` when a move was cut and it is at neither of the two places
    private FileVersion settled(FileVersion known) {
        var version = catalogue.version(known.accountId, known.id()).orElse(known);
        if (version.movingTo == null) {
            return version;
        }
        var files = nas.files();
        var from = version.path();
        var to = new NasPath(version.home, version.movingTo);
        // What lies at a place proves nothing: somebody may have put another file there.
        if (isAt(version, to)) {
            if (isAt(version, from)) {
                files.delete(from); // a stop in the middle of a move can leave both names
            }
            durable.commit(() -> moves.end(version, to));
        } else if (isAt(version, from)) {
            durable.commit(() -> moves.begin(version, null));
        } else if (files.resume(from, to)) {
            durable.commit(() -> moves.end(version, to));
        } else if (isAt(version, from)) {
            durable.commit(() -> moves.begin(version, null)); // the new place was taken meanwhile
        } else {
            throw new NasException(
                    NasException.Kind.NOT_FOUND,
                    "Version %d is neither at %s nor at %s.".formatted(version.id(), from, to));
        }
        return catalogue.version(known.accountId, known.id()).orElse(version);
    }

    private boolean isAt(FileVersion version, NasPath place) {
        return !moves.isOfAnother(version, place) && nas.files().holds(place, version.content());
    }
}
