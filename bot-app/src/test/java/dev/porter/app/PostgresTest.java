package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Porter with a database that others could reach too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private Postgres postgres;
    private String database;
    private House house;

    @BeforeAll
    void open() {
        postgres = Postgres.start();
        database = postgres.newDatabase();
        house = House.open("--spring.datasource.url=" + database);
    }

    @AfterAll
    void close() {
        if (house != null) {
            house.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_sent_is_stored_found_and_brought_back() throws IOException {
        var kim = house.member("kim");
        kim.sends("plan.txt", bytes("in PostgreSQL"));
        kim.hears("Stored and verified");
        assertThat(kim.says("PLA")).contains("1. plan.txt");
        kim.says("/restore plan");
        kim.hears("is back, bit for bit");
        try (var back = kim.fetches(kim.handed())) {
            assertThat(back.readAllBytes()).isEqualTo(bytes("in PostgreSQL"));
        }
    }

    @Test
    void a_second_porter_on_the_same_database_does_not_start(@TempDir Path other) {
        assertNotStarted(other);
    }

    @Test
    void a_broken_line_loses_nothing_and_lets_no_second_porter_in(@TempDir Path other) {
        var lee = house.member("lee");
        postgres.breakLines();
        await().untilAsserted(() -> assertThat(lee.says("/menu")).contains("Your NAS, "));
        lee.sends("plan.txt", bytes("after the line broke"));
        lee.hears("Stored and verified");
        await().until(postgres::locked);
        assertNotStarted(other);
        assertThat(lee.says("/menu")).contains("Your NAS, ");
    }

    @Test
    void a_database_that_confirms_before_it_has_written_is_refused(@TempDir Path data) {
        var url = postgres.newDatabase() + "&options=-c%20synchronous_commit=off";
        try (var porter = PorterProcess.start(data, "--spring.datasource.url=" + url)) {
            assertThat(porter.ends(A_WHILE)).isNotZero();
            assertThat(porter.output())
                    .contains("spring.datasource.url has synchronous_commit=off")
                    .doesNotContain("\tat ");
        }
    }

    private void assertNotStarted(Path data) {
        try (var second = PorterProcess.start(data, "--spring.datasource.url=" + database)) {
            assertThat(second.ends(A_WHILE)).isNotZero();
            assertThat(second.output())
                    .contains("Another Porter is working on the database at spring.datasource.url")
                    .doesNotContain("\tat ");
        }
    }
}
