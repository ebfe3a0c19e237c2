package dev.porter.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.durable.Durable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class NoticesTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();
    private Guest ann;

    @BeforeEach
    void somebody() {
        ann = dialogue.person("ann").says("/help");
    }

    private void put(String key, Message message) {
        dialogue.part(Durable.class)
                .commit(() ->
                        dialogue.part(Notices.class)
                                .put(key + ann.displayName(), ann.end().chat(), () -> message));
    }

    @Test
    void the_same_key_again_changes_what_stands_there() {
        put("a", Message.titled("One", "two", Button.of("menu:home", "Menu")));
        ann.sees("One", "two", "[Menu]");
        put("a", Message.of("Three").row(new Button.Link("There", "https://example.org")));
        ann.sees("Three", "[There]").doesNotSee("One");
        put("b", Message.of("Other").row(new Button.Copy("Copy", "text")));
        ann.sees("Three", "Other");
    }

    @Test
    void a_line_goes_on_moving_when_it_failed_once() {
        put("a", Message.of("⏳ Working…"));
        ann.sees("⏳ Working…");
        var failed = new AtomicBoolean();
        try (var _ =
                Progress.start(
                        dialogue.part(Notices.class),
                        "a" + ann.displayName(),
                        () -> {
                            if (failed.compareAndSet(false, true)) {
                                throw new IllegalStateException("The database is not there.");
                            }
                            return Message.of("⏳ Working… half of it");
                        })) {
            ann.sees("⏳ Working… half of it");
        }
        assertThat(failed).isTrue();
    }

    @Test
    void progress_in_the_place_of_a_message_that_is_gone_is_one_new_message() {
        put("a", Message.of("⏳ Working…"));
        ann.sees("⏳ Working…");
        await().atMost(Dialogue.PATIENCE).until(() -> stillToSay("a") == 0);
        dialogue.chat().delete(new MessageId(ann.end().chat(), ann.message("⏳ Working…").id()));
        for (var percent = 10; percent <= 30; percent += 10) {
            var moving = Message.of("⏳ Working… %d %%".formatted(percent));
            dialogue.part(Notices.class).passing("a" + ann.displayName(), () -> moving, () -> true);
        }
        assertThat(working()).containsExactly("⏳ Working… 30 %");
        put("a", Message.of("Working is over"));
        ann.sees("Working is over");
        assertThat(working()).containsExactly("Working is over");
    }

    @Test
    void what_progress_hides_is_said_again_also_after_a_restart() {
        var waits = Message.of("⏸ Working waits");
        put("a", waits);
        ann.sees("⏸ Working waits");
        for (var restart : List.of(false, true)) {
            await().atMost(Dialogue.PATIENCE).until(() -> stillToSay("a") == 0);
            dialogue.part(Notices.class)
                    .passing(
                            "a" + ann.displayName(),
                            () -> Message.of("⏳ Working… 10 %"),
                            () -> true);
            assertThat(working()).containsExactly("⏳ Working… 10 %");
            if (restart) {
                dialogue.restart();
            }
            uncover("a");
            await().atMost(Dialogue.PATIENCE)
                    .untilAsserted(() -> assertThat(working()).containsExactly("⏸ Working waits"));
        }
    }

    private void uncover(String key) {
        dialogue.part(Durable.class)
                .commit(() -> dialogue.part(Notices.class).uncover(key + ann.displayName()));
    }

    private List<String> working() {
        return ann.end().sees().stream()
                .map(Seen::text)
                .filter(text -> text.contains("Working"))
                .toList();
    }

    @Test
    void what_could_not_be_sent_is_sent_later_and_once() {
        ann.end().failSends(2);
        put("a", Message.of("At last"));
        for (var i = 0; i < 3; i++) {
            dialogue.clock().advance(Duration.ofSeconds(30));
        }
        await().atMost(Dialogue.PATIENCE)
                .until(() -> {
                    dialogue.clock().advance(Duration.ofSeconds(5));
                    return ann.shown().contains("At last");
                });
        assertThat(ann.end().sees()).filteredOn(s -> s.text().equals("At last")).hasSize(1);
    }

    @Test
    void what_could_not_be_said_in_a_closed_chat_is_said_when_they_write() {
        dialogue.chat().close(ann.end());
        put("a", Message.of("Your file is safe"));
        put("b", Message.of("You are let in"));
        await().atMost(Dialogue.PATIENCE).until(() -> stillToSay("a") + stillToSay("b") == 0);
        dialogue.chat().open(ann.end());
        ann.says("hello").sees("Your file is safe", "You are let in");
        ann.says("hello").doesNotSee("Your file is safe");
    }

    @Test
    void what_a_closed_chat_was_not_told_is_not_for_whoever_has_it_when_it_is_logged_out() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        dialogue.chat().close(tablet.end());
        dialogue.person("phone").logsIn(ada);
        ada.sees("has just logged in with your account");
        dialogue.clock().advance(Duration.ofMinutes(10));
        ada.says("/security").presses("Where am I logged in").sees("tablet");
        ada.presses("End " + number(ada.shown(), tablet.displayName())).sees("Ended.");
        dialogue.chat().open(tablet.end());
        tablet.says("hello").sees("I am Porter").says("hello").sees("I am Porter");
        assertThat(tablet.everything()).doesNotContain("has just logged in with your account");
    }

    private static String number(String list, String name) {
        return list.lines()
                .filter(line -> line.contains(name))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\..*", "");
    }

    private long stillToSay(String key) {
        return dialogue.part(JdbcClient.class)
                .sql(
                        "SELECT COUNT(*) FROM scheduled_tasks t JOIN notice n"
                                + " ON t.task_instance LIKE CONCAT(n.id, ':%')"
                                + " WHERE t.task_name = 'notice' AND n.notice_key = ?")
                .param(key + ann.displayName())
                .query(Long.class)
                .single();
    }

    @Test
    void what_may_not_have_arrived_is_said_again() {
        ann.end().loseAnswers(1);
        put("a", Message.of("Did you hear?"));
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    dialogue.clock().advance(Duration.ofSeconds(5));
                    assertThat(ann.end().sees())
                            .filteredOn(seen -> seen.text().equals("Did you hear?"))
                            .hasSize(2);
                });
    }

    @Test
    void the_latest_words_win_whatever_failed_before() {
        ann.end().failSends(1);
        put("a", Message.of("Old"));
        put("a", Message.of("New"));
        dialogue.clock().advance(Duration.ofSeconds(30));
        ann.sees("New").doesNotSee("Old");
    }

    @Test
    void a_chat_that_is_closed_for_good_is_given_up() {
        dialogue.chat().close(ann.end());
        put("a", Message.of("Nobody hears this"));
        await().atMost(Dialogue.PATIENCE).until(() -> stillToSay("a") == 0);
        ann.doesNotSee("Nobody hears this");
    }

    @Test
    void what_was_rolled_back_is_not_said() {
        try {
            dialogue.part(Durable.class)
                    .commit(() -> {
                        dialogue.part(Notices.class)
                                .put(
                                        "x" + ann.displayName(),
                                        ann.end().chat(),
                                        () -> Message.of("Never"));
                        throw new IllegalStateException("rolled back");
                    });
        } catch (IllegalStateException _) {
            put("y", Message.of("After"));
        }
        ann.sees("After").doesNotSee("Never");
    }
}
