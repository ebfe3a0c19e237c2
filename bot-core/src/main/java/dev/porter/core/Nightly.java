package dev.porter.core;

import com.zaxxer.hikari.HikariDataSource;
import dev.porter.account.Accounts;
import dev.porter.durable.DatabaseFile;
import dev.porter.files.Manifests;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.LocalTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/// What is done while everybody sleeps: the database is copied and the copy brought to the NAS, the
/// catalogue of each account is written into its home, and the database is made small.
final class Nightly implements Work {
    private static final LocalTime WHEN = LocalTime.of(3, 30);

    private final @Nullable DatabaseFile database;
    private final @Nullable DatabaseCopies copies;
    private final DataSource dataSource;
    private final Accounts accounts;
    private final Manifests manifests;

    /// @param database null when it is not the embedded one, which somebody else then backs up
    Nightly(
            @Nullable DatabaseFile database,
            @Nullable DatabaseCopies copies,
            DataSource dataSource,
            Accounts accounts,
            Manifests manifests) {
        this.database = database;
        this.copies = copies;
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.manifests = manifests;
    }

    @Override
    public String name() {
        return "nightly";
    }

    @Override
    public LocalTime daily() {
        return WHEN;
    }

    @Override
    public void run(String id) {
        copy();
        if (database != null && dataSource instanceof HikariDataSource pool) {
            database.compact(pool);
        }
        accounts.all().stream()
                .filter(account -> account.userName().isPresent())
                .forEach(manifests::write);
    }

    private void copy() {
        if (database == null || copies == null) {
            return;
        }
        try {
            try (var connection = dataSource.getConnection()) {
                database.copy(connection);
            }
            copies.bring();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database was not copied.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
