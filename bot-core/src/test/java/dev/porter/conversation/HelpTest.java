package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.OtherEnd.Seen;
import dev.porter.durable.NotDurableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// There is always a useful answer.
class HelpTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void help_lists_what_somebody_may_do() {
        var ruth = dialogue.administrator();
        dialogue.person("ann").says("/help").sees("/start", "/apps").doesNotSee("/files", "/admin");
        dialogue.member("ada").says("/help").sees("/files", "/cancel").doesNotSee("/admin");
        ruth.says("/help").sees("/admin");
    }

    @Test
    void an_unknown_command_and_an_unknown_text_are_answered() {
        var ann = dialogue.person("ann");
        ann.says("/nonsense").sees("I do not know that command. /help");
        ann.says("/").sees("I do not know that command");
        ann.says("hello there").sees("Hello, I am Porter");
        dialogue.member("ada").says("hello there").sees("I found nothing");
    }

    @Test
    void cancel_works_everywhere() {
        var ada = dialogue.member("ada");
        ada.says("/cancel").sees("There is nothing to cancel");
        ada.says("/support").presses("Tell the administrator").says("/cancel");
        ada.sees("Cancelled. Nothing was changed").says("abc").sees("I found nothing");
    }

    @Test
    void an_old_button_gets_a_kind_answer_and_the_open_question_again() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        Seen old = ada.message("What is the new name of");
        ada.says("/cancel").pressesUnder(old, "Leave it").sees("something that is over", "/menu");
        ada.says("/files").presses("By name").sees("What is in its name?");
        ada.pressesUnder(old, "Leave it").sees("where we were", "What is in its name?");
        ada.says("a.txt").sees("1. a.txt");
    }

    @Test
    void a_question_that_was_answered_or_given_up_invites_nobody_to_press() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        ada.says("b").sees("Renamed.");
        awaitNoButtons(ada, "What is the new name of");
        ada.presses("Move").sees("Into which folder").says("/cancel").sees("Cancelled");
        awaitNoButtons(ada, "Into which folder");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        ada.says("/help").sees("What I can do");
        assertThat(ada.message("What is the new name of").buttons()).isNotEmpty();
        ada.presses("Leave it").sees("I changed nothing");
        awaitNoButtons(ada, "What is the new name of");
    }

    private static void awaitNoButtons(Dialogue.Guest guest, String question) {
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> assertThat(guest.message(question).buttons()).isEmpty());
    }

    @Test
    void the_reason_comes_before_a_question_with_a_title() {
        var bob = dialogue.person("bob");
        bob.says("/start " + dialogue.invite()).says(bob.userName()).types(Dialogue.PASSWORD);
        bob.sees("Create the account");
        bob.forges("?:1:no").sees("something that is over", "Create the account");
        assertThat(bob.shown().indexOf("something that is over"))
                .isLessThan(bob.shown().indexOf("Create the account"));
        bob.presses("Create my account").sees("Welcome");
    }

    @Test
    void a_question_stays_open_and_its_buttons_work_beside_other_things() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        var question = ada.message("What is the new name of");
        ada.says("/help").sees("What I can do");
        ada.sends("b.txt", "def").sees("Stored and verified");
        ada.says("/nonsense").sees("do not know that command");
        ada.pressesUnder(question, "Leave it").sees("All right, I changed nothing");
    }

    @Test
    void a_question_is_forgotten_after_a_day() {
        var ada = dialogue.member("ada");
        ada.says("/support").presses("Tell the administrator").sees("What shall I tell");
        dialogue.clock().advance(Duration.ofHours(25));
        ada.says("hello").sees("That took a while, and I have lost the thread");
        ada.says("hello").sees("I found nothing");
    }

    @Test
    void the_same_text_delivered_again_is_answered_once() {
        var ada = dialogue.member("ada");
        ada.says("/help").sees("What I can do").isDeliveredAgain();
        assertThat(ada.shown()).isEmpty();
    }

    @Test
    void an_answer_that_could_not_be_sent_does_not_undo_what_was_done() {
        var ada = dialogue.member("ada");
        ada.says("/support").presses("Tell the administrator").sees("What shall I tell");
        ada.end().failSends(1);
        ada.says("/cancel");
        assertThat(ada.shown()).doesNotContain("Cancelled");
        ada.says("/cancel").sees("There is nothing to cancel");
    }

    @Test
    void an_answer_that_may_not_have_arrived_is_given_again() {
        var ada = dialogue.member("ada");
        ada.end().loseAnswers(1);
        ada.says("/cancel").sees("There is nothing to cancel");
        assertThat(ada.end().sees())
                .filteredOn(seen -> seen.text().contains("There is nothing to cancel"))
                .hasSize(ada.saw("One moment") ? 1 : 2);
        ada.says("/support").presses("Tell the administrator").sees("What shall I tell");
    }

    @Test
    void a_question_for_a_folder_is_asked_while_the_nas_is_away() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified").presses("Open");
        dialogue.nas().away();
        ada.presses("Move").sees("Into which folder");
    }

    @Test
    void an_open_question_of_somebody_who_was_logged_out_is_not_asked_again() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        ada.sends("a.txt", "abc").sees("Stored and verified").looksAway();
        tablet.says("/files").presses("1").presses("Move").sees("Into which folder");
        ada.says("/security").presses("Where am I logged in?").presses("End 1").sees("Ended");
        tablet.forges("?:0:old").doesNotSee("Into which folder").sees("is over");
        tablet.says("Papers").sees("Hello, I am Porter");
    }

    @Test
    void one_moment_does_not_stay_where_nothing_was_decided() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).sees("Which user name");
        dialogue.trouble()
                .before(
                        "stat",
                        ada.home(),
                        () -> {
                            ada.sees("One moment");
                            throw new NotDurableException("The disk is full.", new IOException());
                        });
        ada.says(ada.userName()).sees("Now a password"); // it is delivered again at once
        assertThat(ada.everything()).doesNotContain("One moment");
    }

    @Test
    void a_conversation_goes_on_after_a_restart(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.person("ada");
            ada.says("/start " + house.invite()).says(ada.userName()).sees("Now a password");
            house.restart();
            ada.types(Dialogue.PASSWORD).sees("Create the account");
            house.restart();
            ada.presses("Create my account").sees("I never write passwords down");
            ada.types(Dialogue.PASSWORD).presses("Create my account").sees("Welcome");
            house.stop();
            ada.end().failSends(1);
            house.startAgain();
            ada.says("/help");
            house.restart();
            ada.says("/menu").sees("Your NAS");
            house.assertOrderly();
        }
    }
}
