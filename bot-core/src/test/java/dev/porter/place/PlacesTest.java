package dev.porter.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.InMemoryChat.Member;
import dev.porter.chat.Mark;
import dev.porter.chat.MessageId;
import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.durable.Durable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Chats with others: a board for requests, and places in which every file is backed up.
class PlacesTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    /// What everybody in a chat with others sees.
    private final Member together = dialogue.chat().person("family" + NUMBERS.incrementAndGet());

    @AfterEach
    void leave() {
        dialogue.administrator().end().goesTo(null);
        dialogue.part(Durable.class)
                .commit(() -> dialogue.part(Places.class).forget(together.chat()));
    }

    private Guest setsUp(String wish) {
        var ruth = dialogue.administrator();
        ruth.end().goesTo(together.chat());
        ruth.says("/admin setup").sees("What is this chat for?").presses(wish);
        return ruth;
    }

    private Guest memberThere(String called) {
        var member = dialogue.member(called);
        member.end().goesTo(together.chat());
        return member;
    }

    private static Parcel file(String name, String text) {
        return new Parcel(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private void isMarked(MessageId message, Mark mark) {
        await().atMost(Dialogue.PATIENCE)
                .until(() -> {
                    var marks = dialogue.chat().marks(message);
                    return !marks.isEmpty() && marks.getLast() == mark;
                });
    }

    private void shows(String words) {
        await().atMost(Dialogue.PATIENCE)
                .until(
                        () -> together.sees().stream().map(Seen::text).toList().toString(),
                        seen -> seen.contains(words));
    }

    @Test
    void only_an_administrator_chooses_and_only_where_others_are() {
        memberThere("ada").says("/admin setup").sees("Only an administrator can do that.");
        dialogue.administrator()
                .says("/admin setup")
                .sees("in the channel or group that you want")
                .forges("admin:use:drop")
                .sees("in the channel or group that you want");
    }

    @Test
    void a_board_shows_requests_beside_the_administrators_own_chats_and_what_became_of_them() {
        var ruth = setsUp("Requests and alerts").sees("only administrators can decide");
        shows("Requests and alerts are shown here from now on.");
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").says("Ann of number 7");
        shows("Ann of number 7");
        var asked = together.sees().getLast();
        memberThere("ada").forges(asked.choices().getFirst()).sees("Only an administrator");
        ruth.forges(asked.choices().getFirst()).sees("Approved");
        shows("decided by " + ruth.displayName());
        assertThat(together.sees().getLast().buttons())
                .singleElement()
                .matches(button -> button.label().equals("Take it back"));
        ann.sees("Good news").presses("Choose my user name").signsUp();
        await().atMost(Dialogue.PATIENCE)
                .until(() -> together.sees().getLast().buttons().isEmpty());

        setsUp("Nothing").sees("I do nothing here by myself");
        var bob = dialogue.person("bob");
        bob.says("/start").presses("Create my private account").says("Bob of number 8");
        ruth.sees("Bob of number 8");
        dialogue.saysAll(together.chat());
        assertThat(together.sees().toString()).doesNotContain("Bob of number 8");
    }

    @Test
    void what_is_not_for_the_whole_family_is_on_no_board() {
        var ruth = setsUp("Requests and alerts");
        var ada = dialogue.member("ada");
        ada.says("/support").presses("Tell the administrator").says("my marriage and my files");
        ruth.sees("“my marriage and my files”");
        for (var tries = 0; tries <= 50; tries++) {
            var guesser = dialogue.person("guesser");
            guesser.says("/login").says(ada.userName()).says("Wrong-Guess-1-Lantern");
            dialogue.clock().advance(Duration.ofMinutes(16));
        }
        ruth.sees("Somebody guesses at a password", ada.userName());
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").sees("the family may read it too");
        ann.says("Ann of number 9");
        ada.says("/invite").presses("Invite somebody").sees("the family may read it too");
        ada.says("/cancel");
        shows("Ann of number 9");
        dialogue.saysAll(together.chat());
        assertThat(together.sees().toString()).doesNotContain("marriage", ada.displayName());
    }

    @Test
    void where_porter_may_not_write_there_is_no_board() {
        dialogue.chat().close(together);
        setsUp("Requests and alerts").sees("I may not write here");
        assertThat(dialogue.part(Places.class).boards()).doesNotContain(together.chat());
    }

    @Test
    void a_file_that_a_member_drops_is_backed_up_and_marked_and_nothing_is_said() {
        setsUp("Back up every file").sees("From now on I back up every file");
        var ada = memberThere("ada").looksAway();
        var posted = ada.end().posts(List.of(file("a.txt", "dropped"), file("b.txt", "too")));
        isMarked(posted, Mark.STORED);
        assertThat(dialogue.chat().marks(posted)).doesNotContain(Mark.FAILED).endsWith(Mark.STORED);
        assertThat(ada.shown()).isEmpty();
        assertThat(together.sees()).isEmpty();
        ada.isDeliveredAgain();
        ada.says("/files").sees("a.txt", "b.txt").doesNotSee("(2)");
    }

    @Test
    void what_strangers_drop_and_what_is_dropped_elsewhere_is_left_alone() {
        setsUp("Back up every file");
        var ann = dialogue.person("ann");
        ann.end().goesTo(together.chat());
        var hers = ann.end().posts(List.of(file("a.txt", "of a stranger")));
        var ada = memberThere("ada").looksAway();
        ada.end().goesTo(dialogue.chat().person("elsewhere").chat());
        var elsewhere = ada.end().posts(List.of(file("a.txt", "elsewhere")));
        assertThat(ann.everything()).isEmpty();
        assertThat(ada.shown()).isEmpty();
        assertThat(dialogue.chat().marks(hers)).isEmpty();
        assertThat(dialogue.chat().marks(elsewhere)).isEmpty();
        ada.says("/status").sees("Files: 0");
    }

    @Test
    void a_dropped_file_waits_for_the_nas_and_says_so_by_its_mark() {
        setsUp("Back up every file");
        var ada = memberThere("ada");
        dialogue.nas().away();
        var posted = ada.end().posts(List.of(file("a.txt", "patient")));
        isMarked(posted, Mark.WAITING);
        dialogue.nas().back();
        isMarked(posted, Mark.STORED);
    }

    @Test
    void a_dropped_file_that_cannot_be_stored_is_marked_and_its_owner_told_in_private() {
        setsUp("Back up every file");
        var ada = memberThere("ada").looksAway();
        dialogue.chat().forgetFiles();
        var posted = ada.end().posts(List.of(file("a.txt", "gone")));
        isMarked(posted, Mark.FAILED);
        ada.sees("a.txt");
    }

    @Test
    void where_porter_cannot_see_files_no_place_is_promised() {
        dialogue.chat().goDeaf();
        setsUp("Back up every file").sees("does not let me see the files");
        assertThat(dialogue.part(Places.class).since()).doesNotContainKey(together.chat());
    }
}
