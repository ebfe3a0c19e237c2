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
    void a_password_that_is_typed_after_its_question_was_closed_is_deleted() {
        var ann = atTheName();
        ann.says(ann.userName()).sees("Now a password");
        ann.says("/start").sees("You may come in").types("Late-But-Secret-2");
        ann.sees("may be a password", "does not stand in this chat");
        assertThat(ann.own()).doesNotContain("Late-But-Secret-2");
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").sees("current password").says("/files");
        for (var i = 0; i < 2; i++) {
            ada.types("/Late-But-Secret-3").sees("may be a password", "/files");
            assertThat(ada.everything()).doesNotContain("Late-But-Secret-3");
        }
        assertThat(ada.own()).doesNotContain("/Late-But-Secret-3");
        ada.says("holiday").sees("with “holiday”");
        dialogue.clock().advance(Duration.ofMinutes(11));
        ada.says("Invoice-2026").sees("with “Invoice-2026”");
    }

    @Test
    void a_password_that_is_typed_after_one_was_made_is_deleted() {
        var ann = atTheName();
        ann.says(ann.userName()).presses("Make a strong one for me").sees("Create the account");
        dialogue.keepsSecret(ann.message("Your new password").text().lines().toList().get(1));
        ann.types("Late-But-Secret-4").sees("If it was a password", "Create the account");
        assertThat(ann.own()).doesNotContain("Late-But-Secret-4");
        ann.presses("Create my account").sees("Welcome");
    }

    @Test
    void who_has_answered_may_write_what_looks_like_a_password() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        tablet.says("Invoice-2026").sees("with “Invoice-2026”");
        tablet.says("/security").presses("Change password").sees("current password");
        tablet.forges("files:text").says("Invoice-2027").sees("with “Invoice-2027”");
    }

    @Test
    void looking_something_up_leaves_a_question_open() {
        var ann = atTheName();
        ann.says(ann.userName()).sees("Now a password");
        ann.says("/apps").presses("QR").sees("<");
        ann.forges("guide:help").sees("/start").forges("guide:all").sees("The official apps");
        ann.types(Dialogue.PASSWORD).sees("Create the account");
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
