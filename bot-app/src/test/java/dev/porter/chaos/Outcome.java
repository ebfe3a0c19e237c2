package dev.porter.chaos;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What became of one file that was sent, as the database says once Porter has stopped.
///
/// @param state as `Backup.State` names it
record Outcome(String home, String name, String state) {
    boolean isStored() {
        return state.equals("STORED") || state.equals("DUPLICATE");
    }

    static List<Outcome> all(Database database) {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT account.user_name, backup.name, backup.state FROM backup"
                                        + " JOIN account ON account.id = backup.account_id"
                                        + " ORDER BY backup.id")) {
            var all = new ArrayList<Outcome>();
            while (rows.next()) {
                all.add(new Outcome(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be read.", e);
        }
    }
}
