package dev.porter.support;

import dev.porter.conversation.Dialogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SupportTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_stranger_reaches_the_administrator() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/support").presses("My password").sees("reset by an administrator");
        ann.presses("Tell the administrator").says("It is me,\nAnn").sees("I have told");
        ruth.sees(
                "Somebody asks for help", ann.displayName(), "without an account", "It is me, Ann");
    }

    @Test
    void the_words_of_two_people_do_not_replace_each_other() {
        var ruth = dialogue.administrator().looksAway();
        for (var name : new String[] {"ann", "ben"}) {
            dialogue.person(name)
                    .says("/support")
                    .presses("Tell the administrator")
                    .says("words of " + name)
                    .sees("I have told");
        }
        ruth.sees("words of ann", "words of ben");
    }

    @Test
    void the_state_of_the_nas_is_said() {
        var ada = dialogue.member("ada");
        ada.says("/support").presses("I cannot connect").sees("I can reach the NAS right now");
        dialogue.nas().away();
        ada.says("/support").presses("I cannot connect").sees("I cannot reach the NAS");
        dialogue.nas().back();
        ada.says("/support").presses("A file is missing").presses("Bin").sees("The bin is empty");
    }
}
