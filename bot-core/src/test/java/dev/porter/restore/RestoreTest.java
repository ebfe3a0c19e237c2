package dev.porter.restore;

import static dev.porter.language.Language.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Features;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.NasPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestoreTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_file_comes_back_bit_for_bit() throws Exception {
        var ada = dialogue.member("ada");
        ada.sends("big.bin", 1_000_000, () -> new GeneratedStream(1_000_000, Long.MAX_VALUE));
        ada.sees("Stored and verified").presses("Open").presses("Restore");
        try (var sent = new GeneratedStream(1_000_000, Long.MAX_VALUE)) {
            assertThat(ada.receives("big.bin")).isEqualTo(sent.readAllBytes());
        }
        ada.sees("is back, bit for bit");
    }

    @Test
    void receipt_and_delivery_are_in_the_language_of_the_chat() {
        var ada = dialogue.member("ada").says("/language de");
        ada.sends("a.txt", "abc".repeat(480));
        ada.sees(GERMAN.of("✅ Stored and verified"), "1,4 kB");
        ada.end().refuseFile();
        ada.says("/restore a.txt");
        ada.sees(
                GERMAN.of("It has %s, and %s does not take that much from me here.")
                        .formatted("1,4 kB", "Memory"));
    }

    @Test
    void the_command_brings_the_one_that_is_meant_or_asks_which() {
        var ada = dialogue.member("ada");
        ada.sends("one.txt", "1").sees("Stored and verified");
        ada.sends("two.txt", "2").sees("Stored and verified");
        ada.says("/restore tw");
        assertThat(text(ada.receives("two.txt"))).isEqualTo("2");
        ada.says("/restore .txt").sees("one.txt", "two.txt");
        ada.says("/restore").sees("Which one?");
        ada.says("/restore three").sees("nothing");
    }

    @Test
    void a_whole_name_means_that_file_also_when_it_is_part_of_others() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "1").sees("Stored and verified");
        ada.sends("data.txt", "2").sees("Stored and verified");
        ada.says("/restore A.TXT");
        assertThat(text(ada.receives("a.txt"))).isEqualTo("1");
        ada.says("/files data").presses("1").presses("Rename").says("a.txt").sees("Renamed.");
        ada.says("/restore a.txt").sees("My files with “a.txt”", "1. a.txt", "2. a.txt");
    }

    @Test
    void the_same_file_again_is_seen_where_the_person_looks() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.says("/restore a.txt").sees("is back, bit for bit");
        var first = ada.message("is back, bit for bit");
        ada.says("/restore a.txt").sees("is back, bit for bit");
        assertThat(ada.message("is back, bit for bit").id()).isNotEqualTo(first.id());
        assertThat(text(ada.receives("a.txt"))).isEqualTo("abc");
    }

    @Test
    void a_file_that_the_chat_finds_too_large_after_all_is_left_to_the_app() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.end().refuseFile();
        ada.says("/restore a.txt");
        ada.sees("a.txt stays on the NAS", "It has 3 bytes, and Memory does not take that much");
        assertThat(ada.filesSeen()).isZero();
        ada.presses("Get the Drive app").sees("Drive");
    }

    @Test
    void a_damaged_file_is_reported_and_never_delivered() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        ada.sends("a.txt", "precious").sees("Stored and verified");
        dialogue.nas().corrupt(new NasPath(ada.home(), ada.keeps().getFirst()));
        ruth.looksAway();
        ada.says("/restore a.txt").sees("⚠ The copy of a.txt", "I do not hand it over");
        assertThat(ada.filesSeen()).isZero();
        ruth.sees("A stored file is damaged", ada.userName());
    }

    @Test
    void a_file_that_is_gone_from_the_nas_is_reported() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "precious").sees("Stored and verified");
        dialogue.nas().files().delete(new NasPath(ada.home(), ada.keeps().getFirst()));
        ada.says("/restore a.txt").sees("missing or not what you sent");
        assertThat(ada.filesSeen()).isZero();
    }

    @Test
    void what_the_platform_cannot_carry_is_said_with_another_way() {
        var ada = dialogue.member("ada");
        ada.sends("a.bin", new byte[2_000]).sees("Stored and verified");
        dialogue.chat().can(new Features(1_000, 1_000, false, true));
        ada.says("/restore a.bin");
        ada.sees("a.bin is too large for this chat", "It has 2.0 kB");
        ada.sees("Memory carries at most 1.0 kB", "It is safe on the NAS in the folder Backup/");
        ada.presses("Get the Drive app").sees("Synology Drive");
    }

    @Test
    void the_file_of_somebody_else_is_as_if_it_did_not_exist() {
        var ada = dialogue.member("ada");
        ada.sends("secret plan.txt", "abc").sees("Stored and verified");
        var open = ada.value(ada.message("Stored and verified"), "Open");
        var id = open.substring(open.lastIndexOf(':') + 1);
        var bob = dialogue.member("bob");
        for (var value :
                new String[] {
                    "restore:file:", "restore:version:", "files:open:", "files:rename:",
                    "files:move:", "files:versions:", "files:delete:", "files:undo:"
                }) {
            var others = bob.forges(value + id).shown();
            var none = bob.forges(value + "999999999").shown();
            assertThat(others).isEqualTo(none).contains("That file is not there any more");
        }
        ada.says("/files").sees("secret plan.txt");
    }

    @Test
    void while_the_nas_is_away_it_is_told_and_comes_by_itself() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        dialogue.nas().away();
        ada.says("/restore a.txt").sees("The NAS does not answer", "comes by itself");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        assertThat(text(ada.receives("a.txt"))).isEqualTo("abc");
        ada.sees("is back, bit for bit");
    }

    @Test
    void a_chat_that_does_not_take_it_offers_to_try_again() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.end().failFile();
        ada.says("/restore a.txt").sees("I could not bring a.txt into this chat", "[Try again]");
        ada.presses("Try again");
        assertThat(text(ada.receives("a.txt"))).isEqualTo("abc");
    }

    @Test
    void a_file_that_may_not_have_arrived_is_not_brought_twice_unasked() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.end().loseAnswerToFile();
        ada.says("/restore a.txt").sees("I cannot tell whether it is here", "[Try again]");
        assertThat(ada.filesSeen()).isEqualTo(1);
    }

    @Test
    void who_has_logged_out_meanwhile_gets_nothing() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        dialogue.nas().away();
        ada.says("/restore a.txt").sees("comes by itself");
        Guest out = ada.says("/logout").sees("logged out");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        await().until(() -> dialogue.toDo().stream().noneMatch(work -> work.endsWith(wish(out))));
        assertThat(out.filesSeen()).isZero();
    }

    @Test
    void verify_reads_everything_back_and_names_what_is_not_safe() {
        var ada = dialogue.member("ada");
        ada.says("/verify").sees("You have not stored anything with me yet");
        ada.sends("a.txt", "one").sees("Stored and verified");
        ada.sends("b.txt", "two").sees("Stored and verified");
        ada.says("/verify").sees("✅ Everything is safe", "all 2 files");
        var b = ada.keeps().stream().filter(path -> path.endsWith("b.txt")).findFirst();
        dialogue.nas().corrupt(new NasPath(ada.home(), b.orElseThrow()));
        ada.says("/verify").sees("⚠ 1 of 2 are not safe", "• b.txt, version 1");
        ada.doesNotSee("• a.txt");
        dialogue.nas().away();
        ada.says("/verify").sees("The NAS does not answer", "I check again by myself");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("⚠ 1 of 2 are not safe");
        ada.doesNotSee("Everything is safe");
    }

    /// How a work ends that is about what somebody has asked for.
    private static String wish(Guest guest) {
        return ":memory:" + guest.displayName();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
