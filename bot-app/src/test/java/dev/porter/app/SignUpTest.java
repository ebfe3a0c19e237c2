package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/// Point 3: from the approval to the account.
@ExtendWith(House.Shared.class)
class SignUpTest {
    private final House house;

    SignUpTest(House house) {
        this.house = house;
    }

    private WebPerson invited(String name) {
        var person = house.newcomer(name);
        person.says("/start " + house.invite());
        return person;
    }

    @Test
    void row_2_an_account_takes_at_most_five_messages_from_the_person() {
        var kim = house.newcomer("Kim");
        kim.says("/start");
        kim.presses("Create my private account");
        kim.says("Kim, your neighbour");
        var ada = house.administrator();
        ada.presses(ada.hears("Kim, your neighbour"), "Approve");
        assertThat(kim.presses(kim.hears("Good news"), "Choose my user name"))
                .contains("Which user name would you like?");
        House.signUp(kim, "kim");
        assertThat(kim.last().words()).contains("Welcome, Kim!");
        assertThat(kim.written()).as(kim.chat().toString()).isBetween(4L, 5L);
        assertThat(Files.isDirectory(house.nas().resolve("kim"))).isTrue();
    }

    @Test
    void row_2_with_an_invite_it_takes_three() {
        var lee = house.newcomer("Lee");
        assertThat(lee.says("/start " + house.invite()))
                .contains("Your invite is good")
                .contains("Which user name would you like?");
        House.signUp(lee, "lee");
        assertThat(lee.last().words()).contains("Welcome, Lee!");
        assertThat(lee.written()).as(lee.chat().toString()).isEqualTo(3);
    }

    @Test
    void every_user_name_that_will_not_do_is_refused_with_a_reason() {
        house.administrator();
        var person = invited("Namer");
        for (var name : List.of("ab", "1st", "anna bell", "../ada", "a/b/c", "a".repeat(33))) {
            assertThat(person.says(name)).as(name).contains("does not work as a user name");
        }
        for (var name : List.of("root", "Admin", "homes")) {
            assertThat(person.says(name)).as(name).contains("That name is reserved");
        }
        for (var name : List.of("ada", "ADA")) {
            assertThat(person.says(name)).as(name).contains("That name is taken");
        }
        assertThat(person.says("  Anna.B ")).contains("Now a password for anna.b");
    }

    @Test
    void every_password_that_will_not_do_is_refused_with_a_kind_reason() {
        var mia = invited("Mia");
        mia.says("mia");
        assertThat(mia.fillsIn("Sh0rt")).contains("at least 8 characters");
        assertThat(mia.fillsIn("x".repeat(120) + "Aa1234567890")).contains("at most 128");
        assertThat(mia.fillsIn("all-small-letters-1")).contains("capital letter");
        assertThat(mia.fillsIn("ALL-CAPITALS-1")).contains("small letter");
        assertThat(mia.fillsIn("No-digits-at-all")).contains("digit");
        assertThat(mia.fillsIn("The-Mia-password-1")).contains("leave your user name out");
        assertThat(mia.fillsIn("Password1")).contains("attackers try first");
        assertThat(mia.fillsIn("Qwerty123")).contains("attackers try first");
        assertThat(mia.fillsIn(House.PASSWORD)).contains("Create the account “mia”?");
        assertThat(mia.presses("Create my account")).contains("Welcome, Mia!");
    }

    @Test
    void a_password_in_the_chat_is_not_taken_but_deleted_and_stands_nowhere() {
        var noa = invited("Noa");
        noa.says("noa");
        var password = "Seven-small-Llamas-9";
        assertThat(noa.says(password)).contains("only in the form").contains("Now a password");
        assertThat(noa.chat().toString()).doesNotContain(password);
        assertThat(noa.chat())
                .anyMatch(message -> message.from().equals("person") && message.deleted());
        noa.fillsIn(House.PASSWORD);
        noa.presses("Create my account");
        house.part(JdbcTemplate.class).execute("CHECKPOINT SYNC");
        assertThat(Traces.of(password, house.data())).isEmpty();
    }

    @Test
    void porter_makes_a_password_and_it_opens_the_account() {
        var oda = invited("Oda");
        oda.says("oda");
        oda.presses("Make a strong one");
        var made =
                Objects.requireNonNull(
                        oda.message("Your new password").buttons().getFirst().copy(),
                        "no password to copy");
        oda.presses("Create my account");

        var other = house.newcomer("Oda elsewhere");
        other.says("/login");
        other.says("oda");
        assertThat(other.fillsIn(made)).contains("Welcome back");
    }

    @Test
    void a_failure_half_way_leaves_nothing_behind_and_can_be_repeated() throws IOException {
        var pia = invited("Pia");
        pia.says("pia");
        pia.fillsIn(House.PASSWORD);
        var away = house.nas().resolveSibling("nas-away");
        Files.move(house.nas(), away);
        try {
            assertThat(pia.presses("Create my account")).contains("The NAS does not answer");
        } finally {
            Files.move(away, house.nas());
        }
        assertThat(house.nas().resolve("pia")).doesNotExist();

        assertThat(pia.presses("Create my account")).contains("Welcome, Pia!");
        assertThat(house.nas().resolve("pia")).isDirectory();
    }

    @Test
    void nobody_signs_up_unasked() {
        var stranger = house.newcomer("Stranger");
        stranger.says("/start");
        assertThat(stranger.pressesValue("door:sign-up", stranger.last()))
                .contains("Which user name");
        assertThat(stranger.says("stranger")).contains("You need to be approved first");
        assertThat(house.nas().resolve("stranger")).doesNotExist();
    }
}
