package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.chat.Attachment;
import dev.porter.chat.Features;
import dev.porter.chat.Origin;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.HostileNames;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.TroubledNas;
import dev.porter.nas.UserName;
import dev.porter.schedule.Stopping;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    void files_sent_together_have_one_message_with_a_receipt_for_each() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "zero").sees("Stored and verified");
        ada.sendsTogether("a.txt", "one", "b.txt", "two", "c.txt", "three", "d.txt", "one");
        ada.sees("✅ All 4 files are stored and verified", "3 new", "1 I had already");
        ada.sees(
                "Folder: Backup/20",
                "1. a.txt · 3 bytes · version 2\nSHA-256: " + sha256("one"),
                "2. b.txt · 3 bytes\nSHA-256: " + sha256("two"),
                "3. c.txt · 5 bytes\nSHA-256: " + sha256("three"),
                "4. a.txt · 3 bytes · I had it already (d.txt)\nSHA-256: " + sha256("one"));
        assertThat(ada.shown().split("\n---\n")).hasSize(1);
        assertThat(ada.shown().split("Folder: ")).hasSize(2);
        assertThat(ada.keeps()).hasSize(4);
        ada.presses("3").sees("c.txt", "[⬇ Restore]");
    }

    private static String sha256(String text) {
        return InMemoryNas.fingerprint(text).sha256();
    }

    @Test
    void of_files_sent_together_each_is_safe_as_soon_as_it_says_so_and_what_failed_is_told_apart() {
        var ada = dialogue.member("ada");
        dialogue.chat().cutFilesAfter(4);
        ada.sendsTogether("a.txt", "one", "b.txt", "longer than four", "c.txt", "two");
        ada.sees("⏸ 2 of 3 files are safe", "1. a.txt", sha256("one"), "3. c.txt", sha256("two"));
        ada.doesNotSee("2. b.txt");
        dialogue.chat().forgetFiles();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("❌ b.txt is not stored").sees("⚠ 2 of 3 files are stored and verified");
        ada.sees(sha256("one"), sha256("two"), "1 is not stored");
        assertThat(ada.shown().split("\n---\n")).hasSize(2);
    }

    @Test
    void more_files_than_fit_into_one_message_have_as_few_as_they_need() {
        var ada = dialogue.member("ada");
        var all = new ArrayList<String>();
        for (var i = 1; i <= 23; i++) {
            all.addAll(List.of("%02d.txt".formatted(i), "content " + i));
        }
        ada.sendsTogether(all.toArray(String[]::new));
        ada.sees(
                "✅ All 23 files are stored and verified", "10. 10.txt", "11. 11.txt", "23. 23.txt");
        for (var i = 1; i <= 23; i++) {
            ada.sees(sha256("content " + i));
        }
        var messages = ada.shown().split("\n---\n");
        assertThat(messages).hasSize(3);
        assertThat(messages).filteredOn(text -> text.contains("All 23 files")).hasSize(1);
        assertThat(messages).allMatch(text -> text.length() < 2_000);
        assertThat(messages).allMatch(text -> text.split("Folder: ").length == 2);
        ada.presses("23").sees("23.txt", "[⬇ Restore]");
    }

    @Test
    void what_the_chat_made_smaller_is_said_once_for_files_sent_together() {
        var ada = dialogue.member("ada");
        ada.sendsRecompressed("beach.jpg", "a smaller picture", "sea.jpg", "another one");
        ada.sees("✅ All 2 files are stored and verified", "send them as files");
        assertThat(ada.shown().split("send them as files")).hasSize(2);
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
                    assertThat(seen(ada, "1. a.txt", sha256("one"))).isEqualTo(1);
                    assertThat(seen(ada, "2. b.txt", sha256("two"))).isEqualTo(1);
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
    void what_a_duplicate_left_behind_is_taken_away_though_the_nas_goes_away_just_then() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "the same").sees("Stored and verified");
        var nas = dialogue.trouble();
        nas.after(
                "stat",
                ada.home(),
                () -> nas.before("delete", ada.home(), () -> dialogue.nas().away()));
        ada.sends("b.txt", "the same").sees("Already stored", "as a.txt");
        dialogue.awaitTrouble();
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(20)); // it is tried again, and no night passes
        ada.leavesNothingBehind();
    }

    @Test
    void the_same_content_that_overtakes_one_that_waits_is_stored_once() {
        var ada = dialogue.member("ada");
        dialogue.trouble().fails("move", ada.home(), "first.txt", NasException.Kind.BROKEN);
        ada.sends("first.txt", "same").sees("⏸ first.txt waits");
        ada.sends("second.txt", "same").sees("Stored and verified");
        dialogue.trouble().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.part(Backups.class).scheduleOpen();
        ada.sees("Already stored", "as second.txt");
        assertThat(ada.keeps()).singleElement().asString().endsWith("/second.txt");
        ada.leavesNothingBehind();
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
        ada.leavesNothingBehind();
        dialogue.chat().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("longer than four");
    }

    @Test
    void a_stream_that_breaks_is_tried_again() {
        var ada = dialogue.member("ada");
        var breaks = new AtomicBoolean(true);
        ada.sends(
                "big.bin",
                3_000_000,
                () -> new GeneratedStream(3_000_000, breaks.get() ? 1_000_000 : Long.MAX_VALUE));
        ada.sees("⏸ big.bin waits");
        breaks.set(false);
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

    @Test
    void those_whose_files_a_platform_hands_over_slowly_hold_up_nobody_else() {
        var opened = new CountDownLatch(1);
        var slow = Stream.of("s", "t", "u", "v", "w").map(dialogue::member).toList();
        for (var one : slow) {
            one.sends(
                    "film.bin",
                    10_000,
                    () -> {
                        holdUntil(opened);
                        return new GeneratedStream(10_000, Long.MAX_VALUE);
                    });
        }
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        for (var one : slow) {
            one.sees("⏳ Waiting until Memory hands film.bin over… ").doesNotSee("Stored");
        }
        opened.countDown();
        slow.forEach(one -> one.sees("Stored and verified"));
    }

    @Test
    void a_nas_that_takes_its_time_shows_how_far_it_is_and_holds_up_nobody_else() {
        var ada = dialogue.member("ada");
        var ben = dialogue.member("ben");
        var taken = new CountDownLatch(1);
        var readBack = new CountDownLatch(1);
        dialogue.nas().pause(ada.home(), 500_000, () -> holdUntil(taken));
        dialogue.trouble().before("matches", ada.home(), () -> holdUntil(readBack));
        ada.sends("film.bin", 1_000_000, () -> new GeneratedStream(1_000_000, Long.MAX_VALUE));
        ada.sees("⏳ Storing film.bin… ▓▓▓▓▓░░░░░ 5").doesNotSee("Stored and verified");
        ben.sends("b.txt", "abc").sees("Stored and verified");
        ada.says("/status").sees("Files: 0");
        taken.countDown();
        ada.sees("⏳ Reading film.bin back to compare it…").doesNotSee("Stored and verified");
        ben.sends("c.txt", "def").sees("Stored and verified");
        readBack.countDown();
        ada.sees("Stored and verified", "1.0 MB");
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
        for (var i = 0; i < 70; i++) {
            dialogue.part(Durable.class).commit(() -> backups.problem(backup, Problem.NAS_AWAY));
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
        dialogue.trouble().fails("move", ada.home(), NasException.Kind.AWAY);
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS does not answer");
        dialogue.chat().forgetFiles();
        dialogue.trouble().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
        assertThat(ada.keeps()).hasSize(1);
    }

    @Test
    void what_the_nas_has_spoiled_meanwhile_is_brought_anew_before_it_is_called_stored() {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        dialogue.chat().forgetFiles();
        dialogue.trouble().before("move", ada.home(), () -> losesPower(ada));
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.awaitTrouble();
        dialogue.nas().back();
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    dialogue.clock().advance(Duration.ofMinutes(1));
                    assertThat(ada.keeps()).hasSize(1);
                });
        ada.sees("Stored and verified");
        assertThat(ada.content(ada.keeps().getFirst())).isEqualTo("abc");
    }

    @Test
    void an_upload_that_the_nas_has_spoiled_meanwhile_is_not_called_stored() {
        var ada = dialogue.member("ada");
        dialogue.trouble().before("move", ada.home(), () -> losesPower(ada));
        assertThat(uploads(ada)).isEqualTo(Arrivals.Outcome.TAKEN);
        ada.sees("⏸ a.txt waits");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("❌ a.txt is not stored");
        ada.leavesNothingBehind();
        assertThat(ada.keeps()).isEmpty();
    }

    @Test
    void an_upload_that_waited_behind_another_while_the_nas_lost_its_power_is_read_once_more() {
        var ada = dialogue.member("ada");
        dialogue.trouble()
                .before(
                        "write",
                        ada.home(),
                        () -> {
                            assertThat(uploads(ada)).isEqualTo(Arrivals.Outcome.TAKEN);
                            losesPower(ada);
                        });
        ada.sends("b.txt", "def").sees("⏸ b.txt waits").sees("⏸ a.txt waits");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("❌ a.txt is not stored").sees("Stored and verified", "b.txt");
        assertThat(ada.keeps()).singleElement().asString().endsWith("/b.txt");
    }

    @Test
    void an_upload_is_read_back_once() {
        var ada = dialogue.member("ada");
        dialogue.trouble().failsOnce("holds", ada.home(), NasException.Kind.BROKEN);
        assertThat(uploads(ada)).isEqualTo(Arrivals.Outcome.TAKEN);
        ada.sees("Stored and verified");
        assertThat(dialogue.trouble().calm()).isFalse();
        dialogue.trouble().recover();
    }

    /// When the NAS comes back, it has not written what it was given last.
    private void losesPower(Guest owner) {
        dialogue.nas().allFiles(owner.home()).stream()
                .filter(path -> NasPlaces.backup(path.name()).isPresent())
                .forEach(dialogue.nas()::corrupt);
        dialogue.nas().away();
    }

    private Arrivals.Outcome uploads(Guest owner) {
        var account = dialogue.part(Accounts.class).find(owner.home()).orElseThrow();
        var bytes = "abc".getBytes(StandardCharsets.UTF_8);
        return dialogue.part(Arrivals.class)
                .keep(
                        account,
                        owner.end().person(),
                        "a.txt",
                        "text/plain",
                        bytes.length,
                        new ByteArrayInputStream(bytes));
    }

    @Test
    void what_is_deleted_while_its_twin_arrives_is_not_called_stored() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "same").sees("Stored and verified");
        var tablet = dialogue.person("tablet").logsIn(ada);
        tablet.says("/files a.txt").presses("1");
        dialogue.trouble()
                .before(
                        "holds",
                        ada.home(),
                        () -> tablet.presses("Delete").sees("a.txt is in the bin"));
        ada.sends("b.txt", "same").sees("✅ Stored and verified", "b.txt");
        await().atMost(Dialogue.PATIENCE)
                .until(() -> ada.keepsBehind().stream().noneMatch(path -> path.endsWith(".part")));
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
    void a_nas_that_goes_away_in_the_middle_of_a_file_keeps_none_of_it() {
        var ada = dialogue.member("ada");
        dialogue.nas().pause(ada.home(), 500_000, () -> dialogue.nas().away());
        ada.sends("film.bin", 1_000_000, () -> new GeneratedStream(1_000_000, Long.MAX_VALUE));
        ada.sees("⏸ film.bin waits: the NAS does not answer").doesNotSee("Stored and verified");
        assertThat(ada.keeps()).isEmpty();
        assertThat(ada.keepsBehind()).isEmpty();
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofHours(1));
        ada.sees("✅ Stored and verified", "1.0 MB");
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
    void what_is_kept_here_stays_when_it_cannot_be_read_for_once() throws IOException {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        await().atMost(Dialogue.PATIENCE).until(() -> keptHere().size() == 1);
        var kept = keptHere().getFirst();
        var aside = dialogue.data().resolve("aside");
        inATry(
                ada,
                () -> {
                    Files.move(kept, aside);
                    Files.createDirectory(kept); // which nobody can read
                });
        dialogue.chat().forgetFiles();
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("⏸ a.txt waits: the file could not be fetched");
        assertThat(kept).exists();
        inATry(ada, () -> Files.move(aside, kept, StandardCopyOption.REPLACE_EXISTING));
        ada.sees("✅ Stored and verified");
        assertThat(ada.keeps()).extracting(ada::content).containsExactly("abc");
    }

    private interface Act {
        void run() throws IOException;
    }

    /// Does something in the middle of a try, and so in the middle of no other one.
    private void inATry(Guest owner, Act act) {
        dialogue.trouble()
                .before(
                        "delete",
                        owner.home(),
                        () -> {
                            try {
                                act.run();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.awaitTrouble();
    }

    private List<Path> keptHere() throws IOException {
        try (var all = Files.list(dialogue.data().resolve("spool"))) {
            return all.toList();
        }
    }

    @Test
    void while_the_platform_cannot_be_reached_nothing_is_given_up() {
        var ada = dialogue.member("ada");
        dialogue.chat().isInTrouble("Memory cannot be reached.");
        dialogue.chat().cutFilesAfter(1);
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the file could not be fetched");
        for (var tries = 1; tries < 65; tries++) {
            var before = attempts(ada);
            dialogue.clock().advance(Duration.ofMinutes(20));
            await().atMost(Dialogue.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> attempts(ada) > before);
        }
        dialogue.chat().isInTrouble(null);
        dialogue.chat().recover();
        dialogue.clock().advance(Duration.ofMinutes(20));
        ada.sees("✅ Stored and verified").doesNotSee("not stored");
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

    @Test
    void bytes_that_wait_here_are_never_anothers_though_the_database_was_put_back(
            @TempDir Path data) throws Exception {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var bob = house.member("bob");
            house.stop();
            var earlier = Files.readAllBytes(data.resolve("porter.mv.db"));
            house.startAgain();
            hasMade(house, ada, "export.zip"); // the journal does not know it
            house.nas().away();
            ada.sends("hers.txt", -1, () -> stream("hers alone")).sees("⏸ hers.txt waits");
            bob.sends("his.txt", -1, () -> stream("his alone")).sees("⏸ his.txt waits");
            house.stop();
            Files.write(data.resolve("porter.mv.db"), earlier);
            house.chat().forgetFiles();
            house.nas().back();
            house.clock().advance(Duration.ofHours(2)); // until an administrator sees to it
            house.startAgain();
            await().atMost(Dialogue.PATIENCE)
                    .until(() -> ada.keeps().size() == 2 && bob.keeps().size() == 1);
            assertThat(ada.keeps()).extracting(ada::content).contains("hers alone");
            assertThat(bob.keeps()).extracting(bob::content).containsExactly("his alone");
        }
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void hasMade(Dialogue house, Guest owner, String name) {
        var person = house.part(People.class).find(owner.end().person().id()).orElseThrow();
        var account = house.part(Accounts.class).find(owner.home()).orElseThrow();
        assertThat(
                        house.part(Arrivals.class)
                                .keep(account, person, name, "application/zip", 3, stream("zip")))
                .isEqualTo(Arrivals.Outcome.TAKEN);
        owner.sees("Stored and verified", name);
    }

    @Test
    void what_arrives_no_more_is_given_up_though_its_end_could_not_be_written_down() {
        var ada = dialogue.member("ada");
        var person = dialogue.part(People.class).find(ada.end().person().id()).orElseThrow();
        var attachment = new Attachment("upload", "gone", "", "film.mov", null, 9, false, null);
        dialogue.part(Durable.class)
                .commit(() ->
                        dialogue.part(Backups.class)
                                .arrives(
                                        dialogue.part(Accounts.class)
                                                .find(ada.home())
                                                .orElseThrow(),
                                        new Origin("upload:gone", person, person.home(), null),
                                        attachment));
        dialogue.part(Intake.class).lookAfter();
        ada.sees("film.mov is not stored: the upload broke off");
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
    void what_is_given_up_leaves_nothing_on_the_nas(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.trouble().fails("move", ada.home(), NasException.Kind.AWAY);
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
            assertThat(ada.keepsBehind()).hasSize(1);
            var ruth = house.administrator().says("/admin").presses("Stuck files");
            ruth.presses("Drop 1").presses("Yes");
            ada.sees("❌ a.txt is not stored");
            ada.leavesNothingBehind();
        }
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
            ada.leavesNothingBehind();
        }
    }

    private int attempts(Guest guest) {
        return dialogue.part(Backups.class).openOf(account(guest)).getFirst().attempts;
    }

    private long account(Guest guest) {
        return dialogue.part(Accounts.class).find(guest.home()).orElseThrow().id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before write",
                "after write",
                "before matches",
                "after matches",
                "before move",
                "after move"
            })
    void what_is_given_up_in_the_middle_is_not_stored_all_the_same(String when) {
        var ada = dialogue.member("ada");
        givesUp(ada, when, () -> {});
        ada.sends("a.txt", "abc").sees("❌ a.txt is not stored: an administrator dropped it");
        dialogue.awaitTrouble();
        ada.sends("b.txt", "def").sees("Stored and verified", "b.txt");
        ada.doesNotSee("a.txt");
        assertThat(ada.everything()).contains("❌ a.txt is not stored: an administrator dropped it");
        ada.leavesNothingBehind();
        assertThat(ada.keeps()).singleElement().asString().endsWith("/b.txt");
    }

    @Test
    void what_is_given_up_stays_so_when_the_try_that_was_running_fails() {
        var ada = dialogue.member("ada");
        givesUp(ada, "before write", () -> TroubledNas.fail(NasException.Kind.AWAY));
        ada.sends("a.txt", "abc").sees("❌ a.txt is not stored: an administrator dropped it");
        dialogue.awaitTrouble();
        ada.sends("b.txt", "def").sees("Stored and verified", "b.txt");
        assertThat(ada.everything()).contains("❌ a.txt is not stored: an administrator dropped it");
    }

    @Test
    void what_is_given_up_just_as_it_got_its_name_goes_though_the_nas_goes_away_then() {
        var ada = dialogue.member("ada");
        givesUp(
                ada,
                "after move",
                () ->
                        dialogue.trouble()
                                .before(
                                        "holds",
                                        ada.home(),
                                        () -> {
                                            throw new NasException(NasException.Kind.AWAY, "gone");
                                        }));
        ada.sends("a.txt", "abc").sees("❌ a.txt is not stored: an administrator dropped it");
        await().atMost(Dialogue.PATIENCE).until(dialogue.trouble()::calm);
        await().atMost(Dialogue.PATIENCE).until(() -> ada.keeps().isEmpty());
        ada.sends("a.txt", "abc").sees("Stored and verified", "a.txt");
    }

    @Test
    void what_is_taken_away_of_one_that_was_given_up_is_not_what_another_puts_there(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var backups = house.part(Backups.class);
            var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            var first = new AtomicReference<Backup>();
            house.trouble()
                    .before(
                            "move",
                            ada.home(),
                            () -> {
                                first.set(backups.openOf(account).getFirst());
                                house.part(Durable.class)
                                        .commit(() -> backups.drop(first.get().id()));
                            });
            ada.sends("a.txt", "abc").sees("❌ a.txt is not stored");
            await().atMost(Dialogue.PATIENCE).until(() -> ada.keeps().isEmpty());
            ada.leavesNothingBehind();
            var again = new AtomicReference<Thread>();
            house.trouble()
                    .after(
                            "move",
                            ada.home(),
                            () -> {
                                var work = house.part(BackupWork.class);
                                again.set(Thread.ofPlatform().start(() -> run(work, first.get())));
                                await().until(() ->
                                        Set.of(Thread.State.TERMINATED, Thread.State.WAITING)
                                                .contains(again.get().getState()));
                            });
            ada.sends("a.txt", "abc").sees("✅ Stored and verified");
            await().atMost(Dialogue.PATIENCE).until(() -> !again.get().isAlive());
            assertThat(ada.keeps()).extracting(ada::content).containsExactly("abc");
        }
    }

    private static void run(BackupWork work, Backup backup) {
        work.run(Backups.workOf(backup));
    }

    @Test
    void what_was_given_up_while_it_arrived_is_not_called_taken() {
        var ada = dialogue.member("ada");
        var person = dialogue.part(People.class).find(ada.end().person().id()).orElseThrow();
        var account = dialogue.part(Accounts.class).find(ada.home()).orElseThrow();
        var backups = dialogue.part(Backups.class);
        dialogue.trouble()
                .before(
                        "matches",
                        ada.home(),
                        () ->
                                dialogue.part(Durable.class)
                                        .commit(() ->
                                                backups.arriving()
                                                        .forEach(one ->
                                                                backups.brokeOff(
                                                                        one, Problem.GONE))));
        assertThat(
                        dialogue.part(Arrivals.class)
                                .keep(
                                        account,
                                        person,
                                        "a.zip",
                                        "application/zip",
                                        3,
                                        stream("zip")))
                .isEqualTo(Arrivals.Outcome.BROKE_OFF);
        ada.leavesNothingBehind();
    }

    private void givesUp(Guest owner, String when, Runnable then) {
        var account = account(owner);
        var backups = dialogue.part(Backups.class);
        Runnable drop =
                () -> {
                    var open = backups.openOf(account).getFirst();
                    dialogue.part(Durable.class).commit(() -> backups.drop(open.id()));
                    then.run();
                };
        dialogue.trouble().at(when, owner.home(), drop);
    }

    @Test
    void two_that_work_on_one_database_for_a_moment_store_nothing_twice(@TempDir Path data)
            throws Exception {
        try (var house = Dialogue.in(data);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ada = house.member("ada");
            house.trouble().fails("move", ada.home(), NasException.Kind.NO_SPACE);
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
            var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            var backups = house.part(Backups.class);
            var backup = backups.openOf(account).getFirst();
            try (var other = database(data);
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE backup SET state = 'STORED' WHERE id = " + backup.id());
                var path = new NasPath(ada.home(), "Backup/a.txt");
                var stored =
                        threads.submit(() ->
                                house.part(Durable.class)
                                        .commit(() -> backups.stored(backup, path)));
                await().atMost(Dialogue.PATIENCE).until(() -> somebodyWaits(statement));
                other.commit();
                assertThat(stored.get()).isFalse();
            }
            assertThat(house.part(Catalogue.class).versionCount(account)).isZero();
        }
    }

    private static boolean somebodyWaits(Statement statement) throws SQLException {
        try (var waiting =
                statement.executeQuery(
                        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"
                                + " WHERE BLOCKER_ID IS NOT NULL")) {
            return waiting.next() && waiting.getInt(1) > 0;
        }
    }

    @Test
    void what_was_on_its_way_for_a_backup_that_nobody_knows_is_taken_away() throws Exception {
        var ada = dialogue.member("ada");
        dialogue.trouble().fails("move", ada.home(), NasException.Kind.NO_SPACE);
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        var open = ada.keepsBehind().getFirst();
        var folder = new NasPath(ada.home(), open).parent();
        for (var name : List.of(".porter-999999.part", ".mine.part", "porter-999999.part")) {
            dialogue.nas().files().write(folder.resolve(name), InputStream.nullInputStream(), 0);
        }
        dialogue.part(Leftovers.class).run("");
        assertThat(ada.keepsBehind())
                .containsExactlyInAnyOrder(open, folder.resolve(".mine.part").path());
        assertThat(ada.keeps()).containsExactly(folder.resolve("porter-999999.part").path());
        dialogue.trouble().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
    }

    @Test
    void what_was_on_its_way_just_now_is_left_alone_whatever_the_database_knows() throws Exception {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        var place =
                new NasPath(ada.home(), ada.keeps().getFirst())
                        .parent()
                        .resolve(".porter-999999.part");
        dialogue.nas().files().write(place, InputStream.nullInputStream(), 0);
        dialogue.nas().changed(dialogue.clock().instant());
        dialogue.part(Leftovers.class).run("");
        assertThat(ada.keepsBehind()).containsExactly(place.path());
        dialogue.clock().advance(Duration.ofDays(3));
        dialogue.part(Leftovers.class).run("");
        assertThat(ada.keepsBehind()).isEmpty();
        dialogue.nas().changed(Instant.EPOCH);
    }

    @Test
    void what_waits_beside_one_that_is_over_is_carried_on_by_its_work_too() {
        var ada = dialogue.member("ada");
        ada.sends("over.txt", "over").sees("Stored and verified");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        var jdbc = dialogue.part(JdbcClient.class);
        var backup = dialogue.part(Backups.class).openOf(account(ada)).getFirst();
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_instance LIKE ?")
                .param(backup.id() + ":%")
                .update();
        jdbc.sql("UPDATE backup SET due_at = created_at WHERE id = ?").param(backup.id()).update();
        dialogue.nas().back();
        var over =
                jdbc.sql("SELECT id FROM backup WHERE account_id = ? AND state = 'STORED'")
                        .param(account(ada))
                        .query(Long.class)
                        .single();
        dialogue.part(BackupWork.class).run(over + ":0");
        ada.sees("Stored and verified", "a.txt");
    }

    @Test
    void what_is_due_is_carried_on_though_the_clock_was_put_back_a_little(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.trouble().fails("move", ada.home(), NasException.Kind.NO_SPACE);
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
            house.clock().jump(Duration.ofMinutes(-10));
            var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            var backup = house.part(Backups.class).openOf(account).getFirst();
            house.trouble().recover();
            house.part(BackupWork.class).run(Backups.workOf(backup));
            ada.sees("Stored and verified");
        }
    }

    @Test
    void what_the_nas_denies_again_and_again_is_tried_with_pauses() {
        var ada = dialogue.member("ada");
        dialogue.trouble()
                .before(
                        "stat",
                        ada.home(),
                        () ->
                                dialogue.nas().allFiles(ada.home()).stream()
                                        .filter(NasPath::hidden)
                                        .forEach(dialogue.nas().files()::delete));
        ada.sends("a.txt", "abc");
        dialogue.awaitTrouble();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("Stored and verified");
        assertThat(
                        dialogue.part(JdbcClient.class)
                                .sql("SELECT attempts FROM backup WHERE account_id = ?")
                                .param(account(ada))
                                .query(Integer.class)
                                .single())
                .isPositive();
    }

    @Test
    void what_is_delivered_again_needs_no_room_again(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().limit(100);
            ada.isCutOff(() -> ada.sends("a.bin", new byte[60]).sees("Stored and verified"));
            ada.looksAway().isDeliveredAgain();
            ada.doesNotSee("I did not take this");
            ada.sends("b.bin", new byte[60]).sees("I did not take this", "you have room for 40");
        }
    }

    @Test
    void a_stop_does_not_wait_for_a_file_that_comes_slowly(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var trickle = new Trickle(house.part(Stopping.class));
            var first = new AtomicBoolean(true);
            ada.sends(
                    "film.bin",
                    1_000_000,
                    () ->
                            first.getAndSet(false)
                                    ? trickle
                                    : new GeneratedStream(1_000_000, Long.MAX_VALUE));
            await().until(() -> trickle.given.get() > 0);
            house.stop();
            assertThat(trickle.givenTooLate).hasValueLessThanOrEqualTo(1);
            house.startAgain();
            ada.sees("Stored and verified").doesNotSee("waits");
        }
    }

    /// Bytes without end, one after the other, whatever else happens.
    private static final class Trickle extends InputStream {
        private static final Duration PAUSE = Duration.ofMillis(20);

        private final Stopping stopping;
        private final AtomicInteger given = new AtomicInteger();
        private final AtomicInteger givenTooLate = new AtomicInteger();

        Trickle(Stopping stopping) {
            this.stopping = stopping;
        }

        @Override
        public int read() {
            LockSupport.parkNanos(PAUSE.toNanos());
            given.incrementAndGet();
            if (stopping.begun()) {
                givenTooLate.incrementAndGet();
            }
            return 7;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void a_full_nas_keeps_it_waiting(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.trouble().fails("write", ada.home(), NasException.Kind.NO_SPACE);
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits: the NAS is full");
            house.administrator().says("/admin").presses("Stuck files").sees("the NAS is full");
            house.administrator().presses("Retry 1").sees("I am trying it now");
            house.trouble().recover();
            house.clock().advance(Duration.ofMinutes(1));
            ada.sees("✅ Stored and verified");
        }
    }

    @Test
    void a_nas_that_lies_gets_no_receipt() {
        var ada = dialogue.member("ada");
        dialogue.trouble()
                .afterEach(
                        "write",
                        ada.home(),
                        () -> dialogue.nas().allFiles(ada.home()).forEach(dialogue.nas()::corrupt));
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits", "an administrator must look at");
        assertThat(ada.keeps()).isEmpty();
        ada.leavesNothingBehind().looksAway();
        dialogue.trouble().recover();
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.part(Backups.class).scheduleOpen();
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
        dialogue.trouble().at(when, ada.home(), TroubledNas.POWER_CUT);
        ada.sends("a.txt", "abc");
        dialogue.awaitTrouble();
        dialogue.part(Backups.class).scheduleOpen();
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

            house.trouble().before("move", ada.home(), TroubledNas.POWER_CUT);
            ada.sends("verified.txt", "def");
            house.awaitTrouble();
            house.restart();
            ada.sees("✅ Stored and verified");

            house.trouble().after("move", ada.home(), TroubledNas.POWER_CUT);
            ada.sends("moved.txt", "ghi");
            house.awaitTrouble();
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
    void an_administrator_can_give_up_what_waits_and_its_owner_is_told(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.chat().cutFilesAfter(1);
            ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
            var ruth = house.administrator().says("/admin").presses("Stuck files");
            ruth.presses("Drop 1").presses("Yes");
            ada.sees("❌ a.txt is not stored");
            ada.says("/backup").sees("Nothing is waiting");
        }
    }
}
