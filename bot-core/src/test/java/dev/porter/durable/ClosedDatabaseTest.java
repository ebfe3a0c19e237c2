package dev.porter.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that closed itself under an open connection.
class ClosedDatabaseTest {
    @TempDir private Path folder;

    @Test
    void it_is_opened_again_and_has_what_was_committed() throws SQLException {
        try (var pool = new HikariDataSource()) {
            var file =
                    new DatabaseFile(
                            folder.resolve("porter"), folder.resolve("copies"), Clock.systemUTC());
            pool.setJdbcUrl(file.url());
            pool.setMaximumPoolSize(1);
            pool.setExceptionOverrideClassName(ClosedDatabase.class.getName());
            execute(pool, "CREATE TABLE promise AS SELECT 7 AS one");
            closeUnder(pool);

            assertThatThrownBy(() -> execute(pool, "SELECT one FROM promise"))
                    .hasMessageContaining("The database has been closed");
            assertThat(execute(pool, "SELECT one FROM promise")).isTrue();
        }
    }

    private static boolean execute(HikariDataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    /// What H2 itself does when it cannot write.
    private static void closeUnder(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().closeImmediately();
        }
    }
}
