package dev.porter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.durable.DatabaseFile;
import dev.porter.files.Manifests;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.settings.CannotStartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class RecoveryTest {
    private static final String RECOVER = "porter.recover=true";

    @TempDir Path folder;
    private Dialogue house;
    private Guest ada;

    @BeforeEach
    void a_house_with_files() {
        house = Dialogue.in(folder.resolve("data"));
        ada = house.member("ada");
        ada.sends("plan.txt", "first").sees("Stored and verified");
        ada.sends("plan.txt", "second").sees("This is version 2");
        ada.sends("old.txt", "thrown away").sees("Stored and verified");
        ada.presses("Open").presses("Delete").sees("is in the bin");
        house.awaitWork(); // of the start
    }

    @AfterEach
    void leave() {
        house.assertOrderly();
        house.close();
    }

    /// A night, until everything of it is on the NAS. One that came by itself is over first: while
    /// its copies are brought, nobody can ask for that once more.
    private void night() {
        house.awaitWork();
        house.part(Nightly.class).run("");
        var latest = localCopies().getFirst();
        await().atMost(Dialogue.PATIENCE).until(() -> copiesOnTheNas().contains(latest));
    }

    /// Their names, latest first.
    private List<String> localCopies() {
        try {
            return house.part(DatabaseFile.class).copies().stream()
                    .map(copy -> copy.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> copiesOnTheNas() {
        return house.nas().allFiles(UserName.PORTER).stream().map(NasPath::name).toList();
    }

    @Test
    void after_the_loss_of_the_whole_computer_the_nas_is_enough() {
        night();
        ada.sends("after.txt", "after the last night").sees("Stored and verified");
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        ada.says("/files").sees("after.txt", "plan.txt").doesNotSee("old.txt");
        assertThat(brought("plan.txt")).isEqualTo("second");
        assertThat(brought("after.txt")).isEqualTo("after the last night");
        ada.says("/verify").sees("✅ Everything is safe", "all 3 versions of 2 files");
        ada.sends("plan.txt", "second").sees("Already stored");
        ada.sends("plan.txt", "third").sees("This is version 3");
    }

    @Test
    void what_was_moved_or_deleted_after_the_last_night_is_found_where_it_is_now() {
        ada.sends("moved.txt", "to Papers").sees("Stored and verified");
        ada.sends("renamed.txt", "to another name").sees("Stored and verified");
        ada.sends("deleted.txt", "into the bin").sees("Stored and verified");
        ada.sends("both.txt", "to Papers and into the bin").sees("Stored and verified");
        night();
        ada.says("/move moved.txt").says("Papers").sees("Moved to Papers.");
        ada.says("/rename renamed.txt").says("other.txt").sees("Renamed.");
        ada.says("/files deleted").presses("1").presses("Delete").sees("is in the bin");
        ada.says("/move both.txt").says("Papers").sees("Moved to Papers.");
        ada.says("/files both").presses("1").presses("Delete").sees("is in the bin");
        ada.sends("late.txt", "sent and deleted").sees("Stored and verified");
        ada.presses("Open").presses("Delete").sees("is in the bin");
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        assertThat(brought("moved.txt")).isEqualTo("to Papers");
        assertThat(brought("other.txt")).isEqualTo("to another name");
        ada.says("/files").doesNotSee("deleted.txt", "both.txt", "late.txt", "renamed.txt");
        ada.says("/verify").sees("✅ Everything is safe");
        ada.says("/files").presses("Bin").sees("deleted.txt", "both.txt", "late.txt", "old.txt");
        ada.presses("↩ 1").sees("It is back.");
    }

    @Test
    void the_original_of_what_the_chat_made_smaller_is_not_called_safe_after_it_either() {
        ada.sendsRecompressed("beach.jpg", "a smaller picture").sees("Stored and verified");
        night();
        ada.sendsRecompressed("late.gif", "GIF89a, smaller").sees("Stored and verified");
        forgetCatalogue();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        ada.says("/verify").sees("✅ All that came is safe", "• beach.jpg", "• late.gif");
        ada.doesNotSee("Everything is safe", "• plan.txt");
    }

    @Test
    void what_was_moved_or_deleted_is_in_the_manifest_within_minutes() {
        night();
        ada.says("/move plan.txt").says("Papers").sees("Moved to Papers.");
        ada.sends("late.txt", "sent after the night").sees("Stored and verified");
        ada.says("/move late.txt").says("Papers").sees("Moved to Papers.");
        ada.says("/rename late.txt").says("latest.txt").sees("Renamed.");
        var before = manifests();
        house.clock().advance(Duration.ofMinutes(20));
        await().atMost(Dialogue.PATIENCE).until(() -> !manifests().equals(before));
        house.awaitWork();
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        assertThat(brought("latest.txt")).isEqualTo("sent after the night");
        ada.says("/files plan").presses("1").sees("Folder: Papers", "2 versions");
    }

    private List<String> manifests() {
        return house.nas().allFiles(ada.home()).stream()
                .map(NasPath::path)
                .filter(path -> path.startsWith(".porter/catalogue/"))
                .toList();
    }

    @Test
    void two_files_of_one_name_stay_two() {
        ada.sends("b.txt", "another").sees("Stored and verified");
        ada.says("/rename b.txt").says("plan.txt").sees("Renamed.");
        ada.says("/files plan").sees("1. plan.txt", "2. plan.txt");
        night();
        forgetCatalogue();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        ada.says("/files plan").sees("1. plan.txt", "2. plan.txt");
        assertThat(listed()).hasSize(4);
    }

    @Test
    void a_manifest_from_before_it_told_files_apart_is_read() {
        night();
        var before = listed();
        forgetCatalogue();
        var old =
                house.nas().allFiles(ada.home()).stream()
                        .filter(path -> path.path().startsWith(".porter/catalogue/"))
                        .toList();
        assertThat(old).hasSize(1);
        var text = new String(house.nas().bytes(old.getFirst()), StandardCharsets.UTF_8);
        assertThat(text).contains("\"file\":");
        writeManifest(old.getFirst(), text.replaceAll(",\"file\":[0-9]+", ""));
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    void what_a_kill_left_of_a_manifest_is_taken_away_whether_a_new_one_is_due_or_not() {
        night();
        house.part(ToTheNas.class).run("");
        var whole = manifests();
        cut(catalogue("2026-11-01T03-30-00-000Z-0123456789abcdef.jsonl.part"));
        house.part(ToTheNas.class).run("");
        assertThat(manifests()).isEqualTo(whole);
        ada.sends("new.txt", "new").sees("Stored and verified");
        cut(catalogue("2026-11-02T03-30-00-000Z-0123456789abcdef.jsonl.part"));
        house.part(ToTheNas.class).run("");
        assertThat(manifests()).containsAll(whole).hasSize(whole.size() + 1);
        assertThat(ada.keepsBehind()).hasSize(1).allMatch(path -> path.startsWith(".porter/bin/"));
    }

    private NasPath catalogue(String name) {
        return NasPath.home(ada.home()).resolve(".porter/catalogue/" + name);
    }

    private void cut(NasPath part) {
        write(part, "half".getBytes(StandardCharsets.UTF_8));
    }

    private void write(NasPath path, byte[] bytes) {
        try {
            house.nas().files().write(path, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeManifest(NasPath instead, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = InMemoryNas.fingerprint(bytes).sha256().substring(0, 16);
        var name = instead.name().replaceFirst("-[0-9a-f]{16}\\.", "-" + digest + ".");
        house.nas().files().delete(instead);
        write(instead.parent().resolve(name), bytes);
    }

    /// Stops Porter first, so that no work can write a manifest of what is left.
    private void forgetCatalogue() {
        house.stop();
        var url = new DatabaseFile(folder.resolve("data/porter"), folder, house.clock()).url();
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE backup SET version_id = NULL");
            statement.execute("DELETE FROM file_version");
            statement.execute("DELETE FROM stored_file");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String brought(String name) {
        ada.says("/files " + name).presses("1").presses("Restore");
        return new String(ada.receives(name), StandardCharsets.UTF_8);
    }

    @Test
    void a_lost_catalogue_is_made_again_with_versions_and_bin() {
        night();
        var before = listed();
        house.stop();
        house.startAgain();
        forgetCatalogue();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(listed()).isEqualTo(before);
        house.stop();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(listed()).as("done twice").isEqualTo(before);
    }

    private List<String> listed() {
        return house
                .part(JdbcClient.class)
                .sql(
                        "SELECT f.name, f.media_type, f.binned_at IS NULL, v.number, v.path, v.size,"
                                + " v.sha256, v.stored_at FROM stored_file f JOIN file_version v"
                                + " ON v.file_id = f.id ORDER BY v.path")
                .query()
                .listOfRows()
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void what_is_not_on_the_nas_any_more_is_not_entered() {
        night();
        house.nas().files().delete(new NasPath(ada.home(), ada.keeps().getFirst()));
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        // the database copy still lists it: reading tells
        ada.says("/verify").sees("⚠ 1 of");
    }

    @Test
    void a_manifest_that_somebody_changed_is_not_believed() throws Exception {
        night();
        var manifest =
                house.nas().allFiles(ada.home()).stream()
                        .filter(path -> path.path().startsWith(".porter/catalogue/"))
                        .findFirst()
                        .orElseThrow();
        house.nas().corrupt(manifest);
        var arriving = new NasPath(ada.home(), ada.keeps().getFirst()).parent();
        house.nas()
                .files()
                .write(arriving.resolve(".porter-99.part"), InputStream.nullInputStream(), 0);
        forgetCatalogue();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        // what lies in the backup folder and in the bin was read instead, but for what was on its
        // way
        assertThat(listed()).hasSize(3);
        ada.says("/files").doesNotSee("old.txt").presses("Bin").sees("old.txt");
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "AWAY", "NOT_PERMITTED"})
    void a_file_that_cannot_be_read_keeps_neither_the_others_nor_anybody_else_from_being_recovered(
            NasException.Kind how, CapturedOutput log) {
        var ben = house.member("ben");
        ben.sends("letter.txt", "of Ben").sees("Stored and verified");
        night();
        forgetCatalogue();
        manifests().forEach(manifest -> house.nas().corrupt(in(ada, manifest)));
        house.nas().unreadable(in(ada, ada.keeps().getFirst()), how);
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(listed()).hasSize(3);
        assertThat(log).contains("1 files or folders cannot be read");
        ben.says("/files").sees("letter.txt");
    }

    @Test
    void a_file_that_breaks_off_and_a_folder_that_cannot_be_opened_are_passed_over_too(
            CapturedOutput log) {
        var ben = house.member("ben");
        ben.sends("letter.txt", "of Ben").sees("Stored and verified");
        forgetCatalogue();
        house.nas().breakOff(in(ada, ada.keeps().getFirst()));
        house.nas().unreadable(in(ada, ".porter/bin"), NasException.Kind.BROKEN);
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(listed()).hasSize(2);
        assertThat(log).contains("2 files or folders cannot be read");
        ben.says("/files").sees("letter.txt");
    }

    @Test
    void what_is_in_a_folder_that_cannot_be_listed_is_taken_for_there() throws Exception {
        night();
        ada.sends("late.txt", "after the night").sees("Stored and verified");
        ada.says("/move late.txt").says("Papers").sees("Moved to Papers");
        ada.sends("other.txt", "after the night, too").sees("Stored and verified");
        var account = house.part(Accounts.class).find(ada.home()).orElseThrow();
        house.part(Manifests.class).write(account);
        house.stop();
        house.nas().unreadable(in(ada, "Papers"), NasException.Kind.NOT_PERMITTED);
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        ada.says("/files late").sees("late.txt");
        ada.says("/verify").sees("Everything is safe", "of 3 files");
        house.nas().readable(in(ada, "Papers"));
        assertThat(brought("late.txt")).isEqualTo("after the night");

        var before = listed();
        house.nas().unreadable(in(ada, "Papers"), NasException.Kind.NOT_PERMITTED);
        var own = "after the night".getBytes(StandardCharsets.UTF_8);
        house.nas()
                .files()
                .write(in(ada, "my copy.txt"), new ByteArrayInputStream(own), own.length);
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        assertThat(listed()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void instead_of_a_manifest_that_cannot_be_read_the_one_before_it_is_used(
            boolean begins, CapturedOutput log) {
        night();
        ada.sends("late.txt", "after the first night").sees("Stored and verified");
        house.clock().advance(Duration.ofDays(1));
        night();
        await().atMost(Dialogue.PATIENCE).until(() -> manifests().size() == 2);
        var latest = in(ada, manifests().getLast());
        if (begins) {
            house.nas().breakOff(latest);
        } else {
            house.nas().unreadable(latest, NasException.Kind.BROKEN);
        }
        forgetCatalogue();
        house.startAgainIn(folder.resolve("data"), RECOVER);
        assertThat(log).contains("3 are as its manifest says, 1 by reading them");
    }

    @Test
    void a_copy_of_the_database_that_cannot_be_read_is_named() {
        night();
        var copy = house.nas().allFiles(UserName.PORTER).getLast();
        house.nas().unreadable(copy, NasException.Kind.BROKEN);
        house.stop();
        assertThatThrownBy(() -> house.startAgainIn(folder.resolve("new computer"), RECOVER))
                .rootCause()
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining(copy.name() + " on the NAS is no whole copy");
        assertThat(folder.resolve("new computer/porter.mv.db")).doesNotExist();
        house.startAgainIn(folder.resolve("data"));
    }

    private static NasPath in(Guest guest, String path) {
        return new NasPath(guest.home(), path);
    }

    @Test
    void while_the_nas_is_away_porter_says_why_it_does_not_start() {
        night();
        house.stop();
        house.nas().away();
        assertThatThrownBy(() -> house.startAgainIn(folder.resolve("new computer"), RECOVER))
                .rootCause()
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("bring it back and start again");
        assertThat(folder.resolve("new computer/porter.mv.db")).doesNotExist();
        house.nas().back();
        house.startAgain();
    }

    @Test
    void copies_of_the_database_are_on_the_nas_and_only_the_latest_seven() {
        for (var i = 0; i < 9; i++) {
            night();
            house.clock().advance(Duration.ofDays(1));
        }
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() ->
                        assertThat(house.nas().allFiles(UserName.PORTER))
                                .hasSize(7)
                                .allMatch(path ->
                                        path.path()
                                                .matches(
                                                        "\\.porter/database/porter-.*\\.sql\\.gz")));
    }

    @Test
    void what_a_kill_left_of_a_copy_on_the_nas_is_taken_away() {
        night();
        var database = NasPath.home(UserName.PORTER).resolve(".porter/database");
        cut(database.resolve("porter-2026-11-01T03-30-00-000Z.sql.gz.part"));
        house.part(ToTheNas.class).run(ToTheNas.COPIES);
        assertThat(copiesOnTheNas()).isEqualTo(localCopies().reversed());
    }

    /// The clock was once ahead when a copy was made, and nothing is left on this computer of the
    /// copies from then.
    @Test
    void copies_are_the_latest_on_the_nas_though_a_clock_was_once_ahead() {
        var database = NasPath.home(UserName.PORTER).resolve(".porter/database");
        for (var day = 1; day <= 7; day++) {
            var name = "porter-2999-01-0%dT03-30-00-000Z.sql.gz".formatted(day);
            write(database.resolve(name), new byte[0]);
        }
        ada.sends("new.txt", "since the clock is right").sees("Stored and verified");
        house.part(Nightly.class).run("");
        house.part(ToTheNas.class).run(ToTheNas.COPIES);
        assertThat(copiesOnTheNas()).hasSize(7).endsWith(localCopies().getFirst());
        house.stop();
        house.startAgainIn(folder.resolve("new computer"), RECOVER);
        assertThat(brought("new.txt")).isEqualTo("since the clock is right");
        house.part(Nightly.class).run("");
        house.part(ToTheNas.class).run(ToTheNas.COPIES);
        assertThat(copiesOnTheNas()).hasSize(7).endsWith(localCopies().getFirst());
    }

    @Test
    void a_copy_that_a_start_has_made_is_on_the_nas_right_after() throws Exception {
        try (var connection = house.part(DataSource.class).getConnection()) {
            house.part(DatabaseFile.class).copy(connection); // as before a migration
        }
        var copy = localCopies().getFirst();
        assertThat(copiesOnTheNas()).doesNotContain(copy);
        house.restart();
        await().atMost(Dialogue.PATIENCE).until(() -> copiesOnTheNas().contains(copy));
    }

    @Test
    void a_night_in_which_the_database_is_made_small_makes_one_copy() {
        var jdbc = house.part(JdbcClient.class);
        jdbc.sql(
                        "CREATE TABLE ballast AS SELECT RANDOM_UUID() || SPACE(200) AS it"
                                + " FROM SYSTEM_RANGE(1, 150000)")
                .update();
        jdbc.sql("DROP TABLE ballast").update();
        var before = localCopies().size();
        house.part(Nightly.class).run("");
        assertThat(folder.resolve("data/porter.compacted")).exists();
        assertThat(localCopies()).hasSize(before + 1);
        ada.says("/files").sees("plan.txt");
    }

    @Test
    void a_nas_that_is_away_costs_no_copy_of_an_earlier_night() {
        night();
        var before = localCopies();
        house.clock().advance(Duration.ofDays(1));
        house.awaitWork();
        house.nas().away();
        house.part(Nightly.class).run("");
        for (var hour = 0; hour < 12; hour++) {
            house.clock().advance(Duration.ofHours(1));
            assertThatThrownBy(() -> house.part(ToTheNas.class).run(""))
                    .isInstanceOf(NasException.class);
        }
        assertThat(localCopies()).containsAll(before);
        house.awaitWork(); // else it fails after the return
        house.nas().back();
        var latest = localCopies().getFirst();
        house.clock().advance(Duration.ofMinutes(20));
        await().atMost(Dialogue.PATIENCE).until(() -> copiesOnTheNas().contains(latest));
    }
}
