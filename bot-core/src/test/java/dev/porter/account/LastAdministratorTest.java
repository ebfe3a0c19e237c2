package dev.porter.account;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A family with one administrator.
class LastAdministratorTest {
    private Dialogue dialogue;
    private Guest ruth;

    @BeforeEach
    void open(@TempDir Path data) {
        dialogue = Dialogue.in(data);
        ruth = dialogue.administrator();
    }

    @AfterEach
    void close() {
        dialogue.assertOrderly();
        dialogue.close();
    }

    @Test
    void nobody_locks_the_only_administrator_out_for_good() {
        for (var i = 0; i < 51; i++) {
            dialogue.clock().advance(Duration.ofMinutes(16));
            guesses(ruth).sees("do not go together");
        }
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ruth.userName()).types(Dialogue.PASSWORD);
        tablet.sees("wrong too often", "15 minutes");
        ruth.sees("Somebody guesses at a password", "a quarter of an hour");
        dialogue.clock().advance(Duration.ofMinutes(16));
        tablet.types(Dialogue.PASSWORD).sees("You are logged in");
    }

    private Guest guesses(Guest whose) {
        var eve = dialogue.person("eve").says("/login").says(whose.userName());
        return eve.types("Wrong-Password-1");
    }

    @Test
    void the_only_administrator_leaves_the_last_chat_knowingly() {
        var tablet = dialogue.person("tablet").logsIn(ruth);
        tablet.says("/logout").sees("You are logged out of this chat");
        ruth.says("/logout").sees("nobody is told").doesNotSee("You are logged out");
        ruth.says("/admin").sees("Administration");
        ruth.says("/logout").presses("Log out all the same").sees("You are logged out");
    }

    @Test
    void what_is_asked_while_no_administrator_is_there_is_shown_to_who_comes_back() {
        ruth.says("/logout").presses("Log out all the same").sees("You are logged out");
        var ann = dialogue.person("ann").says("/start");
        ann.presses("Create my private account").says("Ann from next door");
        ann.sees("No administrator is there at the moment");
        ann.says("/support").presses("Tell the administrator").says("It is me, Ann");
        ann.sees("no administrator whom I could tell").doesNotSee("I have told");
        ruth.logsIn(ruth)
                .sees("Requests waiting: 1")
                .presses("Show them")
                .sees("Ann from next door");
        ruth.presses("Approve");
        ann.sees("Good news");
    }
}
