package dev.porter.durable;

import com.zaxxer.hikari.HikariDataSource;
import dev.porter.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded database: its file, and the copies of it as SQL scripts.
///
/// With the settings that keep it whole, H2 only ever appends to its file; so now and then it is
/// written anew from a script, compared, and put in the place of the old one.
public final class DatabaseFile {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    /// Keeps it whole over a kill; and who is asked to stop closes it by itself, when nothing needs
    /// it any more.
    private static final String SAFE = ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE";

    private static final String BEGINS = "porter-";
    private static final String ENDS = ".sql.gz";
    private static final long WORTH_IT = 48L * 1024 * 1024;
    private static final int KEPT = 7;
    private static final Duration CALM = Duration.ofSeconds(30);

    private final Path database;
    private final Path copies;
    private final Clock clock;

    /// @param database its path without `.mv.db`
    /// @param copies the folder for the scripts
    public DatabaseFile(Path database, Path copies, Clock clock) {
        this.database = database;
        this.copies = copies;
        this.clock = clock;
    }

    /// How it is opened.
    public String url() {
        return url(database);
    }

    private static String url(Path database) {
        return "jdbc:h2:file:" + database + SAFE;
    }

    private static Path file(Path database) {
        return Path.of(database + ".mv.db");
    }

    /// Whether there is one.
    public boolean exists() {
        return Files.exists(file(database));
    }

    /// Writes a copy of an open database; it is on the disk when this returns. The latest copies
    /// are kept.
    ///
    /// @param connection one to this database
    public synchronized Path copy(Connection connection) throws IOException, SQLException {
        Disk.folder(copies);
        var moment = Moments.next(latest().orElse(null), clock.instant());
        var copy = copies.resolve(BEGINS + moment + ENDS);
        var part = Disk.part(copy);
        try {
            run(connection, "SCRIPT TO ? COMPRESSION GZIP", part);
            Disk.force(part);
            Disk.name(part, copy);
        } finally {
            Files.deleteIfExists(part);
        }
        for (var old : copies().stream().skip(KEPT).toList()) {
            Files.delete(old);
        }
        return copy;
    }

    /// Sees to it that the latest copy here, which is of the database as it is, also sorts as the
    /// latest among others: their moments may be from a clock that was ahead, of which nothing else
    /// is known here.
    ///
    /// @param others the names of copies kept elsewhere; it may be one of them
    public synchronized void putLast(Set<String> others) throws IOException {
        var mine = copies().stream().findFirst();
        var last = others.stream().max(Comparator.naturalOrder());
        if (mine.isEmpty() || last.isEmpty()) {
            return;
        }
        var name = mine.get().getFileName().toString();
        if (!others.contains(name) && name.compareTo(last.get()) < 0) {
            var moment = Moments.next(last.get().substring(BEGINS.length()), clock.instant());
            Disk.name(mine.get(), copies.resolve(BEGINS + moment + ENDS));
        }
    }

    /// The copies, latest first.
    public List<Path> copies() throws IOException {
        if (Files.notExists(copies)) {
            return List.of();
        }
        try (var all = Files.list(copies)) {
            return all.filter(path -> isCopy(path.getFileName().toString()))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    /// When the latest copy was made.
    public Optional<Instant> lastCopy() throws IOException {
        return latest().flatMap(Moments::of);
    }

    /// What the name of the latest copy says, from its moment on.
    private Optional<String> latest() throws IOException {
        return copies().stream()
                .findFirst()
                .map(copy -> copy.getFileName().toString().substring(BEGINS.length()));
    }

    /// Whether a file of this name is a copy; the names sort by time.
    public static boolean isCopy(String name) {
        return name.startsWith(BEGINS) && name.endsWith(ENDS);
    }

    /// Makes the database from a copy.
    ///
    /// @throws IllegalStateException when there is a database already
    public void restore(InputStream copy) throws IOException, SQLException {
        if (exists()) {
            throw new IllegalStateException("There is a database already.");
        }
        Disk.folder(copies);
        var script = Disk.part(copies.resolve("restored"));
        try {
            Files.copy(copy, script, StandardCopyOption.REPLACE_EXISTING);
            rewrite(script, null);
        } finally {
            Files.deleteIfExists(script);
        }
    }

    /// Makes the file small when that is worth it, while nobody has it open. When anything goes
    /// wrong, the old one stays as it is.
    public void compact() {
        var _ = compact(WORTH_IT);
    }

    /// As [#compact()], when it has so many bytes.
    ///
    /// @return whether a copy of it was written
    boolean compact(long worthIt) {
        var copied = false;
        try {
            sweep();
            if (!worthIt(worthIt)) {
                return false;
            }
            var before = Files.size(file(database));
            Map<String, Long> rows;
            Path copy;
            try (var old = DriverManager.getConnection(url(), "sa", "")) {
                rows = counts(old);
                copy = copy(old);
                copied = true;
            }
            rewrite(copy, rows);
            var after = Files.size(file(database));
            Files.writeString(compacted(), "" + after);
            log.info("The database was compacted from {} to {} bytes.", before, after);
        } catch (IOException | SQLException e) {
            log.warn("The database was not compacted; it is used as it is.", e);
        }
        return copied;
    }

    /// Throws away what a stop has cut.
    private void sweep() throws IOException {
        discard();
        Disk.sweep(copies);
    }

    /// Throws away what did not get the place of the database, and what H2 wrote of its troubles.
    private void discard() throws IOException {
        Files.deleteIfExists(file(fresh()));
        Files.deleteIfExists(Path.of(fresh() + ".trace.db"));
    }

    /// Makes the file small while Porter runs: whoever wants the database waits meanwhile.
    ///
    /// @param pool the only one that has it open; it can be suspended
    /// @return whether that has written a copy, also when nothing came of it
    public boolean compact(HikariDataSource pool) {
        try {
            if (!worthIt(WORTH_IT)) {
                return false;
            }
        } catch (IOException _) {
            return false;
        }
        var gate = pool.getHikariPoolMXBean();
        gate.suspendPool();
        try {
            if (closed(pool)) {
                return compact(WORTH_IT);
            }
            log.info("The database is too busy to be compacted now.");
            return false;
        } finally {
            gate.resumePool();
        }
    }

    /// It is worth it again when the file has grown to twice what was left the last time.
    private boolean worthIt(long least) throws IOException {
        return exists() && Files.size(file(database)) >= Math.max(least, 2 * afterTheLast());
    }

    private long afterTheLast() throws IOException {
        try {
            return Files.exists(compacted()) ? Long.parseLong(Files.readString(compacted())) : 0;
        } catch (NumberFormatException _) {
            return 0; // a stop tore it
        }
    }

    private Path compacted() {
        return Path.of(database + ".compacted");
    }

    /// With its last connection, H2 closes the file.
    private static boolean closed(HikariDataSource pool) {
        var gate = pool.getHikariPoolMXBean();
        try {
            for (var until = System.nanoTime() + CALM.toNanos(); System.nanoTime() < until; ) {
                gate.softEvictConnections();
                if (gate.getTotalConnections() == 0) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Path fresh() {
        return Path.of(database + "-fresh");
    }

    /// Puts what a copy holds in the place of the database.
    private void rewrite(Path copy, @Nullable Map<String, Long> rows)
            throws IOException, SQLException {
        discard();
        try {
            // Nobody depends on the new one yet, so it may reuse its space while it is written.
            try (var made = DriverManager.getConnection("jdbc:h2:file:" + fresh(), "sa", "")) {
                run(made, "RUNSCRIPT FROM ? COMPRESSION GZIP", copy);
                if (rows != null && !counts(made).equals(rows)) {
                    throw new SQLException("The new database lacks rows of the old one.");
                }
            }
            Disk.force(file(fresh()));
            Disk.name(file(fresh()), file(database));
        } finally {
            discard();
        }
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
}
