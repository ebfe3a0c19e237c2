package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class HandledTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void what_was_dealt_with_is_not_dealt_with_again() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").says("Ann, once");
        ann.sees("I have asked").isDeliveredAgain();
        assertThat(ann.shown()).isEmpty();
        ruth.sees("Ann, once").presses("Decline");
    }

    @Test
    void who_never_got_an_answer_hears_where_things_stand() {
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").sees("Who are you?");
        unanswered(ann);
        ann.isDeliveredAgain().sees("I was interrupted", "Who are you?");
        unanswered(ann);
        ann.looksAway();
        dialogue.part(Reception.class).resume();
        ann.sees("I was away for a moment", "Who are you?");
        await().atMost(Dialogue.PATIENCE).until(() -> lateAnswers(ann).isEmpty());
        dialogue.part(Reception.class).resume();
        assertThat(lateAnswers(ann)).isEmpty();
    }

    private List<String> lateAnswers(Dialogue.Guest guest) {
        return dialogue.toDo().stream()
                .filter(work -> work.startsWith("late-answer "))
                .filter(work -> work.endsWith(":" + guest.displayName()))
                .toList();
    }

    @Test
    void an_answer_that_could_not_be_sent_is_made_up_for() {
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").sees("Who are you?");
        ann.end().failSends(2);
        ann.says("/help");
        assertThat(ann.shown()).doesNotContain("What I can do");
        dialogue.clock().advance(Duration.ofMinutes(1));
        ann.sees("I was away for a moment", "Who are you?");
    }

    @Test
    void what_can_never_be_kept_is_answered_and_does_not_come_again_for_ever() {
        var ruth = dialogue.administrator();
        var jdbc = dialogue.part(JdbcClient.class);
        jdbc.sql("ALTER TABLE conversation ADD CONSTRAINT never CHECK (step NOT LIKE '%poison%')")
                .update();
        try {
            ruth.says("/admin announce").sees("What would you like to tell everybody?");
            ruth.says("poison").sees("Something went wrong on my side");
            ruth.says("Mind the step.").sees("Shall I send it?").says("/cancel");
        } finally {
            jdbc.sql("ALTER TABLE conversation DROP CONSTRAINT never").update();
        }
    }

    private void unanswered(Dialogue.Guest guest) {
        var changed =
                dialogue.part(JdbcClient.class)
                        .sql("UPDATE handled SET answered = FALSE WHERE person = ?")
                        .param("memory:" + guest.displayName())
                        .update();
        assertThat(changed).isPositive();
    }
}
