package dev.porter.durable;

import dev.porter.settings.CannotStartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that one Porter alone works on a database which several could reach: the second one
/// does not start. The lock lives as long as a connection of its own, so that whatever ends the
/// process or the line ends it too.
public final class OnlyInstance implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OnlyInstance.class);

    /// Any number that nothing else in the database uses.
    private static final long PORTER = 0x506f72746572L;

    private static final int PAUSE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 5;

    private final Connections connections;
    private final Runnable stop;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Connection holding;

    /// Opens connections that belong to no pool.
    @FunctionalInterface
    public interface Connections {
        /// Opens one.
        Connection open() throws SQLException;
    }

    private OnlyInstance(Connections connections, Runnable stop) {
        this.connections = connections;
        this.stop = stop;
    }

    /// Takes the database for this process. An H2 file is locked by H2 itself.
    ///
    /// @param stop stops Porter, should another one have taken the database while it was not
    ///   reachable
    /// @throws CannotStartException when another Porter works on it
    public static OnlyInstance take(Connections connections, Runnable stop) {
        var only = new OnlyInstance(connections, stop);
        if (!only.takes()) {
            throw new CannotStartException(
                    "Another Porter is working on the database at spring.datasource.url: stop it, or"
                            + " give this one a database of its own.");
        }
        if (only.holding != null) {
            Thread.ofVirtual().name("only-instance").start(only::keep);
        }
        return only;
    }

    /// @return false when another process has the lock
    private boolean takes() {
        try {
            var connection = connections.open();
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                connection.close();
                return true;
            }
            if (locks(connection)) {
                holding = connection;
                return true;
            }
            connection.close();
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be taken.", e);
        }
    }

    private static boolean locks(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, PORTER);
            try (var taken = statement.executeQuery()) {
                return taken.next() && taken.getBoolean(1);
            }
        }
    }

    private void keep() {
        try {
            while (!over.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                if (!holds() && !takesAgain()) {
                    log.error("Another Porter has taken the database: this one stops.");
                    stop.run();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean holds() {
        var connection = holding;
        try {
            return connection != null && connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    /// @return false only when another process has the lock
    private boolean takesAgain() {
        try {
            release();
            return takes();
        } catch (IllegalStateException e) {
            log.warn("The database is away; it is taken again when it is back.", e);
            return true;
        }
    }

    private void release() {
        var connection = holding;
        holding = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException _) {
                // gone already
            }
        }
    }

    @Override
    public void close() {
        over.countDown();
        release();
    }
}
