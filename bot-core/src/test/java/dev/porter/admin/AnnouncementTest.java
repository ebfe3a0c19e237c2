package dev.porter.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {
    @TempDir private Path data;
    private Dialogue house;
    private Guest ruth;

    @BeforeEach
    void start() {
        house = Dialogue.in(data);
        ruth = house.administrator();
    }

    @AfterEach
    void stop() {
        house.calm();
        house.close();
    }

    private static List<Seen> copies(Guest guest, String words) {
        return guest.end().sees().stream()
                .filter(Seen::fromPorter)
                .filter(seen -> seen.text().contains(words))
                .toList();
    }

    @Test
    void everybody_hears_it_once_in_each_chat_after_it_was_seen_and_confirmed() {
        var ada = house.member("ada");
        var tablet = house.person("tablet").logsIn(ada);
        var left = house.member("left");
        left.says("/logout");
        var off = house.member("off");
        var id = house.part(Accounts.class).find(off.home()).orElseThrow().id();
        ruth.forges("admin:disable:" + id).presses("Yes").sees("Switched off");
        var stranger = house.person("stranger").says("/start");

        ruth.says("/admin announce").sees("What would you like to tell everybody?");
        ruth.says("The NAS *sleeps* <b>tonight</b>.\n\n\n\nSee you \u202Etomorrow!");
        ruth.sees("📣 " + ruth.displayName() + " to everybody");
        ruth.sees("It goes to 2 people, in 3 chats.");
        assertThat(ada.everything()).doesNotContain("tonight");
        ruth.presses("Yes, send it").sees("It is on its way to 2 people, in 3 chats.");
        for (var guest : List.of(ada, tablet)) {
            guest.sees(
                    "📣 " + ruth.displayName() + " to everybody",
                    "The NAS *sleeps* <b>tonight</b>.\n\nSee you tomorrow!");
            assertThat(copies(guest, "tonight")).hasSize(1);
        }
        await().untilAsserted(() ->
                assertThat(ruth.presses("How many have it?").shown())
                        .contains("reached 3 of 3 chats"));
        for (var guest : List.of(left, off, stranger)) {
            assertThat(guest.hearsAll().everything()).doesNotContain("tonight");
        }
    }

    @Test
    void it_survives_a_stop_and_is_doubled_neither_by_that_nor_by_a_lost_answer() {
        var ada = house.member("ada");
        ruth.says("/admin announce").says("Mind the step.").sees("Shall I send it?");
        house.chat().everybody().forEach(one -> one.failSends(50));
        ruth.presses("Yes, send it").looksAway();
        ruth.isDeliveredAgain();
        house.restart();
        house.chat().recover();
        ada.end().loseAnswers(1);
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    house.clock().advance(Duration.ofSeconds(30));
                    assertThat(copies(ada, "Mind the step.")).isNotEmpty();
                    assertThat(copies(ruth, "Mind the step.")).hasSizeGreaterThan(1);
                    assertThat(house.toDo()).noneMatch(work -> work.startsWith("notice "));
                });
        assertThat(copies(ada, "Mind the step.")).hasSize(1);
    }

    @Test
    void one_that_is_empty_or_too_long_is_asked_for_again_and_a_no_tells_nobody() {
        var ada = house.member("ada");
        ruth.says("/admin").presses("Announce").says("\u200B \n").sees("Please type it.");
        ruth.says("é".repeat(1_001)).sees("That is 1001 characters, and at most 1000 fit");
        ruth.says("\"😀\n".repeat(333)).sees("Shall I send it?").presses("Write it again");
        ruth.sees("What would you like to tell everybody?").says("Never mind").presses("No");
        ruth.sees("Nothing was sent.");
        var question = ruth.message("Never mind");
        assertThat(question.buttons()).isEmpty();
        ruth.forges("admin:announced:00000000-0000-0000-0000-000000000000");
        ruth.sees("I do not know of that announcement");
        ruth.forges("admin:announced:%").sees("I do not know of that announcement");
        assertThat(ada.everything()).doesNotContain("Never mind");
    }
}
