package dev.porter.files;

import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bytes of stored files on the NAS. They are moved so that the catalogue finds them whatever
/// happens, since it says where they go before they go; who reads them follows.
public class StoredBytes {
    private static final Logger log = LoggerFactory.getLogger(StoredBytes.class);
    private static final String BIN = ".porter/bin/";
    private static final int MOST_NAMES = 10_000;

    private final Catalogue catalogue;
    private final Nas nas;
    private final Durable durable;
    private final Clock clock;
    private final ReadWriteLock moving = new ReentrantReadWriteLock();

    StoredBytes(Catalogue catalogue, Nas nas, Durable durable, Clock clock) {
        this.catalogue = catalogue;
        this.nas = nas;
        this.durable = durable;
        this.clock = clock;
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
    /// @return false when its bytes are missing or not what was stored
    /// @throws NasException when the NAS cannot be asked
    public boolean intact(FileVersion version) {
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
    void rename(StoredFile file, String name) {
        for (var version : catalogue.versions(file)) {
            var there = version.path().parent().resolve(name);
            if (!SafeName.key(there.path()).equals(SafeName.key(version.path().path()))) {
                move(version, there);
            }
        }
        durable.commit(() -> catalogue.rename(file, name));
    }

    /// Moves a file to another folder of its home.
    void toFolder(StoredFile file, String folder) {
        for (var version : catalogue.versions(file)) {
            var into = NasPath.home(version.path().home());
            var there = (folder.isEmpty() ? into : into.resolve(folder)).resolve(file.name());
            if (!there.parent().equals(version.path().parent())) {
                move(version, there);
            }
        }
    }

    /// Puts a file into the bin.
    void toBin(StoredFile file) {
        for (var version : catalogue.versions(file)) {
            if (!version.path().path().startsWith(BIN)) {
                var bin = NasPath.home(version.path().home()).resolve(BIN + version.id());
                // The place it came from is part of the place it lies at: Undo needs nothing else.
                move(version, bin.resolve(version.path().path()));
            }
        }
        durable.commit(() -> catalogue.bin(file, true));
    }

    /// Takes a file out of the bin, back to where it was.
    void outOfBin(StoredFile file) {
        for (var version : catalogue.versions(file)) {
            var path = version.path().path();
            if (path.startsWith(BIN)) {
                var was = path.substring(path.indexOf('/', BIN.length()) + 1);
                move(version, NasPath.home(version.path().home()).resolve(was));
            }
        }
        durable.commit(() -> catalogue.bin(file, false));
    }

    /// Deletes for good what has been in the bins for too long.
    public void emptyBins() {
        for (var file : catalogue.overdue(1_000)) {
            for (var version : catalogue.versions(file)) {
                nas.files().delete(version.path());
            }
            durable.commit(() -> catalogue.forget(file));
            log.info("File {} of {} was purged from the bin.", file.id(), clock.instant());
        }
    }

    private void move(FileVersion version, NasPath wanted) {
        moving.readLock().lock();
        try {
            moveOrNumber(version, wanted);
        } finally {
            moving.readLock().unlock();
        }
    }

    private void moveOrNumber(FileVersion version, NasPath wanted) {
        for (var number = 1; number < MOST_NAMES; number++) {
            var to =
                    number == 1
                            ? wanted
                            : wanted.parent().resolve(SafeName.numbered(wanted.name(), number));
            durable.commit(() -> catalogue.moving(version, to));
            if (nas.files().move(version.path(), to)) {
                durable.commit(() -> catalogue.moved(version, to));
                return;
            }
        }
        throw new NasException(NasException.Kind.EXISTS, "No free name for " + wanted);
    }

    /// Finds out how moves ended that were cut; does nothing while something is being moved.
    public void finishCut() {
        if (moving.writeLock().tryLock()) {
            try {
                finishAll();
            } finally {
                moving.writeLock().unlock();
            }
        }
    }

    private void finishAll() {
        for (var version : catalogue.moving()) {
            var to = new NasPath(version.home, version.movingTo == null ? "" : version.movingTo);
            var moved =
                    nas.files().stat(version.path()).isEmpty() && nas.files().stat(to).isPresent();
            durable.commit(() -> {
                if (moved) {
                    catalogue.moved(version, to);
                } else {
                    catalogue.moving(version, null);
                }
            });
        }
    }
}
