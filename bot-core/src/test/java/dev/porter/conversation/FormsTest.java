package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Features;
import dev.porter.chat.Message;
import dev.porter.chat.Origin;
import dev.porter.nas.UserName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where there are forms, whatever is typed can be filled in, and a secret only so.
class FormsTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private void thereAreForms(boolean deletes) {
        dialogue.chat().can(new Features(1_000_000, 1_000_000, true, deletes));
    }

    @Test
    void a_question_without_buttons_has_a_form() throws ReflectiveOperationException {
        var ada = dialogue.member("ada").end().person();
        var origin = new Origin("1", ada, ada.home(), null);
        var visit = new Visit(origin, dialogue.chat());
        var asked = 0;
        for (Conversation<?> conversation : dialogue.parts(Conversation.class)) {
            for (Class<?> kind : conversation.steps().getPermittedSubclasses()) {
                var question = ask(conversation, visit, (Step) sample(kind));
                if (question.rows().isEmpty()) {
                    assertThat(question.form()).as(kind.getName()).isNotNull();
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(8);
    }

    @SuppressWarnings("unchecked") // a conversation is asked its own questions
    private static <S extends Step> Message ask(
            Conversation<?> conversation, Visit visit, Step step) {
        return ((Conversation<S>) conversation).ask(visit, (S) step);
    }

    /// A question with any answers so far.
    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        if (type == String.class) {
            return "abc";
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == UserName.class) {
            return new UserName("abc");
        }
        if (type == List.class) {
            return List.of("abc", "def");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        var parts = type.getRecordComponents();
        var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new Object[types.length];
        for (var i = 0; i < types.length; i++) {
            values[i] = sample(types[i]);
        }
        var made = type.getDeclaredConstructor(types);
        made.setAccessible(true);
        return made.newInstance(values);
    }

    @Test
    void what_is_no_secret_is_filled_in_or_typed() {
        var ada = dialogue.member("ada");
        thereAreForms(true);
        ada.sends("a.txt", "forms").sees("Stored and verified");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        ada.fillsIn("b.txt").sees("Renamed.", "b.txt");
        ada.presses("Rename").sees("What is the new name of").says("c.txt").sees("Renamed.");
    }

    @Test
    void a_form_that_met_a_nas_that_is_away_is_there_once_more() {
        var ada = dialogue.member("ada");
        thereAreForms(true);
        ada.sends("a.txt", "forms").sees("Stored and verified");
        ada.says("/files").presses("1").presses("Rename").sees("What is the new name of");
        dialogue.nas().away();
        ada.fillsIn("b.txt").sees("The NAS does not answer", "What is the new name of");
        dialogue.nas().back();
        ada.fillsIn("b.txt").sees("Renamed.", "b.txt");
    }

    @Test
    void a_password_that_was_written_by_mistake_is_deleted_and_not_used() {
        var ann = dialogue.person("ann");
        var invite = dialogue.invite();
        thereAreForms(true);
        ann.says("/start " + invite).says(ann.userName()).sees("Now a password");
        ann.types("A-Password-by-Mistake-1");
        ann.sees("only in the form", "I have deleted your message", "Now a password");
        assertThat(ann.own()).noneMatch(text -> text.contains("Mistake"));
        ann.fillsInSecretly(Dialogue.PASSWORD).presses("Create my account").sees("Welcome");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").fillsIn(ann.userName());
        tablet.fillsInSecretly("A-Password-by-Mistake-1").sees("do not go together");
        tablet.fillsInSecretly(Dialogue.PASSWORD).sees("You are logged in");
    }

    @Test
    void a_form_of_which_nobody_knows_what_it_asked_answers_nothing() {
        var ann = dialogue.person("ann");
        var invite = dialogue.invite();
        thereAreForms(true);
        ann.says("/start " + invite).fillsIn(ann.userName()).sees("Now a password");
        dialogue.part(JdbcClient.class)
                .sql("UPDATE conversation SET shown_as = NULL WHERE person = ?")
                .param("memory:" + ann.displayName())
                .update();
        ann.fillsInSecretly(Dialogue.PASSWORD).sees("where we were", "Now a password");
        ann.fillsInSecretly(Dialogue.PASSWORD).sees("Create the account");
    }

    @Test
    void a_secret_that_looks_like_a_command_is_deleted_as_well() {
        var ann = dialogue.person("ann");
        var invite = dialogue.invite();
        thereAreForms(true);
        ann.says("/start " + invite).fillsIn(ann.userName()).sees("Now a password");
        ann.types("/A-Password-by-Mistake-2").sees("I have deleted your message");
        assertThat(ann.own()).noneMatch(text -> text.contains("Mistake"));
    }

    @Test
    void who_must_delete_a_password_themselves_is_told() {
        var ann = dialogue.person("ann");
        var invite = dialogue.invite();
        thereAreForms(false);
        ann.says("/start " + invite).says(ann.userName());
        ann.types("Another-Password-by-Mistake-1");
        ann.sees("please delete it yourself", "Now a password").doesNotSee("I have deleted");
    }
}
