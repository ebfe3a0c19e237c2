package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
