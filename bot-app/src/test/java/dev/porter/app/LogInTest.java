package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Point 5: logging in and out, links, and two-step verification.
@ExtendWith(House.Shared.class)
class LogInTest {
    private static final String TOGETHER = "That name and password do not go together";

    private final House house;

    LogInTest(House house) {
        this.house = house;
    }

    @Test
    void a_second_chat_uses_the_same_account_and_its_link_can_be_ended() {
        var will = house.member("will");
        var other = house.newcomer("Will at work");
        assertThat(logsIn(other, "will", House.PASSWORD)).contains("Welcome back");
        assertThat(other.chat().toString()).doesNotContain(House.PASSWORD);
        will.hears("Will at work on the web page has just logged in with your account");

        will.says("/security");
        assertThat(will.presses("Where am I logged in?"))
                .contains(will.name())
                .contains("(here)")
                .contains("Will at work");
        assertThat(will.presses("End 1")).contains("Ended.");
        assertThat(other.says("/menu")).contains("You need to be logged in");

        logsIn(other, "will", House.PASSWORD);
        assertThat(other.says("/logout")).contains("You are logged out of this chat");
        assertThat(other.says("/files")).contains("You need to be logged in");
        assertThat(will.says("/menu")).contains("Your NAS");
    }

    @Test
    void an_unknown_name_and_a_wrong_password_are_answered_alike_and_lock_for_a_while() {
        house.member("xenia");
        assertThat(house.newcomer("A").says("/login xenia " + House.PASSWORD))
                .contains("I deleted that message");

        var stranger = house.newcomer("Somebody");
        assertThat(logsIn(stranger, "no-such-name", "Wrong-password-1")).contains(TOGETHER);
        assertThat(logsIn(stranger, "xenia", "Wrong-password-2")).contains(TOGETHER);
        var tries = 2;
        var answer = logsIn(stranger, "no-such-name", "Wrong-password-3");
        while (answer.contains(TOGETHER)) {
            tries++;
            answer = logsIn(stranger, "no-such-name", "Wrong-password-3");
        }
        assertThat(tries).isGreaterThanOrEqualTo(3);
        assertThat(answer).contains("wrong too often");
        await().pollInterval(Duration.ofMillis(500))
                .until(() -> logsIn(stranger, "xenia", House.PASSWORD).contains("Welcome back"));
    }

    @AfterEach
    void goOn() {
        house.clock().goOn();
    }

    private static String logsIn(WebPerson person, String userName, String password) {
        person.says("/login");
        person.says(userName);
        return person.fillsIn(password);
    }

    @Test
    void two_step_verification_with_an_authenticator_app_from_on_to_off() {
        var yara = house.member("yara");
        yara.says("/security");
        assertThat(yara.last().words()).contains("Two-step verification: off");
        yara.presses("Turn two-step on");
        assertThat(yara.fillsIn("Not-my-password-1")).contains("That is not your password");
        yara.fillsIn(House.PASSWORD);
        var picture =
                yara.chat().stream().filter(m -> m.file() != null).toList().getLast().handed();
        var phone = Phone.scans(Phone.reads(yara.fetches(picture)));
        assertThat(yara.fillsIn("000000")).contains("That code is not right");
        house.clock().hold(); // a code counts as used only for as long as it would be good
        var now = house.clock().instant();
        assertThat(yara.fillsIn(phone.code(now))).contains("Two-step verification is on");
        var recovery =
                yara.message("recovery codes")
                        .text()
                        .lines()
                        .filter(line -> line.matches("[A-Z0-9]{16}"))
                        .toList();
        assertThat(recovery).hasSize(8);

        var other = house.newcomer("Yara's tablet");
        assertThat(logsIn(other, "yara", House.PASSWORD)).contains("Which code");
        assertThat(other.fillsIn(phone.code(now))).contains("was used before");
        house.clock().goOn();
        assertThat(other.fillsIn(phone.codeAfter(now))).contains("Welcome back");

        var third = house.newcomer("Yara's old phone");
        logsIn(third, "yara", House.PASSWORD);
        assertThat(third.fillsIn(recovery.get(0))).contains("Welcome back");
        third.says("/logout");
        logsIn(third, "yara", House.PASSWORD);
        assertThat(third.fillsIn(recovery.get(0))).contains("was used before");

        yara.says("/security");
        yara.presses("Turn two-step off");
        yara.fillsIn(House.PASSWORD);
        assertThat(yara.fillsIn("123456")).contains("That code is not right");
        assertThat(yara.fillsIn(recovery.get(1))).contains("Two-step verification is off");
        assertThat(logsIn(house.newcomer("Yara's watch"), "yara", House.PASSWORD))
                .contains("Welcome back");
    }

    @Test
    void a_changed_password_logs_all_other_chats_out() {
        var zoe = house.member("zoe");
        var other = house.newcomer("Zoe at work");
        logsIn(other, "zoe", House.PASSWORD);
        zoe.says("/security");
        zoe.presses("Change password");
        zoe.fillsIn(House.PASSWORD);
        assertThat(zoe.fillsIn("short")).contains("at least 8 characters");
        assertThat(zoe.fillsIn("Another-9-lives-cat")).contains("Your password is changed");
        assertThat(other.says("/menu")).contains("You need to be logged in");
        assertThat(logsIn(other, "zoe", House.PASSWORD)).contains(TOGETHER);
        assertThat(logsIn(other, "zoe", "Another-9-lives-cat")).contains("Welcome back");
    }
}
