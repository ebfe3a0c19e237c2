package dev.porter.core;

import dev.porter.settings.PorterSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The embedded database, while no other one is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
class DatabaseConfiguration {
    /// One file under the data folder. The two settings are what keeps it whole over a kill; they
    /// go with a pool of one connection.
    @Bean
    JdbcConnectionDetails database(PorterSettings settings) {
        var file = settings.data().toAbsolutePath().normalize().resolve("porter");
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;REUSE_SPACE=FALSE";
            }

            @Override
            public String getUsername() {
                return "sa";
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }
}
