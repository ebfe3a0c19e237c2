package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Times;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.schedule.LivedTime;
import dev.porter.schedule.Work;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FilesTest {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private static final Duration TEN_YEARS = Duration.ofDays(3_650);

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();
    private Guest ada;

    @BeforeEach
    void aMember() {
        ada = dialogue.member("ada");
    }

    @Test
    void files_come_in_pages_newest_first() {
        for (var i = 1; i <= 20; i++) {
            stores("file %02d.txt".formatted(i));
        }
        ada.says("/files").sees("My files", "1. file 20.txt", "8. file 13.txt");
        ada.doesNotSee("file 12.txt", "[◀ Newer]").presses("Older ▶").sees("9. file 12.txt");
        ada.presses("Older ▶").sees("20. file 01.txt").doesNotSee("[Older ▶]");
        ada.presses("◀ Newer").sees("9. file 12.txt").presses("12");
        ada.sees("file 09.txt", "[⬇ Restore]", "[Rename]", "[Move]", "[Versions]", "[Delete]");
    }

    @Test
    void any_part_of_the_name_finds_a_file_and_no_letter_is_special() {
        stores("100% sure.txt", "a_b.txt", "it's.txt", "quo\"te.txt", "Straße.txt", "bang!.txt");
        finds("100%", "100% sure.txt");
        finds("%", "100% sure.txt");
        finds("_", "a_b.txt");
        finds("'", "it's.txt");
        finds("!", "bang!.txt");
        finds("SURE", "100% sure.txt");
        finds("straße", "Straße.txt");
        ada.says("a_c").sees("I found nothing").doesNotSee("a_b.txt");
        ada.says("/files ' OR 1=1 --").sees("I found nothing");
        ada.says("/files \u0000\uFFFF\uD800").sees("nothing");
        ada.says("/files " + "x".repeat(10_000)).sees("nothing");
    }

    private void finds(String text, String name) {
        ada.says("/files " + text).sees("1. " + name).doesNotSee("2. ");
        ada.presses("By name").sees("What is in its name?").says(text).sees("1. " + name);
    }

    @Test
    void files_are_found_by_type_and_month() {
        stores("letter.txt");
        ada.sends("sun.png", PNG).sees("Stored and verified");
        ada.says("/files").presses("By type").presses("Pictures").sees("sun.png");
        ada.doesNotSee("letter.txt");
        ada.presses("By type").presses("Videos").sees("nothing");
        ada.says("/photos").sees("sun.png").doesNotSee("letter.txt");
        ada.says("/files").presses("By month").sees("Which month?").presses("20");
        ada.sees("letter.txt", "sun.png");
    }

    @Test
    void a_file_is_renamed_and_keeps_its_extension() {
        stores("a.txt");
        open("a.txt").presses("Rename").sees("What is the new name of").says("summer / plans");
        ada.sees("Renamed.", "summer plans.txt");
        assertThat(ada.keeps()).singleElement().asString().endsWith("/summer plans.txt");
        open("summer").presses("Rename").says("\u202E..\u200B/").sees("nothing in that");
        ada.says("other.pdf").sees("Renamed.", "other.pdf");
        open("other").presses("Rename").presses("Leave it").sees("I changed nothing");
    }

    @Test
    void commands_search_rename_and_move_the_file_they_name() {
        stores("a.txt", "data.txt");
        ada.says("/search dat").sees("data.txt").doesNotSee("1. a.txt");
        ada.says("/search")
                .sees("What is in its name?")
                .says("a.t")
                .sees("1. data.txt", "2. a.txt");
        ada.says("/rename a.txt").sees("What is the new name of a.txt?").says("b").sees("Renamed.");
        ada.says("/rename nothing").sees("I found nothing");
        ada.says("/rename .txt").sees("1. data.txt", "2. b.txt").says("/rename");
        ada.sees("Which one? Open it, then press Rename.", "data.txt", "b.txt");
        ada.says("/move b.txt").sees("Into which folder does b.txt go?").says("Papers");
        ada.sees("Moved to Papers.").says("/move").sees("Which one? Open it, then press Move.");
        assertThat(ada.keeps()).hasSize(2).contains("Papers/b.txt");
    }

    @Test
    void two_files_may_want_the_same_name() {
        stores("a.txt", "b.txt");
        open("b.txt").presses("Rename").says("a.txt").sees("Renamed.");
        assertThat(ada.keeps()).hasSize(2).anyMatch(path -> path.endsWith("a (2).txt"));
        assertThat(ada.keeps()).extracting(ada::content).containsOnly("in a.txt", "in b.txt");
    }

    @Test
    void a_file_is_moved_to_a_folder_old_or_new() {
        stores("a.txt", "b.txt");
        open("a.txt").presses("Move").sees("Into which folder", "Backup");
        ada.says("Papers/2026").sees("Moved to Papers/2026.", "Folder: Papers/2026");
        assertThat(ada.keeps()).contains("Papers/2026/a.txt");
        open("b.txt").presses("Move").presses("📁 Papers").sees("Moved to Papers.");
        assertThat(ada.keeps()).contains("Papers/b.txt");
        open("b.txt").presses("Move").says("../../../etc").sees("Moved to etc.");
        assertThat(ada.keeps()).contains("etc/b.txt");
        open("b.txt").presses("Move").says("..//../").sees("does not work as a folder");
        ada.says("x/".repeat(3_000) + "y").sees("Moved to");
    }

    @Test
    void a_file_whose_move_was_answered_by_nothing_is_found_and_moved_on() {
        stores("a.txt", "b.txt");
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        open("a.txt").presses("Rename").says("c").sees("The NAS does not answer");
        ada.says("/cancel");
        open("a.txt").presses("Rename").says("d").sees("Renamed.", "d.txt");
        assertThat(ada.keeps()).hasSize(2).anyMatch(path -> path.endsWith("/d.txt"));
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        open("d.txt").presses("Delete").sees("The NAS does not answer");
        ada.says("/verify").sees("Everything is safe");
        open("d.txt").presses("Delete").sees("d.txt is in the bin").presses("Undo");
        ada.sees("It is back.").says("/verify").sees("Everything is safe");
    }

    @Test
    void what_comes_after_a_cut_move_takes_none_of_its_places() {
        stores("a.txt");
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        open("a.txt").presses("Delete").sees("The NAS does not answer");
        ada.sends("a.txt", "new").sees("Stored and verified", "version 2");
        bytes().finishCut();
        ada.says("/verify").sees("Everything is safe", "all 2 versions of your file");
        open("a.txt").presses("Versions").presses("⬇ 1");
        assertThat(new String(ada.receives("a.txt"), StandardCharsets.UTF_8)).isEqualTo("in a.txt");
        open("a.txt").presses("Delete").sees("a.txt is in the bin").presses("Undo");
        ada.sees("It is back.").says("/verify").sees("Everything is safe");
    }

    @Test
    void what_somebody_puts_where_a_cut_move_began_is_not_taken_for_the_file() throws Exception {
        stores("a.txt");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        open("a.txt").presses("Rename").says("c").sees("The NAS does not answer");
        ada.says("/cancel");
        put(place, "by hand");
        bytes().finishCut();
        ada.says("/verify").sees("Everything is safe");
        assertThat(ada.content(place.path())).isEqualTo("by hand");
    }

    @Test
    void a_file_that_a_cut_move_hides_is_not_given_up_for_one_that_somebody_put_in_its_place()
            throws Exception {
        stores("a.txt");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        var there = place.parent().resolve("c.txt");
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        open("a.txt").presses("Rename").says("c").sees("The NAS does not answer");
        ada.says("/cancel");
        // In the middle of a move of several steps a NAS shows the file at neither place.
        var hidden = place.parent().resolve(".moving");
        assertThat(dialogue.nas().files().move(there, hidden)).isTrue();
        put(place, "by hand");
        bytes().finishCut();
        assertThat(ada.content(place.path())).isEqualTo("by hand");
        open("a.txt").presses("Rename").says("d").sees("does not have that any more");
        ada.says("/cancel");
        assertThat(dialogue.nas().files().move(hidden, there)).isTrue();
        bytes().finishCut();
        ada.says("/verify").sees("Everything is safe");
        assertThat(ada.content(place.path())).isEqualTo("by hand");
    }

    private StoredBytes bytes() {
        return dialogue.part(StoredBytes.class);
    }

    private void put(NasPath place, String text) throws IOException {
        var content = text.getBytes(StandardCharsets.UTF_8);
        dialogue.nas().files().write(place, new ByteArrayInputStream(content), content.length);
    }

    @Test
    void a_file_with_a_lost_version_can_be_deleted_and_takes_nothing_of_others_along()
            throws Exception {
        ada.sends("a.txt", "one").sees("Stored and verified");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        ada.sends("a.txt", "second").sees("version 2");
        dialogue.nas().files().delete(place);
        open("a.txt").presses("Delete").sees("a.txt is in the bin").presses("Undo");
        ada.sees("It is back.");
        open("a.txt").presses("Delete").sees("a.txt is in the bin");
        assertThat(ada.keeps()).isEmpty();
        put(place, "by hand");
        dialogue.clock().advance(Duration.ofDays(31));
        bytes().emptyBins(dialogue.clock().instant());
        assertThat(ada.keepsBehind()).isEmpty();
        assertThat(ada.content(place.path())).isEqualTo("by hand");
    }

    @Test
    void what_came_again_where_a_deleted_file_was_lost_outlives_it() throws Exception {
        stores("a.txt");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        dialogue.nas().files().delete(place);
        open("a.txt").presses("Delete").sees("a.txt is in the bin");
        ada.sends("a.txt", "in a.txt").sees("Stored and verified");
        sharePlaces(place);
        dialogue.clock().advance(Duration.ofDays(31));
        bytes().emptyBins(dialogue.clock().instant());
        assertThat(ada.keeps()).containsExactly(place.path());
        ada.says("/verify").sees("Everything is safe");
    }

    /// Has everything of a home at one place, as a Porter of before could have it.
    private void sharePlaces(NasPath place) {
        var now = new NasPath(ada.home(), ada.keeps().getFirst());
        if (!now.equals(place)) {
            assertThat(dialogue.nas().files().move(now, place)).isTrue();
            dialogue.part(JdbcClient.class)
                    .sql("UPDATE file_version SET path = ? WHERE home = ?")
                    .params(place.path(), ada.home().value())
                    .update();
        }
    }

    @Test
    void an_edited_file_takes_no_place_of_a_lost_version() {
        stores("a.txt");
        dialogue.nas().files().delete(new NasPath(ada.home(), ada.keeps().getFirst()));
        ada.sends("a.txt", "edited").sees("Stored and verified", "version 2");
        open("a.txt").presses("Delete").sees("a.txt is in the bin").presses("Undo");
        ada.sees("It is back.").says("/restore a.txt").sees("is back, bit for bit");
        assertThat(ada.receives("a.txt")).asString(StandardCharsets.UTF_8).isEqualTo("edited");
    }

    @Test
    void what_comes_where_a_cut_undo_has_put_a_file_is_a_file_of_its_own() {
        stores("a.txt");
        open("a.txt").presses("Delete").sees("a.txt is in the bin");
        dialogue.trouble().after("move", ada.home(), FilesTest::silence);
        ada.presses("Undo").sees("The NAS does not answer");
        ada.sends("a.txt", "in a.txt").sees("Stored and verified");
        bytes().finishCut();
        ada.says("/files").presses("Bin").sees("1. a.txt").presses("↩ 1").sees("It is back.");
        assertThat(ada.keeps()).hasSize(2);
        ada.says("/verify").sees("Everything is safe");
    }

    @Test
    void a_file_with_a_lost_version_is_renamed_and_moved() {
        ada.sends("a.txt", "one").sees("Stored and verified");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        ada.sends("a.txt", "second").sees("version 2");
        dialogue.nas().files().delete(place);
        open("a.txt").presses("Rename").says("b").sees("Renamed.", "b.txt");
        open("b.txt").presses("Rename").says("c").sees("Renamed.", "c.txt");
        open("c.txt").presses("Move").says("Papers").sees("Moved to Papers.");
        assertThat(ada.keeps()).containsExactly("Papers/c.txt");
        ada.says("/verify").sees("1 of 2 are not safe", "c.txt, version 1");
    }

    @Test
    void a_file_comes_out_of_the_bin_also_when_a_version_was_lost_there() {
        ada.sends("a.txt", "one").sees("Stored and verified");
        ada.sends("a.txt", "second").sees("version 2");
        open("a.txt").presses("Delete").sees("a.txt is in the bin");
        ada.keepsBehind().stream()
                .filter(path -> ada.content(path).equals("one"))
                .forEach(path -> dialogue.nas().files().delete(new NasPath(ada.home(), path)));
        ada.presses("Undo").sees("It is back.");
        assertThat(ada.keeps()).extracting(ada::content).containsExactly("second");
    }

    @Test
    void a_file_of_which_nothing_is_there_keeps_its_name_and_its_place() throws Exception {
        stores("a.txt");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        dialogue.nas().files().delete(place);
        open("a.txt").presses("Rename").says("b").sees("does not have that any more");
        ada.says("/cancel");
        open("a.txt").presses("Move").says("Papers").sees("does not have that any more");
        ada.says("/cancel");
        put(place, "in a.txt");
        open("a.txt").presses("Rename").says("b").sees("Renamed.", "b.txt");
        ada.says("/verify").sees("Everything is safe");
    }

    @Test
    void what_cannot_be_deleted_for_good_keeps_nothing_else() {
        stores("a.txt", "b.txt");
        open("a.txt").presses("Delete").sees("is in the bin");
        open("b.txt").presses("Delete").sees("is in the bin");
        dialogue.trouble().failsOnce("delete", ada.home(), NasException.Kind.NOT_PERMITTED);
        dialogue.clock().advance(Duration.ofDays(31));
        bytes().emptyBins(dialogue.clock().instant());
        assertThat(ada.keepsBehind()).hasSizeLessThan(2);
        bytes().emptyBins(dialogue.clock().instant());
        assertThat(ada.keepsBehind()).isEmpty();
    }

    private static void silence() {
        throw new NasException(NasException.Kind.AWAY, "no answer");
    }

    @Test
    void what_arrives_while_its_name_is_deleted_is_a_file_of_its_own() {
        stores("a.txt");
        var tablet = dialogue.person("tablet").logsIn(ada);
        open("a.txt");
        dialogue.trouble()
                .before(
                        "move",
                        ada.home(),
                        () -> tablet.sends("a.txt", "new").sees("Stored and verified", "a.txt"));
        ada.presses("Delete").sees("a.txt is in the bin");
        open("a.txt").sees("3 bytes").doesNotSee("versions");
    }

    @Test
    void what_is_taken_out_of_the_bin_at_the_last_moment_stays() {
        var bob = dialogue.member("bob");
        bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open").presses("Delete");
        stores("a.txt");
        open("a.txt").presses("Delete").sees("in the bin");
        bob.sees("in the bin");
        var saved = ada.says("/files").presses("Bin").sees("a.txt");
        dialogue.trouble()
                .before("delete", bob.home(), () -> saved.presses("↩ 1").sees("It is back."));
        dialogue.clock().advance(Duration.ofDays(31));
        bytes().emptyBins(dialogue.clock().instant());
        saved.sees("It is back.");
        ada.says("/restore a.txt").sees("is back, bit for bit");
        bob.says("/files").sees("There is nothing here yet");
    }

    @Test
    void versions_are_listed_and_each_can_be_brought_back() {
        ada.sends("a.txt", "one").sees("Stored and verified");
        ada.sends("a.txt", "second").sees("version 2");
        open("a.txt").sees("2 versions").presses("Versions").sees("1. 3 bytes", "2. 6 bytes");
        ada.presses("⬇ 1");
        assertThat(new String(ada.receives("a.txt"), StandardCharsets.UTF_8)).isEqualTo("one");
    }

    @Test
    void every_version_can_be_reached() {
        for (var i = 1; i <= 11; i++) {
            ada.sends("a.txt", "content " + i).sees(i == 1 ? "Stored" : "version " + i);
        }
        open("a.txt").sees("11 versions").presses("Versions").sees("11. 10 bytes", "4. 9 bytes");
        ada.doesNotSee("3. 9 bytes").presses("Older ▶").sees("3. 9 bytes", "1. 9 bytes");
        ada.doesNotSee("[Older ▶]").presses("⬇ 1");
        assertThat(ada.receives("a.txt")).asString(StandardCharsets.UTF_8).isEqualTo("content 1");
        ada.presses("◀ Newer").sees("11. 10 bytes").doesNotSee("[◀ Newer]");
    }

    @Test
    void every_month_can_be_reached() {
        stores("first.txt");
        var earliest =
                Times.month(
                        YearMonth.from(dialogue.clock().instant().atZone(ZoneId.systemDefault())));
        for (var i = 0; i < 14; i++) {
            dialogue.clock().advance(Duration.ofDays(31));
            stores("later %02d.txt".formatted(i));
        }
        ada.says("/files").presses("By month").sees("Which month?");
        ada.doesNotSee("[" + earliest + "]")
                .presses("Older ▶")
                .presses(earliest)
                .sees("first.txt")
                .doesNotSee("later 13.txt");
    }

    @Test
    void a_deleted_file_lies_in_the_bin_and_comes_back() {
        stores("a.txt");
        var place = ada.keeps().getFirst();
        open("a.txt").presses("Delete").sees("is in the bin", "30 days", "[↩ Undo]");
        assertThat(ada.keeps()).isEmpty();
        ada.says("/files").sees("There is nothing here yet").presses("Bin").sees("1. a.txt");
        ada.presses("↩ 1").sees("It is back.");
        assertThat(ada.keeps()).containsExactly(place);
        ada.says("/files").sees("a.txt");
    }

    @Test
    void a_name_freed_by_deleting_can_be_used_again_before_undo() {
        stores("a.txt");
        open("a.txt").presses("Delete").sees("is in the bin");
        ada.sends("a.txt", "new content").sees("Stored and verified").doesNotSee("version 2");
        ada.presses("↩ Undo").sees("It is back.");
        assertThat(ada.keeps()).extracting(ada::content).containsOnly("in a.txt", "new content");
    }

    @Test
    void the_bin_is_emptied_after_thirty_days_and_not_before() {
        stores("old.txt", "kept.txt");
        open("old.txt").presses("Delete").sees("is in the bin");
        dialogue.clock().advance(Duration.ofDays(29));
        ada.says("/files").presses("Bin").sees("1. old.txt");
        assertThat(ada.keepsBehind()).hasSize(1);
        dialogue.clock().advance(Duration.ofDays(2));
        await().atMost(Dialogue.PATIENCE)
                .until(() -> {
                    dialogue.clock().advance(Duration.ofHours(1)); // when it looks again
                    return ada.keepsBehind().isEmpty();
                });
        ada.says("/files").presses("Bin").sees("The bin is empty");
        ada.says("/files").sees("kept.txt");
        assertThat(ada.keeps()).hasSize(1);
    }

    @Test
    void a_clock_that_jumps_ten_years_empties_no_bin_also_not_after_a_restart(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var bob = house.member("bob");
            bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open");
            bob.presses("Delete").sees("in the bin");
            house.part(LivedTime.class).now();
            for (var restart : List.of(false, true)) {
                house.clock().jump(TEN_YEARS);
                if (restart) {
                    house.restart();
                }
                var housekeeping = works(house, "housekeeping");
                housekeeping.run("");
                house.clock().advance(Duration.ofDays(1)); // until somebody sees to it
                housekeeping.run("");
                house.clock().jump(TEN_YEARS.negated());
                housekeeping.run("");
                assertThat(bob.keepsBehind()).hasSize(1);
            }
            house.clock().advance(Duration.ofDays(29));
            works(house, "housekeeping").run("");
            assertThat(bob.keepsBehind()).isEmpty();
        }
    }

    @Test
    void a_clock_that_starts_years_ago_empties_no_bin_when_it_is_put_right(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var bob = house.member("bob");
            bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open");
            bob.presses("Delete").sees("in the bin");
            var housekeeping = works(house, "housekeeping");
            housekeeping.run("");
            house.clock().jump(TEN_YEARS.negated());
            housekeeping.run("");
            house.clock().advance(Duration.ofMinutes(5));
            housekeeping.run("");
            house.clock().jump(TEN_YEARS);
            housekeeping.run("");
            assertThat(bob.keepsBehind()).hasSize(1);
            house.clock().advance(Duration.ofDays(31));
            housekeeping.run("");
            assertThat(bob.keepsBehind()).isEmpty();
        }
    }

    @Test
    void what_is_deleted_while_the_clock_is_years_behind_can_be_had_back_when_it_is_put_right(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var bob = house.member("bob");
            bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open");
            var housekeeping = works(house, "housekeeping");
            housekeeping.run("");
            house.clock().jump(TEN_YEARS.negated());
            bob.presses("Delete").sees("in the bin");
            house.clock().jump(TEN_YEARS);
            housekeeping.run("");
            bob.presses("Undo").sees("is back");
            assertThat(bob.keeps()).extracting(bob::content).containsExactly("bob's");
        }
    }

    @Test
    void after_months_in_which_the_computer_was_off_the_bin_is_emptied_some_days_later(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var bob = house.member("bob");
            bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open");
            bob.presses("Delete").sees("in the bin");
            house.part(LivedTime.class).now();
            house.stop();
            house.clock().advance(Duration.ofDays(60));
            house.startAgain();
            works(house, "housekeeping").run("");
            assertThat(bob.keepsBehind()).hasSize(1);
            for (var day = 0; day < 30; day++) {
                house.clock().advance(Duration.ofDays(1));
                works(house, "housekeeping").run("");
            }
            assertThat(bob.keepsBehind()).isEmpty();
        }
    }

    @Test
    void what_was_deleted_while_the_clock_was_wrong_lies_in_the_bin_for_no_ten_years(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var bob = house.member("bob");
            house.part(LivedTime.class).now();
            house.clock().jump(TEN_YEARS);
            bob.sends("b.txt", "bob's").sees("Stored and verified").presses("Open");
            bob.presses("Delete").sees("in the bin");
            house.clock().jump(TEN_YEARS.negated());
            works(house, "housekeeping").run("");
            house.clock().advance(Duration.ofDays(29));
            works(house, "housekeeping").run("");
            assertThat(bob.keepsBehind()).hasSize(1);
            house.clock().advance(Duration.ofDays(2));
            works(house, "housekeeping").run("");
            assertThat(bob.keepsBehind()).isEmpty();
        }
    }

    private static Work works(Dialogue house, String name) {
        return house.parts(Work.class).stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everything_in_the_bin_can_be_reached() {
        for (var i = 1; i <= 12; i++) {
            stores("file %02d.txt".formatted(i));
            open("file %02d".formatted(i)).presses("Delete").sees("is in the bin");
        }
        ada.says("/files").presses("Bin").sees("1. file 12.txt", "8. file 05.txt");
        ada.doesNotSee("file 04.txt").presses("Older ▶").sees("12. file 01.txt");
        ada.doesNotSee("[Older ▶]").presses("↩ 12").sees("It is back.");
        ada.says("/files").presses("Bin").presses("Older ▶").presses("◀ Newer");
        for (var i = 0; i < 11; i++) {
            ada.presses("↩ 1").sees("It is back.");
            ada.says("/files").presses("Bin");
        }
        ada.sees("The bin is empty");
    }

    @Test
    void while_the_nas_is_away_nothing_changes() {
        stores("a.txt");
        open("a.txt");
        dialogue.nas().away();
        ada.presses("Delete").sees("The NAS does not answer", "I changed nothing");
        ada.says("/files").sees("1. a.txt").presses("1").presses("Rename").says("b.txt");
        ada.sees("The NAS does not answer", "I changed nothing").says("/cancel");
        ada.says("/files").sees("1. a.txt").presses("1").presses("Move");
        ada.sees("Into which folder").says("Papers").sees("I changed nothing").says("/cancel");
        dialogue.nas().back();
        open("a.txt").presses("Delete").sees("is in the bin");
        dialogue.nas().away();
        ada.presses("Undo").sees("I changed nothing");
        dialogue.nas().back();
        ada.says("/files").presses("Bin").sees("1. a.txt").presses("↩ 1").sees("It is back.");
        assertThat(ada.keeps()).hasSize(1);
    }

    private Guest open(String name) {
        return ada.says("/files " + name).presses("1").sees("[⬇ Restore]");
    }

    private void stores(String... names) {
        for (var name : names) {
            ada.sends(name, "in " + name).sees("Stored and verified");
        }
    }
}
