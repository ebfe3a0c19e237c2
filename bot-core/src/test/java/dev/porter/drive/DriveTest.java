package dev.porter.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Features;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.NasPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DriveTest {
    private static final String EARLIER = "That list is from earlier. Here is your drive now.";

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();
    private Guest ada;

    @BeforeEach
    void aMember() {
        ada = dialogue.member("ada");
    }

    /// Puts files into a home in another way than through Porter, each with its own path in it.
    private static void puts(Dialogue dialogue, Guest owner, String... paths) {
        for (var path : paths) {
            var bytes = path.getBytes(StandardCharsets.UTF_8);
            var place = new NasPath(owner.home(), path);
            try {
                dialogue.nas().files().write(place, new ByteArrayInputStream(bytes), bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void puts(String... paths) {
        puts(dialogue, ada, paths);
    }

    private void takesAway(String path) {
        dialogue.nas().files().delete(new NasPath(ada.home(), path));
    }

    private String receivedText(String name) {
        return new String(ada.receives(name), StandardCharsets.UTF_8);
    }

    /// The value of the button with this label under the newest message with this text.
    private static String value(Guest guest, String text, String label) {
        return guest.value(guest.message(text), label);
    }

    @Test
    void folders_come_first_and_every_number_opens_what_stands_beside_it() {
        puts("zebra.txt", "Apple.txt", "Papers/2026/tax.pdf", "Music/song.mp3");
        ada.says("/drive")
                .sees("Drive", "1. 📁 Music", "2. 📁 Papers", "3. 📄 Apple.txt · 9 bytes");
        ada.sees(
                "4. 📄 zebra.txt",
                "[1] [2] [3] [4]",
                "[🔍 Search] [📁 New folder] [📥 Let others send me files] [Drive app]");
        ada.doesNotSee("⬆ Up", "More ▶").presses("4");
        ada.sees("zebra.txt", "9 bytes · changed", "Folder: your home", "[⬇ Download]");
        ada.presses("Back").sees("4. 📄 zebra.txt").presses("2").sees("Drive / Papers");
        ada.presses("1").sees("Drive / Papers/2026", "1. 📄 tax.pdf").presses("⬆ Up");
        ada.sees("Drive / Papers", "1. 📁 2026").presses("⬆ Up").sees("2. 📁 Papers");
        ada.presses("Drive app").sees("Synology Drive");
    }

    @Test
    void a_folder_is_opened_by_its_path_however_it_is_typed() {
        puts("Papers/Über uns/a.txt");
        for (var typed :
                new String[] {"Papers/Über uns", "papers/über uns", "/PAPERS//über uns/"}) {
            ada.says("/drive " + typed).sees("Drive / Papers/Über uns", "1. 📄 a.txt");
        }
        ada.says("/drive Papers/a.txt").sees("I found nothing");
        ada.says("/drive /").sees("1. 📁 Papers");
    }

    @Test
    void what_is_hidden_is_not_shown_and_leads_nowhere() {
        puts(".secret/hush.txt", "#recycle/hush.txt", "@eaDir/hush.txt", "Papers/.hush", ".hush");
        puts("a.txt", "Papers/@eaDir/hush.txt");
        ada.says("/drive").sees("1. 📁 Papers", "2. 📄 a.txt").doesNotSee("hush", "secret", "3. ");
        ada.presses("2").sees("a.txt").presses("Back").presses("1").sees("There is nothing here");
        for (var typed :
                new String[] {
                    ".secret",
                    "#recycle",
                    "@eaDir",
                    "Papers/@eaDir",
                    ".porter",
                    "hush",
                    "..",
                    "../" + ada.userName(),
                    "Papers/..",
                    "Papers/../.secret",
                    "\u0000",
                    "a\\..\\b"
                }) {
            ada.says("/drive " + typed).sees("I found nothing").doesNotSee("hush.txt", "1. ");
        }
    }

    @Test
    void a_thousand_entries_are_turned_page_by_page_without_a_gap() {
        for (var i = 1; i <= 1_000; i++) {
            puts("Many/file %04d.txt".formatted(i), "Many/.hidden %04d".formatted(i));
        }
        ada.says("/drive Many").sees("1. 📄 file 0001.txt", "12. 📄 file 0012.txt");
        ada.doesNotSee("◀ Back", "hidden").presses("More ▶").sees("13. 📄 file 0013.txt");
        ada.presses("14").sees("file 0014.txt").presses("Back").sees("24. 📄 file 0024.txt");
        ada.presses("◀ Back").sees("1. 📄 file 0001.txt");
        var page = value(ada, "Drive / Many", "More ▶").replaceFirst(":1$", ":");
        ada.forges(page + 83).sees("997. 📄 file 0997.txt", "1000. 📄 file 1000.txt");
        ada.doesNotSee("More ▶").presses("1000").sees("file 1000.txt", "[⬇ Download]");
        ada.forges(page + 84).sees("1. 📄 file 0001.txt");
        ada.forges(page + 999_999).sees("1. 📄 file 0001.txt");
    }

    @Test
    void a_press_opens_what_stood_beside_the_number_when_it_was_shown() {
        puts("b.txt", "c.txt");
        var shown = ada.says("/drive").sees("1. 📄 b.txt", "2. 📄 c.txt").message("1. 📄 b.txt");
        puts("a.txt", "Folder/x.txt");
        ada.pressesUnder(shown, "1").sees("b.txt", "[⬇ Download]");
        takesAway("c.txt");
        ada.pressesUnder(shown, "2").sees("c.txt is not there any more.", "1. 📁 Folder", "a.txt");
        takesAway("Folder/x.txt");
        var folder = ada.says("/drive").message("1. 📁 Folder");
        takesAway("Folder");
        ada.pressesUnder(folder, "1").sees("That folder is not there any more.", "1. 📄 a.txt");
    }

    @Test
    void a_file_that_has_become_a_folder_is_not_opened_as_a_file() {
        puts("b.txt");
        ada.says("/drive").presses("1").sees("[Rename]");
        takesAway("b.txt");
        puts("b.txt/inside.txt");
        ada.presses("Rename").sees("b.txt is not there any more.", "1. 📁 b.txt");
    }

    @Test
    void a_list_from_before_a_restart_is_from_earlier(@TempDir Path data) {
        try (var own = Dialogue.in(data)) {
            var eve = own.member("eve");
            puts(own, eve, "Papers/a.txt", "b.txt");
            var list = eve.says("/drive").message("2. 📄 b.txt");
            own.restart();
            puts(own, eve, "Aaa/a.txt");
            for (var label : new String[] {"1", "2", "New folder"}) {
                eve.forges(eve.value(list, label)).sees(EARLIER, "1. 📁 Aaa", "3. 📄 b.txt");
            }
            eve.says("/drive b.txt").presses("1").presses("Rename").sees("new name of b.txt");
            own.restart();
            eve.says("c").sees("Renamed.", "c.txt").presses("Move").sees("Into which folder");
            own.restart();
            eve.presses("📁 Papers").sees("Moved to Papers.");
            assertThat(eve.keeps()).containsExactly("Aaa/a.txt", "Papers/a.txt", "Papers/c.txt");
            own.nas().away();
            eve.forges(eve.value(eve.message("Moved to Papers."), "Download"));
            eve.sees("The NAS does not answer");
            own.nas().back();
            eve.presses("Download").sees("✅ c.txt is here");
            own.assertOrderly();
        }
    }

    @Test
    void the_list_of_somebody_else_reveals_nothing() {
        puts("diary.txt");
        ada.says("/drive").presses("1").sees("diary.txt");
        var card = ada.message("diary.txt");
        var eve = dialogue.member("eve");
        puts(dialogue, eve, "own.txt");
        for (var label : new String[] {"Download", "Rename", "Move", "Back"}) {
            var hers = eve.forges(ada.value(card, label)).shown();
            var none = eve.forges(ada.value(card, label).replaceFirst(":[0-9A-Z]{10}:", ":X:"));
            assertThat(hers.replaceAll("[0-9A-Z]{10}", "")).isEqualTo(none.shown());
            assertThat(hers).contains(EARLIER, "1. 📄 own.txt").doesNotContain("diary");
        }
        for (var made :
                new String[] {
                    "drive:open",
                    "drive:open:",
                    "drive:open:0",
                    "drive:open::1",
                    "drive:get:X:1",
                    "drive:again:1",
                    "drive:again:999999",
                    "drive:again:x",
                    "drive:page:X:-1",
                    "drive:up:",
                    "drive:new:X",
                    "drive:",
                    "drive:move:💥:1",
                    "drive:rename:..:1"
                }) {
            eve.forges(made).sees(EARLIER, "1. 📄 own.txt");
        }
        eve.says("/drive");
        var own = value(eve, "1. 📄 own.txt", "1");
        for (var number :
                new String[] {"0", "2", "999999", "99999999999999999999", "-1", "x", ""}) {
            eve.forges(own.replaceFirst("1$", number)).sees(EARLIER).doesNotSee("[⬇ Download]");
        }
    }

    @Test
    void a_stored_file_has_the_card_of_a_stored_file_whichever_version_it_is() {
        ada.sends("plan.txt", "one").sees("Stored and verified");
        ada.sends("plan.txt", "second").sees("version 2");
        var folder = new NasPath(ada.home(), ada.keeps().getFirst()).parent().path();
        ada.says("/drive " + folder).sees("1. 📄 plan (2).txt", "2. 📄 plan.txt").presses("2");
        ada.sees("plan.txt", "SHA-256", "2 versions", "[⬇ Restore]", "[Versions]", "[Back]");
        ada.presses("Back").presses("1").sees("2 versions").presses("Rename").says("idea");
        ada.sees("Renamed.").says("/verify").sees("Everything is safe");
        ada.says("/drive idea").sees("1. 📄 idea", "2. 📄 idea").doesNotSee("plan");
    }

    @Test
    void a_file_is_renamed_and_keeps_its_extension() {
        puts("Papers/a.txt");
        open("a.txt")
                .presses("Rename")
                .sees("What is the new name of a.txt?")
                .says("summer / plan");
        ada.sees("Renamed.", "summer plan.txt", "Folder: Papers");
        assertThat(ada.keeps()).containsExactly("Papers/summer plan.txt");
        ada.presses("Rename").says("\u202E..\u200B/").sees("nothing in that which can be a name");
        ada.says("../../x.pdf").sees("Renamed.", "x.pdf");
        ada.presses("Rename").says(".hidden").sees("Renamed.", "hidden.pdf");
        ada.presses("Rename").says("#recycle").sees("Renamed.", "_#recycle.pdf");
        ada.presses("Rename").says("_#recycle.pdf").sees("That is how it is already.");
        ada.presses("Rename").presses("Leave it").sees("I changed nothing");
        assertThat(ada.keeps()).containsExactly("Papers/_#recycle.pdf");
        assertThat(ada.content("Papers/_#recycle.pdf")).isEqualTo("Papers/a.txt");
    }

    @Test
    void a_name_that_is_taken_stays_with_its_file() {
        puts("a.txt", "b.txt", "Papers/a.txt", "notes");
        open("b.txt").presses("Rename").says("a.txt");
        ada.sees("There is something called a.txt already, so I changed nothing.", "new name");
        ada.says("/cancel");
        ada.says("/drive").presses("2").sees("a.txt").presses("Move").presses("📁 Papers");
        ada.sees("something called a.txt already", "Into which folder").says("notes/deep");
        ada.sees("There is a file where a folder would have to be", "Into which folder");
        ada.presses("Leave it").sees("I changed nothing");
        assertThat(ada.keeps()).allMatch(path -> ada.content(path).equals(path)).hasSize(4);
    }

    @Test
    void a_file_is_moved_to_a_folder_old_or_new() {
        puts("a.txt", "Fotos: März/b.txt", ".secret/x.txt", "#recycle/y.txt");
        open("a.txt").presses("Move").sees("Into which folder", "[📁 Fotos: März]");
        ada.doesNotSee("secret", "recycle").presses("Fotos").sees("Moved to Fotos: März.");
        ada.presses("Move").says("Papers/2026").sees("Moved to Papers/2026.", "Papers/2026");
        ada.presses("Move").says("papers").sees("Moved to Papers.", "Folder: Papers");
        ada.presses("Move").says("../../../etc").sees("Moved to etc.");
        ada.presses("Move").says(".secret").sees("Moved to secret.");
        ada.presses("Move").says("..//../").sees("does not work as a folder's name");
        ada.says("#recycle/x").sees("Moved to _#recycle/x.");
        assertThat(ada.keeps())
                .containsExactlyInAnyOrder(
                        "#recycle/y.txt", "Fotos: März/b.txt", "_#recycle/x/a.txt");
        assertThat(ada.content(".secret/x.txt")).isEqualTo(".secret/x.txt");
        assertThat(ada.content("_#recycle/x/a.txt")).isEqualTo("a.txt");
    }

    @Test
    void a_copy_of_a_file_goes_to_another_folder() {
        puts("a.txt", "Papers/b.txt", "notes");
        open("a.txt").presses("Copy").sees("Into which folder does the copy of a.txt go?");
        ada.presses("📁 Papers").sees("This is the copy in Papers.", "a.txt", "Folder: Papers");
        assertThat(ada.keeps()).contains("a.txt", "Papers/a.txt");
        assertThat(ada.content("Papers/a.txt")).isEqualTo("a.txt");
        ada.presses("Copy").says("papers").sees("something called a.txt already").says("notes");
        ada.sees("There is a file where a folder would have to be").says("New/2026");
        ada.sees("This is the copy in New/2026.").presses("Copy").presses("Leave it");
        ada.sees("I changed nothing");
        assertThat(ada.keeps()).hasSize(5);
    }

    @Test
    void a_large_file_is_copied_in_the_app() throws IOException {
        var film = new NasPath(ada.home(), "film.mov");
        var size = 50_000_001;
        dialogue.nas().files().write(film, new GeneratedStream(size, Long.MAX_VALUE), size);
        open("film.mov").presses("Copy").sees("film.mov has 50 MB.", "in the Drive app");
        assertThat(ada.keeps()).hasSize(1);
    }

    @Test
    void a_file_that_vanished_before_the_answer_is_said_to_be_gone() {
        puts("Papers/a.txt", "Papers/b.txt");
        open("a.txt").presses("Rename").sees("new name");
        takesAway("Papers/a.txt");
        ada.says("c").sees("a.txt is not there any more. Here is the folder where it was.");
        ada.sees("Drive / Papers", "1. 📄 b.txt").presses("1").presses("Move");
        dialogue.trouble().before("move", ada.home(), () -> takesAway("Papers/b.txt"));
        ada.says("New").sees("b.txt is not there any more").doesNotSee("Moved");
    }

    @Test
    void a_file_that_was_stored_meanwhile_is_left_to_the_catalogue() {
        ada.sends("first.txt", "first").sees("Stored and verified");
        var folder = new NasPath(ada.home(), ada.keeps().getFirst()).parent();
        puts(folder.resolve("late.txt").path());
        open("late.txt").presses("Rename").sees("new name of late.txt");
        takesAway(folder.resolve("late.txt").path());
        var tablet = dialogue.person("tablet").logsIn(ada);
        tablet.sends("late.txt", "stored").sees("Stored and verified");
        ada.says("other").sees("I keep this file for you.", "late.txt", "[Versions]");
        assertThat(ada.keeps()).contains(folder.resolve("late.txt").path());
        tablet.says("/verify").sees("Everything is safe");
    }

    @Test
    void a_file_that_is_just_being_stored_is_left_alone() {
        var tablet = dialogue.person("tablet").logsIn(ada);
        var seen = new AtomicReference<String>();
        dialogue.trouble()
                .after(
                        "move",
                        ada.home(),
                        () -> seen.set(tablet.says("/drive arriving.txt").presses("1").shown()));
        ada.sends("arriving.txt", "text").sees("Stored and verified");
        assertThat(seen.get()).contains("arriving.txt is being stored at this moment");
        tablet.presses("1").sees("[Versions]");
    }

    @Test
    void a_new_folder_is_made_and_opened() {
        puts("Papers/a.txt", "notes");
        ada.says("/drive").presses("New folder").sees("What is the new folder called?");
        ada.says("Summer 2027").sees("The folder is made.", "Drive / Summer 2027", "nothing here");
        ada.presses("New folder").sees("in Summer 2027").says("../a/b");
        ada.sees("The folder is made.", "Drive / Summer 2027/a b").presses("⬆ Up").presses("⬆ Up");
        ada.presses("New folder").says("papers");
        ada.sees("There is a folder of that name already.", "Drive / Papers", "1. 📄 a.txt");
        ada.says("/drive")
                .presses("New folder")
                .says("notes")
                .sees("something called notes already");
        ada.says(" .. ").sees("nothing in that which can be a name").presses("Cancel");
        ada.sees("I changed nothing");
    }

    @Test
    void any_part_of_a_name_finds_files_and_folders_everywhere() {
        puts("Beach/sand.jpg", "Old/Deep/Sandbox/x.txt", "other.txt", ".secret/sand.txt");
        ada.says("/drive SAND").sees("Drive with “SAND”", "1. 📁 Sandbox · Old/Deep");
        ada.sees("2. 📄 sand.jpg · 14 bytes · Beach").doesNotSee("3. ", "secret").presses("2");
        ada.sees("Folder: Beach", "[⬇ Download]").presses("Back").presses("1");
        ada.sees("Drive / Old/Deep/Sandbox", "1. 📄 x.txt").presses("🔍 Search");
        ada.sees("What is in the name").says("other").sees("1. 📄 other.txt", "your home");
        ada.presses("🔍 Search").says("nothing of that sort").sees("I found nothing");
        ada.presses("🔍 Search").presses("Cancel").sees("I changed nothing");
        ada.says("/drive " + "x".repeat(5_000)).sees("I found nothing");
        for (var i = 0; i < 120; i++) {
            puts("Many/twin %03d".formatted(i));
        }
        ada.says("/drive twin").sees("12. 📄 twin 011").presses("More ▶").sees("24. 📄 twin 023");
        ada.sees("These are the first 96").presses("24").sees("twin 023").presses("Back");
        ada.sees("13. 📄 twin 012").presses("◀ Back").sees("1. 📄 twin 000");
    }

    @Test
    void a_file_is_brought_into_the_chat() {
        puts("Papers/a.txt");
        open("a.txt").presses("Download");
        assertThat(receivedText("a.txt")).isEqualTo("Papers/a.txt");
        ada.sees("✅ a.txt is here: 12 bytes.").says("/security").presses("My activity");
        ada.sees("Brought a.txt out of Drive");
    }

    @Test
    void while_a_file_is_brought_its_line_moves() {
        puts("a.txt");
        open("a.txt");
        var moved = new AtomicReference<String>();
        dialogue.trouble()
                .after("open", ada.home(), () -> moved.set(ada.sees("a.txt… 0 %").shown()));
        ada.presses("Download").sees("✅ a.txt is here");
        assertThat(moved.get()).contains("⏳ Bringing a.txt… 0 %");
    }

    @Test
    void while_the_nas_is_away_a_file_waits_and_comes_by_itself() {
        puts("a.txt");
        open("a.txt");
        dialogue.trouble().before("open", ada.home(), () -> dialogue.nas().away());
        ada.presses("Download").sees("The NAS does not answer", "a.txt comes by itself");
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(20));
        assertThat(receivedText("a.txt")).isEqualTo("a.txt");
        ada.sees("✅ a.txt is here");
    }

    @Test
    void a_file_that_was_asked_for_comes_after_a_restart(@TempDir Path data) {
        try (var own = Dialogue.in(data)) {
            var eve = own.member("eve");
            puts(own, eve, "a.txt");
            eve.says("/drive").presses("1");
            own.trouble().before("open", eve.home(), () -> own.nas().away());
            eve.presses("Download").sees("a.txt comes by itself");
            own.stop();
            own.nas().back();
            own.startAgain();
            own.clock().advance(Duration.ofMinutes(1));
            eve.sees("✅ a.txt is here");
            assertThat(eve.filesSeen()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_cannot_be_brought_is_said_with_what_helps() {
        puts("a.txt", "b.txt", "c.txt");
        open("a.txt");
        ada.end().failFile();
        ada.presses("Download").sees("I could not bring a.txt into this chat", "[Try again]");
        ada.presses("Try again").sees("✅ a.txt is here");
        open("b.txt");
        dialogue.trouble().before("open", ada.home(), () -> takesAway("b.txt"));
        ada.presses("Download").sees("b.txt is not there any more.");
        open("c.txt");
        dialogue.chat().can(new Features(1_000_000, 3, false, true));
        ada.presses("Download").sees("c.txt stays on the NAS", "It has 5 bytes", "at most 3 bytes");
        ada.presses("Get the Drive app").sees("Synology Drive");
        assertThat(ada.everything()).doesNotContain("Bringing c.txt");
    }

    @Test
    void while_the_nas_is_away_nothing_changes() {
        puts("a.txt");
        open("a.txt").presses("Rename").sees("new name");
        dialogue.nas().away();
        ada.says("b.txt").sees("The NAS does not answer", "I changed nothing");
        dialogue.nas().back();
        ada.says("b.txt").sees("Renamed.");
        dialogue.nas().away();
        ada.says("/drive").sees("The NAS does not answer");
        ada.says("/drive Papers").sees("The NAS does not answer");
        ada.forges("drive:search").says("text").sees("The NAS does not answer");
        dialogue.nas().back();
        ada.says("text").sees("I found nothing");
    }

    @Test
    void a_file_that_was_sent_goes_to_the_folder_that_was_opened_last() {
        puts("A/x.txt", "B/x.txt", "C/x.txt", "D/x.txt", "Papers/2026/x.txt");
        ada.sends("new.txt", "new").sees("Stored and verified");
        ada.says("/drive papers/2026").sees("Move under it brings it here");
        ada.says("/files").presses("1").presses("Move").presses("📁 Papers/2026");
        ada.sees("Moved to Papers/2026.");
        assertThat(ada.content("Papers/2026/new.txt")).isEqualTo("new");
    }

    /// Finds a file that is in no catalogue by its name, and opens it.
    private Guest open(String name) {
        return ada.says("/drive " + name).presses("1").sees(name, "[⬇ Download]");
    }
}
