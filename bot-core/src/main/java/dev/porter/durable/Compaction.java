package dev.porter.durable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the embedded database small. With the settings that keep it whole, H2 only ever appends to
/// its file; so before it is opened it is written anew from a script, compared, and put in the
/// place of the old one. The scripts stay for a while as backups.
public final class Compaction {
    private static final Logger log = LoggerFactory.getLogger(Compaction.class);
    private static final long WORTH_IT = 48L * 1024 * 1024;
    private static final int KEPT = 7;

    private Compaction() {}

    /// Compacts the database when that is worth it. When anything goes wrong, the old one stays as
    /// it is.
    ///
    /// @param database its path without `.mv.db`
    /// @param backups where the scripts are kept
    public static void compact(Path database, Path backups) {
        compact(database, backups, WORTH_IT);
    }

    static void compact(Path database, Path backups, long worthIt) {
        var file = Path.of(database + ".mv.db");
        var fresh = Path.of(database + "-fresh");
        var freshFile = Path.of(fresh + ".mv.db");
        try {
            Files.deleteIfExists(freshFile); // left by a stop
            if (Files.notExists(file) || Files.size(file) < worthIt) {
                return;
            }
            Files.createDirectories(backups);
            var before = Files.size(file);
            var name =
                    DateTimeFormatter.ISO_INSTANT
                            .format(Files.getLastModifiedTime(file).toInstant())
                            .replace(':', '-');
            var script = backups.resolve("porter-" + name + ".sql.gz");
            Map<String, Long> was;
            try (var old = open(database + ";WRITE_DELAY=0;REUSE_SPACE=FALSE")) {
                was = counts(old);
                run(old, "SCRIPT TO ? COMPRESSION GZIP", script);
            }
            // Nobody depends on the new one yet, so it may reuse its space while it is written.
            try (var made = open(fresh.toString())) {
                run(made, "RUNSCRIPT FROM ? COMPRESSION GZIP", script);
                if (!counts(made).equals(was)) {
                    throw new SQLException("The new database lacks rows of the old one.");
                }
            }
            force(freshFile);
            Files.move(freshFile, file, StandardCopyOption.ATOMIC_MOVE);
            force(backups.toAbsolutePath().resolveSibling("").normalize());
            thinOut(backups);
            log.info("The database was compacted from {} to {} bytes.", before, Files.size(file));
        } catch (IOException | SQLException e) {
            log.warn("The database was not compacted; it is used as it is.", e);
        }
    }

    private static Connection open(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
    }

    private static void run(Connection connection, String sql, Path script) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, script.toString());
            statement.execute();
        }
    }

    /// How many rows each table has.
    private static Map<String, Long> counts(Connection connection) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var tables =
                connection
                        .createStatement()
                        .executeQuery(
                                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                                        + " WHERE TABLE_SCHEMA = 'PUBLIC'")) {
            while (tables.next()) {
                var table = tables.getString(1);
                try (var count =
                        connection
                                .createStatement()
                                .executeQuery("SELECT COUNT(*) FROM \"%s\"".formatted(table))) {
                    count.next();
                    counts.put(table, count.getLong(1));
                }
            }
        }
        return counts;
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void thinOut(Path backups) throws IOException {
        try (var scripts = Files.list(backups)) {
            for (var old :
                    scripts.sorted(Comparator.comparing(Path::getFileName).reversed())
                            .skip(KEPT)
                            .toList()) {
                Files.delete(old);
            }
        }
    }
}
