package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Suggestions;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// While somebody types a file's name they are shown their own.
class SuggestionsTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private List<String> shown(Guest guest, String command, String text) {
        var person = guest.end().person().id();
        return dialogue.part(Suggestions.class).suggestions(person, command, text);
    }

    @Test
    void ones_own_files_are_suggested_newest_first_and_nobody_elses() {
        var ada = dialogue.member("ada");
        var bob = dialogue.member("bob");
        ada.sends("Letter 1.txt", "one").sees("Stored and verified");
        ada.sends("Letter 2.txt", "two").sees("Stored and verified");
        bob.sends("Letter of Bob.txt", "three").sees("Stored and verified");
        assertThat(shown(ada, "restore", "lett")).containsExactly("Letter 2.txt", "Letter 1.txt");
        assertThat(shown(ada, "files", "1.t")).containsExactly("Letter 1.txt");
        assertThat(shown(bob, "files", "")).containsExactly("Letter of Bob.txt");
        assertThat(shown(ada, "restore", "%")).isEmpty();
        for (var command : List.of("rename", "move", "search")) {
            assertThat(shown(ada, command, "2")).as(command).containsExactly("Letter 2.txt");
        }
    }

    @Test
    void strangers_and_other_commands_get_nothing() {
        assertThat(shown(dialogue.person("ann"), "restore", "")).isEmpty();
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "suggested").sees("Stored and verified");
        assertThat(shown(ada, "menu", "")).isEmpty();
        assertThat(shown(ada, "admin", "")).isEmpty();
        assertThat(shown(ada, "nonsense", "")).isEmpty();
    }

    @Test
    void what_is_in_the_bin_is_not_suggested() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "binned").sees("Stored and verified").presses("Open");
        ada.presses("Delete").sees("is in the bin");
        assertThat(shown(ada, "restore", "")).isEmpty();
    }
}
