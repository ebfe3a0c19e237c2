package dev.porter.chaos;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A row of the catalogue, read past Porter once that has stopped.
record Catalogued(String home, String path, long size, String sha256) {
    static List<Catalogued> all(Database database) {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT home, path, size, sha256 FROM file_version ORDER BY id")) {
            var all = new ArrayList<Catalogued>();
            while (rows.next()) {
                all.add(
                        new Catalogued(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getString(4)));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be read.", e);
        }
    }
}
