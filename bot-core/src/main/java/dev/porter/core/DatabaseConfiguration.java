package dev.porter.core;

import dev.porter.durable.Compaction;
import dev.porter.settings.PorterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
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

    /// One file under the data folder, while no other database is set. The two settings are what
    /// keeps it whole over a kill; they go with a pool of one connection.
    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
    JdbcConnectionDetails database(PorterSettings settings) {
        var folder = settings.data().toAbsolutePath().normalize();
        var file = folder.resolve("porter");
        Compaction.compact(file, folder.resolve("database-backups"));
        return new Database("jdbc:h2:file:" + file + ";WRITE_DELAY=0;REUSE_SPACE=FALSE");
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
