package dev.porter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.porter.conversation.Dialogue;
import dev.porter.core.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class DbScheduleTest {
    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HikariDataSource database;
    private DbSchedule schedule;

    private record Doing(
            String name, @Nullable Duration every, java.util.function.Consumer<String> what)
            implements Work {
        @Override
        public void run(String id) {
            what.accept(id);
        }
    }

    @BeforeEach
    void open() {
        var url = "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;REUSE_SPACE=FALSE";
        Flyway.configure().dataSource(url, "sa", "").load().migrate();
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername("sa");
        database.setMaximumPoolSize(1);
        schedule = start();
    }

    @AfterEach
    void close() {
        schedule.stop();
        database.close();
    }

    private DbSchedule start() {
        var started =
                new DbSchedule(
                        database,
                        () ->
                                List.of(
                                        new Doing("once", null, this::does),
                                        new Doing("always", Duration.ofHours(12), done::add)),
                        clock,
                        new Stopping());
        started.start();
        clock.noticedBy(started::look);
        return started;
    }

    private void does(String id) {
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("The test wants this to fail.");
        }
        done.add(id);
    }

    /// Sees these done, and nothing else that is to be done once.
    private void seesOnly(String... ids) {
        var rows = new JdbcTemplate(database);
        await().untilAsserted(() ->
                assertThat(
                                rows.queryForList(
                                        "SELECT task_instance FROM scheduled_tasks"
                                                + " WHERE task_name = 'once'"))
                        .isEmpty());
        assertThat(done.stream().filter(id -> id.length() == 1)).containsExactlyInAnyOrder(ids);
    }

    private void sees(String... ids) {
        await().untilAsserted(() ->
                assertThat(done.stream().filter(id -> id.length() == 1))
                        .containsExactlyInAnyOrder(ids));
    }

    @Test
    void work_is_done_when_its_time_comes() {
        schedule.at(clock.instant(), "once", "a");
        schedule.at(clock.instant().plus(Duration.ofHours(1)), "once", "b");
        sees("a");
        clock.advance(Duration.ofHours(2));
        sees("a", "b");
    }

    @Test
    void work_that_fails_is_done_again() {
        failures.set(2);
        schedule.at(clock.instant(), "once", "a");
        await().until(() -> {
            clock.advance(Duration.ofSeconds(5));
            return done.contains("a");
        });
        assertThat(failures.get()).isNegative();
    }

    @Test
    void the_same_work_waits_only_once() {
        var later = clock.instant().plus(Duration.ofHours(1));
        schedule.at(later, "once", "a");
        schedule.at(later, "once", "a");
        clock.advance(Duration.ofHours(2));
        seesOnly("a");
    }

    @Test
    void many_may_ask_at_once_for_what_waits_or_is_just_being_done() {
        for (var round = 0; round < 20; round++) {
            var id = "round " + round;
            schedule.at(clock.instant().plus(Duration.ofHours(1)), "once", id);
            Dialogue.atOnce(
                    Collections.nCopies(8, id), same -> schedule.at(clock.instant(), "once", same));
            await().until(() -> done.contains(id));
        }
    }

    @Test
    void what_cannot_be_remembered_is_not_said_to_be() {
        var asking = Thread.currentThread();
        var asked = new AtomicInteger();
        var row = new JdbcTemplate(database);
        // The same waits already when it is entered, and is gone when it is looked at.
        var flickering =
                new DelegatingDataSource(database) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        if (Thread.currentThread() == asking) {
                            flicker(row, asked.getAndIncrement() % 3);
                        }
                        return super.getConnection();
                    }
                };
        var other = new DbSchedule(flickering, List::of, clock, new Stopping());
        other.start();
        try {
            assertThatThrownBy(() -> other.at(clock.instant(), "none", "a"))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            other.stop();
        }
    }

    private static void flicker(JdbcTemplate row, int turn) {
        if (turn == 0) {
            row.update(
                    "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked,"
                            + " version) VALUES ('none', 'a', CURRENT_TIMESTAMP, FALSE, 1)");
        } else if (turn == 2) {
            row.update("DELETE FROM scheduled_tasks WHERE task_name = 'none'");
        }
    }

    @Test
    void what_a_transaction_took_back_is_not_done() {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            schedule.at(clock.instant(), "once", "a");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(_ -> schedule.at(clock.instant(), "once", "b"));
        seesOnly("b");
    }

    @Test
    void work_survives_a_restart_also_when_it_was_in_work_as_the_power_went() {
        schedule.at(clock.instant().plus(Duration.ofHours(1)), "once", "a");
        schedule.stop();
        new JdbcTemplate(database)
                .update(
                        "UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'a process that is"
                                + " no more', last_heartbeat = ? WHERE task_instance = 'a'",
                        clock.instant().atOffset(java.time.ZoneOffset.UTC));
        clock.advance(Duration.ofHours(2));
        schedule = start();
        sees("a");
    }

    @Test
    void work_that_is_always_there_comes_again_and_again() {
        await().until(() -> done.contains("recurring"));
        done.clear();
        await().until(() -> {
            clock.advance(Duration.ofHours(13));
            return done.contains("recurring");
        });
    }
}
