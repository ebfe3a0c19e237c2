package dev.porter.core;

import dev.porter.durable.DatabaseFile;
import dev.porter.durable.OnlyInstance;
import dev.porter.nas.Nas;
import dev.porter.settings.PorterSettings;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the database is.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private record Database(String url) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    /// One file under the data folder, while no other database is set.
    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
    DatabaseFile databaseFile(PorterSettings settings, Clock clock) {
        var folder = settings.data().toAbsolutePath().normalize();
        return new DatabaseFile(
                folder.resolve("porter"), folder.resolve("database-backups"), clock);
    }

    @Bean
    @ConditionalOnBean(DatabaseFile.class)
    DatabaseCopies databaseCopies(DatabaseFile database, Nas nas) {
        return new DatabaseCopies(database, nas);
    }

    @Bean
    @ConditionalOnBean(DatabaseFile.class)
    JdbcConnectionDetails database(
            DatabaseFile file, DatabaseCopies copies, PorterSettings settings) {
        if (settings.recover()) {
            copies.restore();
        }
        file.compact();
        return new Database(file.url());
    }

    /// A database that an older version made is copied before it is changed.
    @Bean
    @ConditionalOnBean(DatabaseFile.class)
    FlywayMigrationStrategy copiesFirst(DatabaseFile file) {
        return flyway -> {
            if (flyway.info().current() != null && flyway.info().pending().length > 0) {
                copy(file, flyway.getConfiguration().getDataSource());
            }
            flyway.migrate();
        };
    }

    private static void copy(DatabaseFile file, DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            file.copy(connection);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    "The database could not be copied before its migration.", e);
        }
    }

    /// Before anything works on the database.
    @Bean
    OnlyInstance onlyInstance(
            JdbcConnectionDetails database, ConfigurableApplicationContext context) {
        return OnlyInstance.take(
                () ->
                        DriverManager.getConnection(
                                database.getJdbcUrl(),
                                database.getUsername(),
                                database.getPassword()),
                context::close);
    }

    /// Migrations need two connections, so they cannot have the pool's one.
    @Bean
    FlywayConnectionDetails migrations(JdbcConnectionDetails database) {
        return new FlywayConnectionDetails() {
            @Override
            public @Nullable String getUsername() {
                return database.getUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return database.getPassword();
            }

            @Override
            public String getJdbcUrl() {
                return database.getJdbcUrl();
            }
        };
    }
}
