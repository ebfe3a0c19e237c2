package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.notice.Notices;
import dev.porter.secret.Guesses;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_second_identity_logs_in_and_the_first_is_told() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", ada.displayName()).sees("Stored and verified").looksAway();
        var tablet = dialogue.person("tablet").logsIn(ada);
        assertThat(tablet.own()).doesNotContain(Dialogue.PASSWORD);
        ada.sees(tablet.displayName() + " on Memory has just logged in with your account");
        tablet.says("/files").sees("a.txt");
        tablet.says("/login").sees("You are logged in as " + ada.userName() + " already");
    }

    @Test
    void links_are_seen_and_ended() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        ada.says("/security").presses("Where am I logged in?");
        ada.sees(ada.displayName() + " on Memory", "(here)", tablet.displayName());
        ada.presses("End 1").sees("Ended.").doesNotSee(tablet.displayName());
        tablet.says("/files").sees("You need to be logged in");
        ada.presses("Back").presses("My activity").sees("Ended a log-in", "Log-in by tablet");
    }

    @Test
    void the_newest_link_comes_first_and_every_one_can_be_ended() {
        var ada = dialogue.member("ada");
        var first = dialogue.person("first").logsIn(ada);
        for (var i = 0; i < 10; i++) {
            dialogue.clock().advance(Duration.ofMinutes(1));
            dialogue.person("tablet").logsIn(ada);
        }
        var newest = dialogue.person("newest").logsIn(ada);
        ada.says("/security").presses("Where am I logged in?");
        ada.sees("1. " + newest.displayName(), "[End 1]").presses("End 1").sees("Ended.");
        newest.says("/files").sees("You need to be logged in");
        ada.doesNotSee(first.displayName()).presses("▶");
        ada.sees("11. " + first.displayName(), "(here)").presses("End 11").sees("Ended.");
        first.says("/files").sees("You need to be logged in");
    }

    @Test
    void who_logs_out_is_a_stranger_until_they_log_in_again() {
        var ada = dialogue.member("ada");
        ada.says("/logout").sees("You are logged out of this chat");
        ada.says("/menu").sees("You need to be logged in", "Hello, I am Porter");
        ada.says("/logout").sees("You need to be logged in");
        ada.logsIn(ada).says("/menu").sees("Your NAS");
    }

    @Test
    void the_answer_to_an_unknown_name_is_that_to_a_wrong_password() {
        var ada = dialogue.member("ada");
        var known = tries(dialogue.person("eve"), ada.userName()).shown();
        var unknown = tries(dialogue.person("eve"), "nobody-at-all").shown();
        assertThat(known).contains("That name and password do not go together");
        assertThat(unknown).isEqualTo(known.replace(ada.userName(), "nobody-at-all"));
    }

    @Test
    void a_password_that_is_typed_again_is_never_taken_for_a_name() {
        var ada = dialogue.member("ada");
        var eve = tries(dialogue.person("eve"), ada.userName());
        eve.sees("do not go together", "the password of " + ada.userName());
        eve.types("Wrong-Password-2").sees("do not go together");
        assertThat(eve.own()).doesNotContain("Wrong-Password-1", "Wrong-Password-2");
        assertThat(eve.everything()).doesNotContain("Wrong-Password-2");
        eve.presses("Another user name").sees("What is your user name?");
        eve.says("nobody-at-all").sees("the password of nobody-at-all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna Secret-Word-3", "Secret4Word", "Secret5!?", "anna\nSecret-6"})
    void what_cannot_be_a_name_may_be_a_password_and_is_deleted(String typed) {
        var ada = dialogue.person("ada");
        ada.says("/login").types(typed);
        ada.sees("That cannot be a user name", "does not stand in this chat", "your user name?");
        assertThat(ada.own()).doesNotContain(typed);
        assertThat(ada.everything()).doesNotContain(typed);
        assertThat(dialogue.filesWith(typed)).isEmpty();
        dialogue.chat().refuseDeletes();
        ada.types(typed).sees("please delete your message", "your user name?");
    }

    @Test
    void what_cannot_be_a_name_is_no_try_at_anything() {
        for (var i = 0; i < 5; i++) {
            tries(dialogue.person("eve"), "no name").doesNotSee("wrong too often");
        }
    }

    @Test
    void a_password_that_is_typed_too_early_is_still_taken_for_one() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        var tablet = dialogue.person("tablet");
        for (var i = 0; i < 3; i++) {
            tries(tablet, ada.userName());
        }
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD);
        tablet.sees("wrong too often");
        tablet.types(Dialogue.PASSWORD).sees("wrong too often");
        assertThat(tablet.own()).doesNotContain(Dialogue.PASSWORD);
        dialogue.clock().advance(Duration.ofMinutes(1));
        tablet.types(Dialogue.PASSWORD).sees("You are logged in");
    }

    @Test
    void a_password_may_begin_like_a_command() {
        var password = "/Teal-Otter  42";
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).sees("Now a password");
        ada.types(password).sees("Create the account").presses("Create my account");
        ada.sees("Welcome");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types("/Teal-otter 42").sees("do not go");
        tablet.says("/apps").doesNotSee("do not go together");
        tablet.says("/login").says(ada.userName()).types(password).sees("You are logged in");
        assertThat(ada.own()).doesNotContain(password);
        assertThat(tablet.own()).doesNotContain(password, "/Teal-otter 42");
    }

    @Test
    void wrong_tries_lock_for_a_while_but_not_who_is_logged_in() {
        var ada = dialogue.member("ada");
        for (var i = 0; i < 10; i++) {
            tries(dialogue.person("eve"), ada.userName()).sees("do not go together");
            dialogue.clock().advance(Duration.ofMinutes(5));
        }
        dialogue.person("tablet")
                .says("/login")
                .says(ada.userName())
                .types(Dialogue.PASSWORD)
                .sees("That was wrong too often. Please wait");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.sees("Now the new password").says("/cancel");
        dialogue.clock().advance(Duration.ofMinutes(16));
        dialogue.person("tablet").logsIn(ada);
    }

    @Test
    void far_too_many_wrong_tries_lock_until_an_administrator_unlocks() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        for (var i = 0; i < 50; i++) {
            tries(dialogue.person("eve"), ada.userName()).sees("do not go together");
            dialogue.clock().advance(Duration.ofMinutes(16));
        }
        dialogue.clock().advance(Duration.ofDays(40));
        dialogue.part(Guesses.class).forgetOld();
        ruth.looksAway();
        dialogue.person("tablet")
                .says("/login")
                .says(ada.userName())
                .types(Dialogue.PASSWORD)
                .sees("Please wait until an administrator has unlocked it", "/support");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.sees("Now the new password").says("/cancel");
        ruth.sees("Somebody guesses at a password", ada.userName());
        ruth.presses("Show " + ada.userName()).sees("log-in locked after too many wrong tries");
        ruth.presses("Unlock the log-in").sees("Unlocked.").doesNotSee("log-in locked");
        dialogue.person("tablet").logsIn(ada);
    }

    @Test
    void administrators_hear_of_guesses_once_a_day_whatever_the_guessers_read() {
        var ada = dialogue.member("ada");
        dialogue.administrator();
        dialogue.clock().hold();
        for (var i = 0; i < 50; i++) {
            dialogue.part(Guesses.class).attempt(Guesses.password(ada.userName()));
            dialogue.clock().advance(Duration.ofMinutes(16));
        }
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        tries(dialogue.person("eve").says("/language de"), ada.userName());
        var told = dialogue.part(Notices.class).count("admin:locked:%d:".formatted(id));
        tries(dialogue.person("eve"), ada.userName()).sees("until an administrator");
        assertThat(told).isPositive();
        assertThat(dialogue.part(Notices.class).count("admin:locked:%d:".formatted(id)))
                .isEqualTo(told);
    }

    @Test
    void one_impatient_guesser_does_not_lock_an_account_for_others() {
        dialogue.clock().hold();
        var ada = dialogue.member("ada");
        var eve = dialogue.person("eve");
        for (var i = 0; i < 60; i++) {
            tries(eve, ada.userName());
        }
        assertThat(eve.everything()).contains("wrong too often");
        dialogue.clock().advance(Duration.ofMinutes(1));
        dialogue.person("tablet").logsIn(ada);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna Secret-Word-1", "x", "anna\nSecret-Word-2"})
    void more_than_the_command_in_one_line_is_deleted(String rest) {
        var ada = dialogue.person("ada");
        ada.says("/login " + rest).sees("I deleted that message", "What is your user name?");
        assertThat(ada.own()).isEmpty();
        dialogue.chat().refuseDeletes();
        ada.says("/login " + rest).sees("Please delete that message");
    }

    @Test
    void somebody_who_is_switched_off_is_out_at_once_and_cannot_log_in() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        ruth.forges("admin:disable:" + id).presses("Yes").sees("Switched off");
        ada.says("/files").sees("You need to be logged in");
        ada.sends("a.txt", "abc").sees("I can take files once you have an account");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD);
        tablet.sees("That account is switched off");
        ruth.forges("admin:enable:" + id).presses("Yes").sees("Switched on");
        ada.says("/files").sees("There is nothing here yet");
    }

    private Guest tries(Guest guest, String name) {
        guest.says("/cancel").says("/login").says(name);
        return guest.types("Wrong-Password-1");
    }
}
