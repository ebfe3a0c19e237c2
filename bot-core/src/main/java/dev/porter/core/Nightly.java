package dev.porter.core;

import com.zaxxer.hikari.HikariDataSource;
import dev.porter.durable.DatabaseFile;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/// What is done while everybody sleeps: the database is copied and made small. What of it goes to
/// the NAS is work of its own, because it is tried again until the NAS is there: repeated here, it
/// would make another copy each time and push out those of earlier nights.
final class Nightly implements Work {
    private static final LocalTime WHEN = LocalTime.of(3, 30);

    private final @Nullable DatabaseFile database;
    private final DataSource dataSource;
    private final Schedule schedule;
    private final Clock clock;

    /// @param database null when it is not the embedded one, which somebody else then backs up
    Nightly(
            @Nullable DatabaseFile database,
            DataSource dataSource,
            Schedule schedule,
            Clock clock) {
        this.database = database;
        this.dataSource = dataSource;
        this.schedule = schedule;
        this.clock = clock;
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
        if (database != null) {
            copy(database);
        }
        schedule.at(clock.instant(), ToTheNas.NAME, name());
    }

    /// A database that is made small is copied by that: another copy would push out one of an
    /// earlier night.
    private void copy(DatabaseFile from) {
        if (dataSource instanceof HikariDataSource pool && from.compact(pool)) {
            return;
        }
        try (var connection = dataSource.getConnection()) {
            from.copy(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database was not copied.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
