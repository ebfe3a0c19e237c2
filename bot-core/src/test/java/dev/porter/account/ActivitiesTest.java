package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActivitiesTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void what_is_long_is_cut_to_what_there_is_room_for() {
        var ada = dialogue.member("ada");
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        var activities = dialogue.part(Activities.class);
        activities.add(id, "😀".repeat(500));
        assertThat(activities.latest(id, 1).getFirst().what()).startsWith("😀😀😀").endsWith("…");
    }
}
