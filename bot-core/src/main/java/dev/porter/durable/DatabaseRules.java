package dev.porter.durable;

import dev.porter.settings.CannotStartException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/// Refuses to work on a database that would lose what it confirmed.
public final class DatabaseRules {
    private static final Map<String, String> H2 =
            Map.of("WRITE_DELAY", "0", "REUSE_SPACE", "false");

    private DatabaseRules() {}

    /// Checks the settings of the database.
    ///
    /// @return whether it is H2
    /// @throws CannotStartException in one sentence that names the key and the remedy
    public static boolean check(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
                return false;
            }
            try (var statement =
                    connection.prepareStatement(
                            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                                    + " WHERE SETTING_NAME = ?")) {
                for (var rule : H2.entrySet()) {
                    statement.setString(1, rule.getKey());
                    try (var found = statement.executeQuery()) {
                        if (!found.next()
                                || !rule.getValue().equalsIgnoreCase(found.getString(1))) {
                            throw new CannotStartException(
                                    ("spring.datasource.url lacks %s=%s, without which H2 loses what"
                                                    + " it confirmed; add it, or remove the setting"
                                                    + " to use the default.")
                                            .formatted(rule.getKey(), rule.getValue()));
                        }
                    }
                }
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("The database's settings cannot be read.", e);
        }
    }
}
