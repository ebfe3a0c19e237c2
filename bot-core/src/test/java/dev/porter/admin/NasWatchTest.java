package dev.porter.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.language.Language;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What administrators hear of the NAS by itself.
class NasWatchTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir private Path data;
    private Dialogue dialogue;
    private Guest ruth;

    @BeforeEach
    void start() {
        dialogue = Dialogue.in(data);
        ruth = dialogue.administrator().looksAway();
    }

    @AfterEach
    void stop() {
        dialogue.calm();
        dialogue.close();
    }

    private void looks() {
        dialogue.part(NasWatch.class).look();
    }

    private void isAwayForLong() {
        dialogue.nas().away();
        looks();
        dialogue.clock().advance(Duration.ofMinutes(30));
        looks();
    }

    private long times(String words) {
        return ruth.hearsAll().end().sees().stream()
                .filter(seen -> seen.text().contains(words))
                .count();
    }

    private Guest administratorWhoReadsGerman() {
        var ada = dialogue.member("ada");
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        ruth.forges("admin:promote:" + id).presses("Yes").sees("Made an administrator");
        ruth.looksAway();
        return ada.says("/language de").looksAway();
    }

    @Test
    void a_nas_that_is_away_for_long_is_reported_and_what_waited_is_stored_when_it_is_back() {
        var ada = dialogue.member("ada");
        dialogue.nas().away();
        ada.sends("a.txt", "abc").sees("⏸ a.txt waits");
        ruth.looksAway();
        looks();
        dialogue.clock().advance(Duration.ofMinutes(29));
        looks();
        ruth.doesNotSee("The NAS has been away");
        dialogue.clock().advance(Duration.ofMinutes(1));
        looks();
        ruth.sees("⚠ The NAS has been away since", "stored by itself when it is back").looksAway();
        looks();
        dialogue.nas().back();
        looks();
        ruth.sees("✅ The NAS is back").doesNotSee("away since");
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    looks();
                    assertThat(ada.shown()).contains("✅ Stored and verified");
                });
    }

    @Test
    void what_was_said_is_over_also_when_it_ended_while_porter_was_off() {
        isAwayForLong();
        ruth.sees("The NAS has been away since").looksAway();
        dialogue.restart();
        dialogue.nas().back();
        looks();
        ruth.sees("✅ The NAS is back").looksAway();
        dialogue.restart();
        looks();
        assertThat(times("The NAS is back")).isEqualTo(1);
    }

    @Test
    void what_was_said_is_not_said_again_after_a_restart() {
        isAwayForLong();
        dialogue.nas().alarm("Porter is blocked.");
        looks();
        ruth.sees("The NAS has been away since", "Porter is blocked.");
        dialogue.restart();
        isAwayForLong();
        assertThat(times("The NAS has been away since")).isEqualTo(1);
        assertThat(times("Porter is blocked.")).isEqualTo(1);
    }

    @Test
    void a_nas_that_is_nearly_full_is_reported_once_until_there_is_room_again() {
        dialogue.nas().free(9 * GIGABYTE);
        looks();
        ruth.sees("⚠ The NAS is nearly full").looksAway();
        for (var free : new long[] {11, 9, 19, 9}) {
            dialogue.nas().free(free * GIGABYTE);
            looks();
        }
        assertThat(times("nearly full")).isEqualTo(1);
        assertThat(times("There is room again")).isZero();
        ruth.looksAway();
        dialogue.nas().free(20 * GIGABYTE);
        looks();
        ruth.sees("✅ There is room again on the NAS").looksAway();
        dialogue.nas().free(9 * GIGABYTE);
        looks();
        ruth.sees("⚠ The NAS is nearly full");
    }

    @Test
    void what_the_nas_needs_is_said_once_and_when_it_is_over() {
        dialogue.nas().alarm("Porter is blocked.");
        looks();
        ruth.sees("The NAS needs you", "Porter is blocked.").looksAway();
        looks();
        ruth.doesNotSee("Porter is blocked.");
        dialogue.nas().alarm("A disk is sick.");
        looks();
        ruth.sees("✅ This is over", "Porter is blocked.", "The NAS needs you", "A disk is sick.");
        ruth.looksAway();
        dialogue.nas().calm();
        looks();
        ruth.sees("✅ This is over", "A disk is sick.");
    }

    @Test
    void a_nas_that_goes_away_is_not_said_to_be_mended_by_that() {
        dialogue.nas().alarm("A disk is sick.");
        looks();
        ruth.sees("A disk is sick.").looksAway();
        dialogue.nas().calm();
        dialogue.nas().away();
        looks();
        dialogue.nas().back();
        dialogue.nas().alarm("A disk is sick.");
        looks();
        assertThat(times("This is over")).isZero();
        assertThat(times("A disk is sick.")).isEqualTo(1);
    }

    @Test
    void each_administrator_is_told_in_the_language_of_the_chat_and_english_is_kept() {
        var ada = administratorWhoReadsGerman();
        dialogue.nas().free(9_500_000_000L);
        Language.GERMAN.speak(this::looks);
        ada.sees("9,5 GB").doesNotSee("9.5 GB");
        ruth.sees("9.5 GB").doesNotSee("9,5 GB");
        assertThat(dialogue.part(Alarms.class).raised("nas-full").orElseThrow().english())
                .contains("9.5 GB");
    }

    @Test
    void what_the_nas_needs_is_said_in_the_language_of_the_chat_and_so_is_that_it_is_over() {
        var ada = administratorWhoReadsGerman();
        dialogue.nas().alarm("The disk %s is sick.", "volume_1");
        looks();
        ada.sees("Das NAS braucht dich", "Die Platte volume_1 ist krank.").looksAway();
        ruth.sees("The NAS needs you", "The disk volume_1 is sick.").looksAway();
        dialogue.restart();
        dialogue.nas().calm();
        looks();
        ada.sees("✅ Das ist vorbei", "Die Platte volume_1 ist krank.");
        ruth.sees("✅ This is over", "The disk volume_1 is sick.");
    }

    @Test
    void what_the_nas_needs_is_the_same_whatever_language_is_spoken_at_a_look() {
        dialogue.nas().alarm("The disk %s is sick.", "volume_1");
        Language.GERMAN.speak(this::looks);
        ruth.sees("The disk volume_1 is sick.").looksAway();
        looks();
        Language.GERMAN.speak(this::looks);
        assertThat(times("The disk volume_1 is sick.")).isEqualTo(1);
        dialogue.nas().calm();
        Language.GERMAN.speak(this::looks);
        ruth.sees("✅ This is over", "The disk volume_1 is sick.");
    }

    @Test
    void why_the_nas_is_away_is_said_in_the_language_of_the_chat() {
        var ada = administratorWhoReadsGerman();
        isAwayForLong();
        ada.sees("Das NAS antwortet nicht.").doesNotSee("does not answer");
        ruth.sees("The NAS does not answer.");
    }

    @Test
    void what_has_no_room_where_it_is_kept_is_said_in_short_and_once() {
        dialogue.nas().alarm("%s", "\u0001".repeat(5_000) + "A disk is sick.".repeat(1_000));
        looks();
        ruth.sees("A disk is sick.").looksAway();
        looks();
        assertThat(times("The NAS needs you")).isEqualTo(1);
    }
}
