package dev.porter.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
    @TempDir Path folder;

    private Path database;
    private Path backups;

    @BeforeEach
    void a_database_that_has_grown() throws SQLException {
        database = folder.resolve("porter");
        backups = folder.resolve("backups");
        try (var connection = open()) {
            run(connection, "CREATE TABLE thing (id BIGINT PRIMARY KEY, name VARCHAR(100))");
            for (var i = 0; i < 500; i++) {
                run(connection, "INSERT INTO thing VALUES (%d, 'thing „%d“')".formatted(i, i));
            }
        }
    }

    @Test
    void every_row_is_still_there_and_the_file_is_smaller() throws Exception {
        var before = Files.size(file());
        whole().compact(0);
        assertThat(Files.size(file())).isLessThan(before / 2);
        try (var connection = open()) {
            var row =
                    connection
                            .createStatement()
                            .executeQuery("SELECT COUNT(*), MAX(name) FROM thing WHERE id >= 0");
            row.next();
            assertThat(row.getLong(1)).isEqualTo(500);
            assertThat(row.getString(2)).isEqualTo("thing „9“");
        }
    }

    @Test
    void a_small_database_is_left_alone() throws Exception {
        var before = Files.getLastModifiedTime(file());
        whole().compact();
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
        assertThat(backups).doesNotExist();
    }

    @Test
    void a_script_stays_as_a_backup_and_only_the_latest_seven() throws Exception {
        Files.createDirectories(backups);
        for (var i = 0; i < 9; i++) {
            Files.createFile(backups.resolve("porter-2000-01-0" + i + ".sql.gz"));
        }
        whole().compact(0);
        try (var kept = Files.list(backups)) {
            var names = kept.map(path -> path.getFileName().toString()).sorted().toList();
            assertThat(names).hasSize(7);
            assertThat(names.getLast()).startsWith("porter-2").doesNotStartWith("porter-2000");
        }
    }

    @Test
    void what_was_just_compacted_is_left_alone_and_costs_no_copy() throws Exception {
        whole().compact(0);
        var copies = whole().copies();
        whole().compact(0);
        assertThat(whole().copies()).isEqualTo(copies);
    }

    @Test
    void a_copy_made_after_the_clock_was_put_back_is_still_the_latest() throws Exception {
        Files.createDirectories(backups);
        for (var i = 1; i <= 7; i++) {
            Files.createFile(
                    backups.resolve("porter-2999-01-0%dT03-30-00-000Z.sql.gz".formatted(i)));
        }
        try (var connection = open()) {
            assertThat(whole().copies()).hasSize(7);
            var copy = whole().copy(connection);
            assertThat(whole().copies()).hasSize(7).startsWith(copy);
        }
    }

    @Test
    void the_latest_copy_becomes_the_latest_among_others_too_and_nothing_else_does()
            throws Exception {
        Files.createDirectories(backups);
        var older = Files.createFile(backups.resolve("porter-2026-11-01T03-30-00-000Z.sql.gz"));
        Files.createFile(backups.resolve("porter-2026-11-02T03-30-00-000Z.sql.gz"));
        whole().putLast(Set.of());
        whole().putLast(Set.of("porter-2026-10-01T03-30-00-000Z.sql.gz"));
        assertThat(names()).startsWith("porter-2026-11-02T03-30-00-000Z.sql.gz");
        var ahead = "porter-2999-01-01T03-30-00-000Z.sql.gz";
        whole().putLast(Set.of("porter-2026-11-02T03-30-00-000Z.sql.gz", ahead));
        assertThat(names()).startsWith("porter-2026-11-02T03-30-00-000Z.sql.gz");
        whole().putLast(Set.of(ahead));
        assertThat(names())
                .containsExactly(
                        "porter-2999-01-01T03-30-00-001Z.sql.gz", older.getFileName().toString());
    }

    private List<String> names() throws IOException {
        return whole().copies().stream().map(copy -> copy.getFileName().toString()).toList();
    }

    @Test
    void a_database_that_cannot_be_read_is_left_as_it_is() throws Exception {
        Files.writeString(file(), "this is no database at all");
        whole().compact(0);
        assertThat(file()).hasContent("this is no database at all");
    }

    @Test
    void what_cannot_take_the_place_of_the_database_does_not_stay_on_the_disk() throws Exception {
        var script = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(script)) {
            zip.write("CREATE TABLE a (id INT); then the disk is full;".getBytes(UTF_8));
        }
        var made = new DatabaseFile(folder.resolve("made"), backups, Clock.systemUTC());
        assertThatThrownBy(() -> made.restore(new ByteArrayInputStream(script.toByteArray())))
                .isInstanceOf(SQLException.class);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file(), backups);
        }
        try (var left = Files.list(backups)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void what_a_stop_left_half_made_is_thrown_away() throws Exception {
        var half = folder.resolve("porter-fresh.mv.db");
        Files.writeString(half, "half");
        var cut = backups.resolve("porter-2026-11-01T03-30-00-000Z.sql.gz.part");
        Files.createDirectories(backups);
        Files.writeString(cut, "half");
        whole().compact(0);
        assertThat(half).doesNotExist();
        assertThat(cut).doesNotExist();
        try (var connection = open()) {
            run(connection, "INSERT INTO thing VALUES (1000, 'new')");
        }
    }

    private DatabaseFile whole() {
        return new DatabaseFile(database, backups, Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("porter.mv.db");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + database + ";WRITE_DELAY=0;REUSE_SPACE=FALSE", "sa", "");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
