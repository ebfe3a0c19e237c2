package dev.porter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import org.opentest4j.TestAbortedException;

/// A real PostgreSQL on a free port of this machine.
public final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedPostgres server;
    private int made;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Starts it with nothing in it.
    ///
    /// @throws TestAbortedException where it cannot run, as when everything runs as root in a
    ///   container that lets nobody become another user
    public static Postgres start() {
        try {
            return new Postgres(
                    EmbeddedPostgres.builder()
                            .setServerConfig("synchronous_commit", "on") // as Porter wants it
                            .setServerConfig("fsync", "on")
                            .setPGStartupWait(PATIENCE)
                            .start());
        } catch (IOException | IllegalStateException e) {
            var reason = "No PostgreSQL can be started here, so nothing is tried with one: " + e;
            System.out.println(reason);
            throw new TestAbortedException(reason, e);
        }
    }

    /// A new, empty database.
    ///
    /// @return its JDBC URL, with the user in it
    public String newDatabase() {
        made++;
        execute("CREATE DATABASE porter" + made);
        return server.getJdbcUrl(USER, "porter" + made);
    }

    /// Breaks every line to it.
    void breakLines() {
        execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    /// Whether somebody holds a lock of the kind that keeps a second Porter out.
    boolean locked() {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted")) {
            return found.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
