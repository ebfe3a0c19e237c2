package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Points 1 and 2: the first administrator, and asking for access.
@ExtendWith(House.Shared.class)
class ComingInTest {
    private final House house;

    ComingInTest(House house) {
        this.house = house;
    }

    @Test
    void the_first_administrator_is_who_knows_the_code_and_there_is_one_only() {
        try (var empty = House.open()) {
            var code = empty.claimCode();
            var guesser = empty.newcomer("Mallory");
            assertThat(guesser.says("/claim")).contains("send the code with it");
            var tries = 0;
            var answer = guesser.says("/claim WRONG");
            while (answer.contains("That is not the code")) {
                tries++;
                answer = guesser.says("/claim WRONG" + tries);
            }
            assertThat(tries).isGreaterThanOrEqualTo(3);
            assertThat(answer).contains("wrong too often");

            var ada = empty.newcomer("Ada");
            assertThat(ada.says("/admin")).contains("Only an administrator");
            assertThat(ada.says("/claim " + code))
                    .contains("You are the administrator now")
                    .contains("Which user name would you like?");
            House.signUp(ada, "ada");
            assertThat(ada.says("/admin")).contains("Administration");

            var ben = empty.newcomer("Ben");
            assertThat(ben.says("/claim " + code)).contains("There is an administrator already");
            assertThat(ben.says("/admin")).contains("Only an administrator");
        }
    }

    @Test
    void the_first_decision_wins_and_the_other_copies_show_who_decided() {
        var ada = house.administrator();
        var second = administrator("carla");

        var dora = house.newcomer("Dora");
        assertThat(dora.says("hi there")).contains("Hello, I am Porter.");
        assertThat(dora.presses("Create my private account")).contains("Who are you?");
        assertThat(dora.says("Dora, your aunt")).contains("I have asked");
        assertThat(dora.presses("Create my private account")).contains("I have asked already");

        var asked = ada.hears("Dora, your aunt");
        assertThat(asked.labels()).containsExactly("✅ Approve", "Decline");
        var copy = second.hears("Dora, your aunt");

        assertThat(second.presses(copy, "Approve")).contains("Approved");
        assertThat(ada.hears("decided by " + second.name()).id()).isEqualTo(asked.id());
        assertThat(ada.message("Dora, your aunt").labels()).containsExactly("Take it back");
        assertThat(ada.pressesValue(key(asked, "Decline"), asked))
                .contains("That was decided already.")
                .contains("decided by " + second.name());

        dora.presses(dora.hears("Good news: you may have an account!"), "Choose my user name");
        assertThat(dora.says("dora")).contains("Now a password for dora");
        dora.fillsIn(House.PASSWORD);
        assertThat(dora.presses("Create my account")).contains("Welcome, Dora!");
    }

    @Test
    void an_administrator_declines_and_the_newcomer_is_told() {
        var ada = house.administrator();
        var eve = house.newcomer("Eve");
        eve.says("/start");
        eve.presses("Create my private account");
        eve.says("Nobody you know");
        ada.presses(ada.hears("Nobody you know"), "Decline");
        eve.hears("the answer is no for now");
        assertThat(eve.says("eve")).contains("Hello, I am Porter.");
        assertThat(eve.presses("Create my private account")).contains("ask again tomorrow");
    }

    @Test
    void nobody_but_an_administrator_decides() {
        var ada = house.administrator();
        var ivan = house.newcomer("Ivan");
        ivan.says("/start");
        ivan.presses("Create my private account");
        ivan.says("Ivan, who decides for himself");
        var asked = ada.hears("decides for himself");
        assertThat(ivan.pressesValue(key(asked, "Approve"), ivan.last()))
                .contains("Only an administrator");
        var member = house.member("judge");
        assertThat(member.pressesValue(key(asked, "Approve"), member.last()))
                .contains("Only an administrator");
        assertThat(ada.message("decides for himself").labels()).contains("✅ Approve");
        ada.presses(ada.message("decides for himself"), "Decline");
    }

    private WebPerson administrator(String userName) {
        var member = house.member(userName);
        var ada = house.administrator();
        House.opens(ada, userName);
        ada.presses("Make an administrator");
        assertThat(ada.presses("Yes, make an administrator")).contains("Made an administrator");
        return member;
    }

    private static String key(WebPerson.Message message, String label) {
        return message.buttons().stream()
                .filter(key -> key.label().contains(label))
                .map(WebPerson.Key::value)
                .findFirst()
                .orElseThrow();
    }
}
