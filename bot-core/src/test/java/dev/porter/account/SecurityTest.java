package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecurityTest {
    private static final String NEW = "Amber-Falcon-77-Window";

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_new_password_needs_the_old_one_and_logs_the_other_chats_out() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        ada.says("/security").presses("Change password").sees("current password");
        ada.types("Wrong-Password-1").sees("That is not your password");
        ada.types(Dialogue.PASSWORD).sees("Now the new password");
        ada.says("short").sees("at least 8 characters");
        ada.types(NEW).sees("Your password is changed");
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD, NEW, "short");
        tablet.sees("The password of " + ada.userName() + " was changed", "[Log in]");
        tablet.says("/files").sees("You need to be logged in");
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD);
        tablet.sees("do not go together").types(NEW);
        tablet.sees("You are logged in");
        ada.says("/security").presses("My activity").sees("Changed the password");
    }

    @Test
    void porter_makes_the_new_password_and_sets_it_once_it_is_put_away() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.presses("Make a strong one for me").sees("Your new password", "Is it in a safe place?");
        assertThat(ada.care("Your new password")).isEqualTo(dev.porter.chat.Message.Care.FLEETING);
        var first = ada.message("Your new password").text().lines().toList().get(1);
        dialogue.keepsSecret(first);
        ada.presses("I type one myself").sees("Now the new password");
        ada.looksAway().presses("Make a strong one for me").sees("Your new password");
        var made = ada.shown().lines().filter(line -> line.endsWith("-k7R")).toList().getFirst();
        dialogue.keepsSecret(made);
        ada.presses("Change my password").sees("Your password is changed");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(first).sees("do not go together");
        tablet.types(made).sees("You are logged in");
    }

    @Test
    void an_unlocked_phone_is_not_enough() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        ada.says("/security").presses("Turn two-step on");
        ada.sees("First your current password");
        ada.forges("?:1:whatever").sees("Here is where we were", "current password");
        for (var i = 0; i < 3; i++) {
            ada.says("Guess-Number-" + i).sees("That is not your password");
        }
        ada.types(Dialogue.PASSWORD).sees("wrong too often");
        ada.types(Dialogue.PASSWORD).sees("wrong too often", "current password");
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD);
    }

    @Test
    void a_confirmed_password_is_good_for_minutes() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.sees("Now the new password");
        dialogue.clock().advance(Duration.ofMinutes(11));
        ada.types(NEW).sees("a while", "your current password");
        ada.types(Dialogue.PASSWORD).presses("Make a strong one for me").sees("safe place?");
        dialogue.clock().advance(Duration.ofMinutes(11));
        ada.presses("Change my password").sees("a while", "your current password");
        assertThat(ada.own()).doesNotContain(NEW);
        dialogue.person("tablet").logsIn(ada);
    }

    @Test
    void a_confirmed_question_does_not_stay_open_for_days() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.sees("Now the new password");
        dialogue.clock().advance(Duration.ofHours(25));
        ada.types(NEW).sees("I have lost the thread");
        assertThat(ada.own()).doesNotContain(NEW);
    }

    @Test
    void a_reset_password_is_shown_to_the_administrator_once_and_ends_all_links() {
        var ada = dialogue.member("ada");
        AuthenticatorApp.enrolled(dialogue, ada);
        var ruth = dialogue.administrator();
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        ruth.forges("admin:reset:" + id).presses("Yes").sees("New password for " + ada.userName());
        assertThat(ruth.care("New password for")).isEqualTo(dev.porter.chat.Message.Care.FLEETING);
        var made = ruth.message("New password for").text().lines().toList().get(1);
        ada.sees("An administrator has reset the password of " + ada.userName());
        ada.sees("Two-step verification is off").looksAway();
        ada.says("/files").sees("You need to be logged in");
        ada.presses("Log in")
                .sees("user name")
                .says(ada.userName())
                .types(made)
                .sees("You are logged in");
    }
}
