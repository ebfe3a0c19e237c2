package dev.porter.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_member_gets_all_that_is_known_of_them_and_nothing_of_others() {
        var ada = dialogue.member("ada");
        ada.sends("plan of ada.txt", "abc").sees("Stored and verified");
        var bob = dialogue.member("bob");
        bob.sends("plan of bob.txt", "abc").sees("Stored and verified");
        bob.says("/export").sees("I am writing down what I hold of you");
        var document = new String(bob.receives("porter-export.json"), StandardCharsets.UTF_8);
        assertThat(document)
                .contains(bob.userName(), "plan of bob.txt", "sha256")
                .doesNotContain(ada.userName(), "plan of ada", "argon2", Dialogue.PASSWORD);
        assertThat(dialogue.filesWith("plan of bob.txt"))
                .noneMatch(file -> file.toString().contains("export"));
    }
}
