package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.nas.InMemoryNas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClaimTest {
    @TempDir Path data;

    @Test
    void the_code_makes_one_administrator_however_many_claim_at_once() {
        try (var dialogue = Dialogue.in(data)) {
            var people = IntStream.range(0, 20).mapToObj(_ -> dialogue.person("claimant")).toList();
            Dialogue.atOnce(people, person -> person.says("/claim " + Dialogue.CLAIM_CODE));
            assertThat(people)
                    .filteredOn(p -> p.shown().contains("You are the administrator now"))
                    .hasSize(1);
            assertThat(people)
                    .filteredOn(p -> p.shown().contains("There is an administrator already"))
                    .hasSize(19);
            assertThat(dialogue.part(Accounts.class).administrators()).hasSize(1);
            dialogue.assertOrderly();
        }
    }

    @Test
    void the_code_is_of_no_use_afterwards_and_after_a_restart() {
        try (var dialogue = Dialogue.in(data)) {
            var ada = dialogue.person("ada");
            ada.says("/claim " + Dialogue.CLAIM_CODE).sees("You are the administrator now");
            assertThat(ada.own()).isEmpty();
            dialogue.restart();
            dialogue.person("bob")
                    .says("/claim " + Dialogue.CLAIM_CODE)
                    .sees("There is an administrator already");
            assertThat(dialogue.part(Claims.class).open()).isEmpty();
            ada.signsUp().says("/admin").sees("Administration");
        }
    }

    @Test
    void a_claim_that_a_power_cut_interrupts_is_answered_as_one() {
        try (var dialogue = Dialogue.in(data)) {
            var ada = dialogue.person("ada");
            ada.isCutOff(() -> ada.says("/claim " + Dialogue.CLAIM_CODE));
            dialogue.restart();
            ada.isDeliveredAgain().sees("You are the administrator now", "Which user name");
            ada.signsUp().says("/admin").sees("Administration");
        }
    }

    @Test
    void who_has_an_account_already_decides_with_it_after_logging_in() {
        try (var dialogue = Dialogue.in(data)) {
            var home = dialogue.person("home").says("/claim " + Dialogue.CLAIM_CODE);
            var peter = dialogue.person("peter").says("/start");
            peter.presses("Create my private account").says("It is me, on my phone");
            home.sees("It is me, on my phone").presses("Approve");
            peter.sees("Good news").presses("Choose my user name").signsUp();
            home.logsIn(peter).says("/admin").sees("Administration");
            home.presses("People").sees("1. " + peter.displayName()).doesNotSee("no name yet");
            peter.says("/admin").sees("Administration");
            dialogue.person("eve")
                    .says("/claim " + Dialogue.CLAIM_CODE)
                    .sees("There is an administrator already");
        }
    }

    @Test
    void an_administrator_whom_nobody_can_be_any_more_does_not_count() {
        try (var dialogue = Dialogue.in(data)) {
            dialogue.person("lost").says("/claim " + Dialogue.CLAIM_CODE).sees("You are the");
            dialogue.part(JdbcClient.class).sql("DELETE FROM link").update();
            var ada = dialogue.person("ada").says("/claim " + Dialogue.CLAIM_CODE);
            ada.sees("You are the administrator now").signsUp();
            var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
            ada.forges("admin:demote:" + id).presses("Yes").sees("the only administrator");
        }
    }

    @Test
    void who_ordered_a_user_and_makes_another_decides_with_that_one() {
        var nas = InMemoryNas.withUsers();
        try (var dialogue = Dialogue.with(data, nas)) {
            var ada = dialogue.person("ada").says("/claim " + Dialogue.CLAIM_CODE);
            nas.users().permitNothing();
            ada.says("ordered").sees("I have asked the administrator to make “ordered”");
            nas.users().permitAll();
            ada.says("/start").presses("Choose another name").signsUp();
            ada.says("/admin").sees("Administration").presses("People").doesNotSee("ordered");
        }
    }

    @Test
    void a_code_that_was_set_is_named_and_not_shown() {
        try (var dialogue = Dialogue.in(data)) {
            assertThat(dialogue.part(Claims.class).hint())
                    .hasValue("/claim with the code set as porter.claim-code");
        }
    }

    @Test
    void wrong_tries_are_slowed_and_do_not_hinder_others() {
        try (var dialogue = Dialogue.in(data)) {
            var eve = dialogue.person("eve");
            for (var i = 0; i < 3; i++) {
                dialogue.clock().advance(Duration.ofMinutes(5));
                eve.says("/claim WRONG" + i).sees("That is not the code");
            }
            for (var i = 0; i < 7; i++) {
                dialogue.clock().advance(Duration.ofMinutes(5));
                eve.says("/claim WRONG").sees("That is not the code");
            }
            eve.says("/claim " + Dialogue.CLAIM_CODE).sees("wrong too often", "15 minutes");
            dialogue.restart();
            eve.says("/claim " + Dialogue.CLAIM_CODE).sees("wrong too often");
            dialogue.clock().advance(Duration.ofMinutes(15));
            eve.says("/claim").sees("like /claim");
            dialogue.person("ada")
                    .says("/claim house-of-tests") // a letter that looks like a digit
                    .sees("You are the administrator now");
        }
    }
}
