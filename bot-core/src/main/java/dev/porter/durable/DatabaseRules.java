package dev.porter.durable;

import dev.porter.settings.CannotStartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Refuses to work on a database that would lose what it confirmed.
public final class DatabaseRules {
    private static final Map<String, String> H2 =
            Map.of("WRITE_DELAY", "0", "REUSE_SPACE", "false");
    private static final List<String> POSTGRES = List.of("synchronous_commit", "fsync");

    private DatabaseRules() {}

    /// Checks the settings of the database.
    ///
    /// @return whether it is H2
    /// @throws CannotStartException in one sentence that names the key and the remedy
    public static boolean check(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            var product = connection.getMetaData().getDatabaseProductName();
            switch (product) {
                case "H2" -> checkH2(connection);
                case "PostgreSQL" -> checkPostgres(connection);
                default -> {} // somebody else's promise
            }
            return product.equals("H2");
        } catch (SQLException e) {
            throw new IllegalStateException("The database's settings cannot be read.", e);
        }
    }

    private static void checkH2(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                                + " WHERE SETTING_NAME = ?")) {
            for (var rule : H2.entrySet()) {
                statement.setString(1, rule.getKey());
                try (var found = statement.executeQuery()) {
                    if (!found.next() || !rule.getValue().equalsIgnoreCase(found.getString(1))) {
                        throw new CannotStartException(
                                ("spring.datasource.url lacks %s=%s, without which H2 loses what it"
                                                + " confirmed; add it, or remove the setting to use"
                                                + " the default.")
                                        .formatted(rule.getKey(), rule.getValue()));
                    }
                }
            }
        }
    }

    /// What is committed must be on the disk before anybody is told.
    private static void checkPostgres(Connection connection) throws SQLException {
        for (var setting : POSTGRES) {
            try (var statement = connection.createStatement();
                    var shown = statement.executeQuery("SHOW " + setting)) {
                if (!shown.next() || shown.getString(1).equals("off")) {
                    throw new CannotStartException(
                            ("The database at spring.datasource.url has %s=off, with which PostgreSQL"
                                            + " loses what it confirmed when the power goes; set it to"
                                            + " on for this database.")
                                    .formatted(setting));
                }
            }
        }
    }
}
