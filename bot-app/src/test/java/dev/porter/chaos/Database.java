package dev.porter.chaos;

import java.nio.file.Path;
import java.util.List;

/// Porter's database in a run.
///
/// @param url how the judge gets at it
/// @param settings how Porter is told of it
record Database(String url, List<String> settings) {
    /// The one given with `-Dchaos.database=`, a JDBC URL of an empty database with user and
    /// password in it, or else the one that Porter uses when nothing is set.
    static Database given(Path data) {
        var url = System.getProperty("chaos.database");
        return url == null
                ? builtIn(data)
                : new Database(url, List.of("--spring.datasource.url=" + url));
    }

    private static Database builtIn(Path data) {
        return new Database(
                "jdbc:h2:file:%s;WRITE_DELAY=0;REUSE_SPACE=FALSE;IFEXISTS=TRUE;USER=sa"
                        .formatted(data.resolve("porter")),
                List.of());
    }
}
