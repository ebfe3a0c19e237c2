package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.chat.Features;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.HostileNames;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.TroubledNas.PowerCut;
import dev.porter.nas.UserName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_file_is_stored_and_the_receipt_says_what_and_where() {
        var ada = dialogue.member("ada");
        ada.sends("Tax 2026.txt", "the numbers");
        ada.sees(
                "✅ Stored and verified",
                "Tax 2026.txt",
                "11 bytes",
                "Folder: Backup/20",
                "SHA-256: " + InMemoryNas.fingerprint("the numbers").sha256());
        assertThat(ada.keeps()).singleElement().asString().endsWith("/Tax 2026.txt");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("the numbers");
        assertThat(ada.keepsBehind()).isEmpty();
        assertThat(ada.end().sees()).filteredOn(s -> s.text().contains("Stored")).hasSize(1);
        ada.presses("Open").sees("Tax 2026.txt", "[⬇ Restore]");
    }

    @Test
    void files_sent_together_have_a_receipt_each_and_one_summary() {
        var ada = dialogue.member("ada");
        ada.sendsTogether("a.txt", "one", "b.txt", "two", "c.txt", "three", "a.txt", "one");
        ada.sees("✅ All 4 files are stored and verified", "3 new", "1 I had already");
        ada.sees("a.txt", "b.txt", "c.txt", "Already stored");
        var summaries =
                ada.end().sees().stream().filter(seen -> seen.text().contains("All 4 files"));
        assertThat(summaries).hasSize(1);
        assertThat(ada.keeps()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void one_receipt_is_seen_however_many_answers_of_the_platform_get_lost(int answers) {
        var ada = dialogue.member("ada");
        ada.end().loseAnswers(answers);
        ada.sendsTogether("a.txt", "one", "b.txt", "two");
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    dialogue.clock().advance(Duration.ofSeconds(5));
                    assertThat(seen(ada, "Stored and verified", "a.txt")).isEqualTo(1);
                    assertThat(seen(ada, "Stored and verified", "b.txt")).isEqualTo(1);
                    assertThat(seen(ada, "All 2 files are", "verified")).isEqualTo(1);
                });
    }

    private static long seen(Guest guest, String title, String name) {
        return guest.end().sees().stream()
                .filter(message -> message.text().contains(title) && message.text().contains(name))
                .count();
    }

    @Test
    void a_file_of_no_bytes_is_a_file() {
        var ada = dialogue.member("ada");
        ada.sends("empty", new byte[0]).sees("Stored and verified", "0 bytes");
        assertThat(ada.content(ada.keeps().getFirst())).isEmpty();
    }

    @Test
    void files_with_hostile_names_are_stored_under_harmless_ones() {
        var ada = dialogue.member("ada");
        for (var name : List.of("../../etc/passwd", "C:\\con.txt", "", "\u0000")) {
            ada.sends(name, "content of " + name).sees("Stored and verified");
        }
        for (var name : HostileNames.all()) {
            ada.sends(name, "content of " + name).sees("Stored and verified");
        }
        assertThat(ada.keeps())
                .hasSizeGreaterThanOrEqualTo(HostileNames.all().size() + 4)
                .allMatch(path -> path.matches("Backup/\\d{4}-\\d\\d/[^/]+"));
    }

    @Test
    void the_same_content_again_is_recognised() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "same").sees("Stored and verified");
        ada.sends("b.txt", "same").sees("Already stored", "as a.txt");
        assertThat(ada.keeps()).hasSize(1);
        var bob = dialogue.member("bob");
        bob.sends("mine.txt", "same").sees("Stored and verified");
        assertThat(bob.keeps()).hasSize(1);
    }

    @Test
    void the_same_content_that_overtakes_one_that_waits_is_stored_once() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        dialogue.trouble()
                .before(
                        "move",
                        () -> {
                            throw new NasException(NasException.Kind.BROKEN, "not now");
                        });
        ada.sends("first.txt", "same").sees("⏸ first.txt waits");
        ada.sends("second.txt", "same").sees("Stored and verified");
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.part(Backups.class).carryOn();
        ada.sees("Already stored", "as second.txt");
        assertThat(ada.keeps()).singleElement().asString().endsWith("/second.txt");
        assertThat(ada.keepsBehind()).isEmpty();
    }

    @Test
    void the_same_content_is_stored_anew_where_the_first_copy_is_damaged() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "precious").sees("Stored and verified");
        dialogue.nas().corrupt(new NasPath(ada.home(), ada.keeps().getFirst()));
        ada.sends("a.txt", "precious").sees("Stored and verified", "version 2");
        assertThat(ada.keeps()).anyMatch(path -> ada.content(path).equals("precious"));
    }

    @Test
    void new_content_under_an_old_name_is_a_new_version_and_nothing_is_overwritten() {
        var ada = dialogue.member("ada");
        ada.sends("plan.txt", "first").sees("Stored and verified");
        ada.sends("PLAN.txt", "second").sees("This is version 2; the earlier ones are kept");
        assertThat(ada.keeps()).hasSize(2);
        assertThat(ada.keeps()).extracting(ada::content).containsOnly("first", "second");
    }

    @Test
    void what_is_too_large_for_the_platform_is_refused_at_once() {
        var ada = dialogue.member("ada");
        dialogue.chat().can(new Features(1_000, 1_000, false, true));
        ada.sends("film.mov", new byte[1_001]);
        ada.sees("Too large for this chat", "film.mov has 1.1 kB", "Drive app");
        assertThat(ada.keeps()).isEmpty();
        ada.says("/backup").sees("up to 1.0 kB", "Nothing is waiting");
    }

    @Test
    void what_the_platform_does_not_have_any_more_is_given_up_and_said_so() {
        var ada = dialogue.member("ada");
        dialogue.chat().cutFilesAfter(1);
        ada.sends("a.txt", "abc").sees("waits");
        dialogue.chat().recover();
        dialogue.chat().forgetFiles();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("❌ a.txt is not stored", "Please send it once more");
        assertThat(ada.keeps()).isEmpty();
    }

    @Test
    void what_arrives_cut_short_is_never_called_stored() {
        var ada = dialogue.member("ada");
        dialogue.chat().cutFilesAfter(4);
        ada.sends("a.txt", "longer than four").sees("⏸ a.txt waits", "could not be fetched");
        assertThat(ada.keeps()).isEmpty();
        assertThat(ada.keepsBehind()).isEmpty();
        dialogue.chat().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("longer than four");
    }

    @Test
    void a_stream_that_breaks_is_tried_again() {
        var ada = dialogue.member("ada");
        var first = new java.util.concurrent.atomic.AtomicBoolean(true);
        ada.sends(
                "big.bin",
                3_000_000,
                () ->
                        new GeneratedStream(
                                3_000_000, first.getAndSet(false) ? 1_000_000 : Long.MAX_VALUE));
        ada.sees("⏸ big.bin waits");
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified", "3.0 MB");
    }

    @Test
    void a_line_moves_while_a_file_comes() {
        var ada = dialogue.member("ada");
        var seen = new CountDownLatch(1);
        ada.sends(
                "film.bin",
                1_000_000,
                () ->
                        new FilterInputStream(new GeneratedStream(1_000_000, Long.MAX_VALUE)) {
                            private long at;

                            @Override
                            public int read(byte[] buffer, int offset, int length)
                                    throws IOException {
                                if (at >= 500_000) {
                                    holdUntil(seen);
                                }
                                var count = super.read(buffer, offset, length);
                                at += count;
                                return count;
                            }
                        });
        ada.sees("⏳ Storing film.bin… ▓▓▓▓▓░░░░░ 5").doesNotSee("Stored and verified");
        seen.countDown();
        ada.sees("Stored and verified");
    }

    private static void holdUntil(CountDownLatch latch) {
        try {
            assertThat(latch.await(Dialogue.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_hiccup_of_the_chat_after_a_long_outage_of_the_nas_gives_nothing_up() {
        var ada = dialogue.member("ada");
        dialogue.chat().cutFilesAfter(1);
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS does not answer");
        var backups = dialogue.part(Backups.class);
        var backup = backups.openOf(account(ada)).getFirst();
        var later = dialogue.clock().instant().plus(Duration.ofMinutes(15));
        for (var i = 0; i < 70; i++) {
            dialogue.part(Durable.class)
                    .commit(() -> backups.problem(backup, Problem.NAS_AWAY, later));
        }
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(20));
        ada.sees("⏸ a.txt waits: the file could not be fetched").doesNotSee("not stored");
        dialogue.chat().recover();
        dialogue.clock().advance(Duration.ofMinutes(20));
        ada.sees("Stored and verified");
    }

    @Test
    void what_is_verified_is_not_fetched_again_nor_given_up() {
        var ada = dialogue.member("ada");
        dialogue.trouble()
                .before(
                        "move",
                        () -> {
                            dialogue.chat().forgetFiles();
                            throw new NasException(NasException.Kind.AWAY, "gone");
                        });
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS does not answer");
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
        assertThat(ada.keeps()).hasSize(1);
    }

    @Test
    void what_is_deleted_while_its_twin_arrives_is_not_called_stored() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "same").sees("Stored and verified");
        var tablet = dialogue.person("tablet").logsIn(ada);
        tablet.says("/files a.txt").presses("1");
        dialogue.trouble()
                .before("holds", () -> tablet.presses("Delete").sees("a.txt is in the bin"));
        ada.sends("b.txt", "same").sees("✅ Stored and verified", "b.txt");
        assertThat(ada.keepsBehind()).noneMatch(path -> path.endsWith(".part"));
    }

    @Test
    void content_that_is_only_an_earlier_version_is_said_to_be_that() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "one").sees("Stored and verified");
        ada.sends("a.txt", "two").sees("version 2");
        ada.sends("a.txt", "one").sees("is stored already as version 1 of 2");
        ada.sends("b.txt", "two").sees("is stored already as a.txt,").doesNotSee("version");
    }

    @Test
    void a_size_that_nobody_knows_is_measured() {
        var ada = dialogue.member("ada");
        ada.sends("live.bin", -1, () -> new GeneratedStream(200_000, Long.MAX_VALUE));
        ada.sees("Stored and verified", "200 kB");
    }

    @Test
    void while_the_nas_is_away_it_waits_is_told_once_and_comes_when_it_is_back() {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS does not answer");
        ada.says("/backup").sees("On its way now", "a.txt – waits: the NAS does not answer");
        ada.looksAway();
        dialogue.clock().advance(Duration.ofMinutes(1));
        await().atMost(Dialogue.PATIENCE).until(() -> attempts(ada) >= 2);
        ada.doesNotSee("waits");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofHours(1));
        ada.sees("✅ Stored and verified");
        assertThat(ada.end().sees()).filteredOn(s -> s.text().contains("a.txt waits")).isEmpty();
    }

    @Test
    void what_the_platform_forgets_while_the_nas_is_away_was_kept_here() {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        dialogue.chat().forgetFiles();
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("✅ Stored and verified");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("abc");
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(
                        () -> assertThat(dialogue.data().resolve("spool")).isEmptyDirectory());
    }

    @Test
    void while_the_nas_is_away_it_is_asked_once_for_all_that_waits() {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sendsTogether("a.txt", "one", "b.txt", "two", "c.txt", "three");
        ada.sees("⏸ 0 of 3 files are safe; the rest waits");
        dialogue.nas().back();
        dialogue.part(Durable.class).commit(dialogue.part(Backups.class)::hasten);
        ada.sees("✅ All 3 files are stored and verified");
    }

    @Test
    void a_clock_that_is_put_back_ten_years_holds_nothing_up(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().away();
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
            house.clock().advance(Duration.ofDays(-3650));
            house.nas().back();
            ada.sees("✅ Stored and verified");
            house.clock().advance(Duration.ofDays(2 * 3650));
            ada.sends("b.txt", "def").sees("✅ Stored and verified", "b.txt");
            assertThat(ada.keeps()).hasSize(2);
        }
    }

    @Test
    void the_journal_gives_nothing_to_another_account_of_the_same_number(@TempDir Path data)
            throws Exception {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().away();
            ada.sends("hers.txt", "private").sees("⏸ hers.txt waits");
            house.stop();
            try (var connection = database(data);
                    var statement = connection.createStatement()) {
                statement.execute("DELETE FROM backup");
                statement.execute("DELETE FROM notice");
                statement.execute(
                        "UPDATE account SET user_name = 'bob' WHERE user_name = '%s'"
                                .formatted(ada.home()));
            }
            house.startAgain();
            house.part(Intake.class).reopen();
            var bob = house.part(Accounts.class).find(new UserName("bob")).orElseThrow();
            assertThat(house.part(Backups.class).openOf(bob.id())).isEmpty();
        }
    }

    private static Connection database(Path data) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:"
                        + data.toAbsolutePath().resolve("porter")
                        + ";WRITE_DELAY=0;REUSE_SPACE=FALSE",
                "sa",
                "");
    }

    @Test
    void what_is_given_up_leaves_nothing_on_the_nas() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        dialogue.trouble()
                .before(
                        "move",
                        () -> {
                            throw new NasException(NasException.Kind.AWAY, "gone");
                        });
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        assertThat(ada.keepsBehind()).hasSize(1);
        dialogue.administrator()
                .says("/admin")
                .presses("Stuck files")
                .presses("Drop 1")
                .presses("Yes");
        ada.sees("❌ a.txt is not stored");
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> assertThat(ada.keepsBehind()).isEmpty());
    }

    @Test
    void what_the_database_loses_is_read_from_the_journal(@TempDir Path data) throws Exception {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            ada.sends("stored.txt", "abc").sees("✅ Stored and verified");
            house.nas().away();
            ada.sends("lost.txt", "def").sees("⏸ lost.txt waits");
            house.stop();
            try (var connection = database(data);
                    var statement = connection.createStatement()) {
                statement.execute("DELETE FROM backup");
                statement.execute("DELETE FROM scheduled_tasks");
                statement.execute("DELETE FROM notice");
            }
            house.nas().back();
            ada.looksAway();
            house.startAgain();
            ada.sees("✅ Stored and verified", "lost.txt");
            ada.sees("✅ Already stored", "stored.txt");
            assertThat(ada.keeps()).hasSize(2);
            assertThat(ada.keepsBehind()).isEmpty();
        }
    }

    private int attempts(Guest guest) {
        return dialogue.part(Backups.class).openOf(account(guest)).getFirst().attempts;
    }

    private long account(Guest guest) {
        return dialogue.part(Accounts.class).find(guest.home()).orElseThrow().id();
    }

    @Test
    void a_full_nas_keeps_it_waiting() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        dialogue.trouble()
                .before(
                        "write",
                        () -> {
                            throw new NasException(NasException.Kind.NO_SPACE, "full");
                        });
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS is full");
        dialogue.administrator().says("/admin").presses("Stuck files").sees("the NAS is full");
        dialogue.administrator().presses("Retry 1").sees("I am trying it now");
        ada.sees("✅ Stored and verified");
    }

    @Test
    void a_nas_that_lies_gets_no_receipt() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        dialogue.trouble()
                .after(
                        "write",
                        () -> dialogue.nas().allFiles(ada.home()).forEach(dialogue.nas()::corrupt));
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits", "an administrator must look at");
        assertThat(ada.keeps()).isEmpty();
        assertThat(ada.keepsBehind()).isEmpty();
        ada.looksAway();
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.part(Backups.class).carryOn();
        ada.sees("✅ Stored and verified");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("abc");
    }

    @Test
    void the_same_delivery_again_stores_nothing_again() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.isDeliveredAgain();
        ada.says("/backup").sees("Nothing is waiting");
        assertThat(ada.keeps()).hasSize(1);
        assertThat(ada.everything()).doesNotContain("Already stored");
    }

    @Test
    void many_people_at_once_each_get_their_own() {
        var people = List.of(dialogue.member("a"), dialogue.member("b"), dialogue.member("c"));
        Dialogue.atOnce(
                people,
                one -> {
                    for (var i = 0; i < 10; i++) {
                        one.sends(i + ".txt", one.displayName() + " " + i);
                    }
                });
        for (var one : people) {
            await().atMost(Dialogue.PATIENCE).until(() -> one.keeps().size() == 10);
            assertThat(one.keeps())
                    .allMatch(path -> one.content(path).startsWith(one.displayName() + " "));
        }
    }

    @Test
    void a_name_that_something_else_has_on_the_nas_is_not_overwritten() throws Exception {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "first").sees("Stored and verified");
        var there = new NasPath(ada.home(), ada.keeps().getFirst().replace("a.txt", "b.txt"));
        var foreign = "put there by hand".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        dialogue.nas()
                .files()
                .write(there, new java.io.ByteArrayInputStream(foreign), foreign.length);
        ada.sends("b.txt", "mine").sees("Stored and verified");
        assertThat(ada.content(there.path())).isEqualTo("put there by hand");
        assertThat(ada.content(there.path().replace("b.txt", "b (2).txt"))).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before delete",
                "before write",
                "after write",
                "before matches",
                "after matches",
                "before stat",
                "before move",
                "after move"
            })
    void a_power_cut_at_any_moment_loses_nothing_and_doubles_nothing(String when) {
        var ada = dialogue.member("ada");
        Runnable cut =
                () -> {
                    throw new PowerCut();
                };
        var call = when.substring(when.indexOf(' ') + 1);
        if (when.startsWith("before")) {
            dialogue.trouble().before(call, cut);
        } else {
            dialogue.trouble().after(call, cut);
        }
        ada.sends("a.txt", "abc");
        await().atMost(Dialogue.PATIENCE).until(dialogue.trouble()::calm);
        dialogue.part(Backups.class).carryOn();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("✅ Stored and verified");
        assertThat(ada.keeps()).hasSize(1);
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("abc");
        assertThat(ada.keepsBehind()).isEmpty();
        ada.says("/files").sees("1. a.txt").doesNotSee("2. a.txt");
    }

    @Test
    void what_waits_is_done_after_a_restart(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().away();
            ada.sends("waits.txt", "abc").sees("⏸ waits.txt waits");
            house.restart();
            ada.looksAway();
            house.nas().back();
            house.clock().advance(Duration.ofMinutes(1));
            ada.sees("✅ Stored and verified");

            house.trouble()
                    .before(
                            "move",
                            () -> {
                                throw new PowerCut();
                            });
            ada.sends("verified.txt", "def");
            await().atMost(Dialogue.PATIENCE).until(house.trouble()::calm);
            house.restart();
            ada.sees("✅ Stored and verified");

            house.trouble()
                    .after(
                            "move",
                            () -> {
                                throw new PowerCut();
                            });
            ada.sends("moved.txt", "ghi");
            await().atMost(Dialogue.PATIENCE).until(house.trouble()::calm);
            house.restart();
            ada.sees("✅ Stored and verified");
            ada.isDeliveredAgain();

            assertThat(ada.keeps()).hasSize(3);
            assertThat(ada.keepsBehind()).isEmpty();
            assertThat(house.part(Catalogue.class).count(1) + house.part(Catalogue.class).count(2))
                    .isEqualTo(3);
            house.assertOrderly();
        }
    }

    @Test
    void an_administrator_can_give_up_what_waits_and_its_owner_is_told() {
        var ada = dialogue.member("ada");
        dialogue.chat().cutFilesAfter(1);
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        dialogue.administrator()
                .says("/admin")
                .presses("Stuck files")
                .presses("Drop 1")
                .presses("Yes");
        ada.sees("❌ a.txt is not stored");
        ada.says("/backup").sees("Nothing is waiting");
    }
}
