package dev.porter.chaos;

import dev.porter.app.Postgres;
import java.nio.file.Path;
import java.util.List;

/// Porter's database in a run.
///
/// @param url how the judge gets at it
/// @param settings how Porter is told of it
/// @param end ends what was started for it
record Database(String url, List<String> settings, Runnable end) implements AutoCloseable {
    private static final String FOR_THE_RUN = "postgresql";

    /// The one given with `-Dchaos.database=`: `postgresql` for one that is started for the run, or
    /// a JDBC URL of an empty database with user and password in it. Without it, the one that
    /// Porter uses when nothing is set.
    static Database given(Path data) {
        var asked = System.getProperty("chaos.database");
        if (asked == null) {
            return builtIn(data);
        }
        if (asked.equals(FOR_THE_RUN)) {
            var server = Postgres.start();
            return at(server.newDatabase(), server::close);
        }
        return at(asked, () -> {});
    }

    private static Database at(String url, Runnable end) {
        return new Database(url, List.of("--spring.datasource.url=" + url), end);
    }

    private static Database builtIn(Path data) {
        return new Database(
                "jdbc:h2:file:%s;WRITE_DELAY=0;REUSE_SPACE=FALSE;IFEXISTS=TRUE;USER=sa"
                        .formatted(data.resolve("porter")),
                List.of(),
                () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
