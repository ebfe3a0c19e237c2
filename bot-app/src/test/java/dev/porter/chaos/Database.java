package dev.porter.chaos;

import java.nio.file.Path;
import java.util.List;

/// Porter's database in a run.
///
/// @param settings how Porter is told of it
record Database(String url, String user, String password, List<String> settings) {
    /// The one that Porter uses when nothing is set.
    static Database builtIn(Path data) {
        return new Database(
                "jdbc:h2:file:%s;WRITE_DELAY=0;REUSE_SPACE=FALSE;IFEXISTS=TRUE"
                        .formatted(data.resolve("porter")),
                "sa",
                "",
                List.of());
    }
}
