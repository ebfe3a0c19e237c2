package dev.porter.core;

import dev.porter.durable.DatabaseFile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.settings.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The copies of the database on the NAS, in Porter's own home there.
final class DatabaseCopies {
    private static final Logger log = LoggerFactory.getLogger(DatabaseCopies.class);
    private static final NasPath FOLDER = NasPath.home(UserName.PORTER).resolve(".porter/database");
    private static final int KEPT = 7;
    private static final int MOST = 1_000;

    private final DatabaseFile database;
    private final Nas nas;

    DatabaseCopies(DatabaseFile database, Nas nas) {
        this.database = database;
        this.nas = nas;
    }

    /// Brings the copies on this computer to the NAS, as far as they are not there. It is done one
    /// after the other, as what a kill left of one is taken away first.
    synchronized void bring() throws IOException {
        var files = nas.files();
        files.createHome(UserName.PORTER);
        files.createFolder(FOLDER);
        files.sweep(FOLDER);
        database.putLast(copies().stream().map(NasPath::name).collect(Collectors.toSet()));
        for (var copy : database.copies()) {
            var there = FOLDER.resolve(copy.getFileName().toString());
            if (files.stat(there).isEmpty()) {
                try (var content = Files.newInputStream(copy)) {
                    files.publish(there, content);
                }
            }
        }
        for (var old : copies().stream().skip(KEPT).toList()) {
            files.delete(old);
        }
    }

    /// The copies on the NAS, latest first.
    private List<NasPath> copies() {
        return nas.files().list(FOLDER, 0, MOST).stream()
                .map(NasEntry::path)
                .filter(path -> DatabaseFile.isCopy(path.name()))
                .sorted(Comparator.comparing(NasPath::name).reversed())
                .toList();
    }

    /// Makes the database from the latest copy on the NAS, when there is no database.
    ///
    /// @throws CannotStartException when the NAS does not answer, or the copy is not whole
    void restore() {
        if (database.exists()) {
            log.info("There is a database already; it is kept.");
            return;
        }
        try {
            restoreLatest();
        } catch (NasException e) {
            throw Recovery.impossible(e);
        }
    }

    private void restoreLatest() {
        var latest = latest();
        if (latest.isEmpty()) {
            log.warn("There is no copy of the database on the NAS: Porter starts with a new one.");
            return;
        }
        try (var content = nas.files().open(latest.get(), 0)) {
            database.restore(content);
        } catch (NasException e) {
            if (e.isOfAll()) {
                throw e;
            }
            throw notWhole(latest.get(), e);
        } catch (IOException | SQLException e) {
            throw notWhole(latest.get(), e);
        }
        log.info("The database was restored from {} on the NAS.", latest.get().name());
    }

    private static CannotStartException notWhole(NasPath copy, Exception why) {
        log.warn("{} cannot be read.", copy, why);
        return new CannotStartException(
                "%s on the NAS is no whole copy of the database: move it away, and start again with"
                                .formatted(copy.name())
                        + " porter.recover to use the one before.");
    }

    private Optional<NasPath> latest() {
        return nas.files().stat(FOLDER).isEmpty()
                ? Optional.empty()
                : copies().stream().findFirst();
    }
}
