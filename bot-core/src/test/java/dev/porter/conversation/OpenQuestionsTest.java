package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.ChatId;
import dev.porter.chat.Features;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OpenQuestionsTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"step\":\"AskSomethingElse\"}",
                "{\"step\":\"AskPassword\"}",
                "{\"step\":\"AskPassword\",\"name\":{\"value\":\"NOT A NAME\"}}",
                "{\"step\":\"AskPassword\",\"name\":null}",
                "{",
                ""
            })
    void a_step_of_another_version_is_forgotten_politely(String step) {
        var ann = atTheName();
        change(ann, "step", step);
        ann.says("anna").sees("I have lost the thread");
        ann.says("/start").presses("Make my account").sees("Which user name");
    }

    @Test
    void a_conversation_of_another_version_is_forgotten_politely() {
        var ann = atTheName();
        change(ann, "steps", "RenamedStep");
        ann.says("anna").sees("I have lost the thread");
    }

    @Test
    void what_may_be_a_secret_is_deleted_even_when_nobody_asked_for_it_any_more() {
        var ann = atTheName();
        ann.says(ann.userName()).sees("Now a password");
        dialogue.clock().advance(Duration.ofHours(25));
        ann.types("Late-But-Secret-1").sees("I have lost the thread");
        assertThat(ann.own()).doesNotContain("Late-But-Secret-1");
    }

    @Test
    void what_is_written_to_others_is_looked_at_for_minutes_only_and_prolongs_nothing() {
        dialogue.chat().can(new Features(1_000_000, 1_000_000, true, true));
        var secrets = dialogue.part(AwaitedSecrets.class);
        var ann = atTheName();
        assertThat(secrets.from(ann.end().person().id())).isFalse();
        ann.says(ann.userName()).sees("Now a password");
        assertThat(secrets.from(ann.end().person().id())).isTrue();
        dialogue.clock().advance(Duration.ofMinutes(6));
        var square = new ChatId("memory", "square");
        dialogue.part(Inbox.class)
                .receive(
                        new Incoming.Text(
                                new Origin(
                                        "to others " + ann.displayName(),
                                        ann.end().person(),
                                        ann.end().person().home(),
                                        new MessageId(square, "7")),
                                "See you at eight"));
        ann.sees("only in the form", "Now a password");
        assertThat(secrets.from(ann.end().person().id())).isTrue();
        dialogue.clock().advance(Duration.ofMinutes(6));
        assertThat(secrets.from(ann.end().person().id())).isFalse();
        ann.fillsInSecretly(Dialogue.PASSWORD).sees("Create the account");
    }

    @Test
    void a_button_of_a_question_before_answers_no_later_one() {
        var ann = atTheName();
        ann.says(ann.userName()).types(Dialogue.PASSWORD).sees("Create the account");
        var old = ann.message("Create the account");
        ann.presses("Start over").sees("Which user name").says("another" + ann.userName());
        ann.types(Dialogue.PASSWORD).sees("Create the account");
        ann.pressesUnder(old, "Create my account").sees("where we were", "Create the account");
        ann.presses("Create my account").sees("Welcome", "another");
    }

    private Dialogue.Guest atTheName() {
        var ann = dialogue.person("ann");
        return ann.says("/start " + dialogue.invite()).sees("Which user name");
    }

    private void change(Dialogue.Guest guest, String column, String value) {
        var changed =
                dialogue.part(JdbcClient.class)
                        .sql("UPDATE conversation SET " + column + " = ? WHERE person = ?")
                        .params(value, "memory:" + guest.displayName())
                        .update();
        assertThat(changed).isEqualTo(1);
    }
}
