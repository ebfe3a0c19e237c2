package dev.porter.admin;

import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.InMemoryChat;
import dev.porter.conversation.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlatformWatchTest {
    private static final String TROUBLE = "Elsewhere refuses the token: set a new one.";

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();
    private final InMemoryChat elsewhere = new InMemoryChat("elsewhere");

    private PlatformWatch watch(InMemoryChat platform) {
        return new PlatformWatch(
                new ChatPlatforms(() -> List.of(platform)), dialogue.part(Alarms.class));
    }

    @Test
    void an_administrator_is_told_once_of_a_trouble_that_lasts_and_of_its_end() {
        var root = dialogue.administrator().looksAway();
        var watch = watch(elsewhere);
        elsewhere.isInTrouble(TROUBLE);
        watch.look();
        watch.look();
        root.sees("Nobody can reach me on Elsewhere", TROUBLE).looksAway();
        watch.look();
        elsewhere.isInTrouble(null);
        watch.look();
        watch.look();
        root.sees("I am back on Elsewhere").doesNotSee("Nobody");
    }

    @Test
    void what_was_mended_by_a_restart_is_said_to_be_over() {
        var root = dialogue.administrator().looksAway();
        var refused = new InMemoryChat("refused");
        refused.isInTrouble(TROUBLE);
        var before = watch(refused);
        before.look();
        before.look();
        root.sees("Nobody can reach me on Refused").looksAway();
        refused.isInTrouble(null);
        var after = watch(refused);
        after.look();
        after.look();
        root.sees("I am back on Refused");
    }

    @Test
    void a_trouble_that_passes_is_not_worth_a_message() {
        var root = dialogue.administrator().looksAway();
        var brief = new InMemoryChat("brief");
        var watch = watch(brief);
        for (var i = 0; i < 2; i++) {
            brief.isInTrouble(TROUBLE);
            watch.look();
            brief.isInTrouble(null);
            watch.look();
        }
        root.doesNotSee("Brief");
    }

    @Test
    void nobody_is_told_on_the_platform_that_has_the_trouble() {
        var root = dialogue.administrator().looksAway();
        var watch = watch(dialogue.chat());
        dialogue.chat().isInTrouble(TROUBLE);
        watch.look();
        watch.look();
        dialogue.chat().isInTrouble(null);
        root.doesNotSee("Nobody can reach me on Memory");
    }
}
