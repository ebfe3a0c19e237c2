package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.MessageId;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import dev.porter.core.TestPatience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelegramPlatformTest {
    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private Porter porter;
    private TelegramPlatform platform;
    private ChatId chat;

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada");
        ada.says("/start");
        porter = Porter.start(server, data);
        server.await(it -> it.waiting() == 0);
        platform = porter.platform();
        chat = Porter.chat(ada);
    }

    @AfterEach
    void stop() {
        porter.close();
        server.close();
    }

    private EmulatedMessage only() {
        assertThat(ada.reads()).hasSize(1);
        return ada.reads().getFirst();
    }

    @Test
    void text_is_shown_letter_by_letter_whatever_it_contains() {
        var nasty =
                "<b>&amp; </tg-spoiler> _*[x](y) \"'<a href=\"http://x.y\">\uD83D\uDE00 \uD800 end";
        platform.send(chat, Message.titled("A <title> & more", nasty));
        assertThat(only().text())
                .isEqualTo("A <title> & more\n" + nasty.replace('\uD800', '\uFFFD'));
        assertThat(only().html).startsWith("<b>A &lt;title&gt; &amp; more\n</b>");
    }

    @Test
    void buttons_come_in_their_rows_with_what_they_carry() {
        var secret = "x".repeat(300);
        platform.send(
                chat,
                Message.of("Which?", Button.of("a:1", "One"), Button.of("b".repeat(64), "Two"))
                        .row(new Button.Link("Open", "https://nas.example.org/x"))
                        .row(new Button.Copy("Copy", "short"), new Button.Copy("Long", secret)));
        var shown = only();
        assertThat(shown.buttons).hasSize(3);
        assertThat(shown.labels()).containsExactly("One", "Two", "Open", "Copy");
        assertThat(shown.button("One", "callback_data")).isEqualTo("a:1");
        assertThat(shown.button("Open", "url")).isEqualTo("https://nas.example.org/x");
        assertThat(shown.button("Copy", "copy_text")).isEqualTo("short");
        assertThat(shown.text()).contains("Long: " + secret);
    }

    @Test
    void a_long_text_to_copy_that_is_the_message_itself_is_not_said_twice() {
        var invitation = "Come in, please. ".repeat(20).strip();
        platform.send(chat, Message.of(invitation, new Button.Copy("Copy it", invitation)));
        assertThat(only().text()).isEqualTo(invitation);
        assertThat(only().labels()).isEmpty();
    }

    @Test
    void an_address_that_telegram_refuses_on_a_button_is_written_out() {
        platform.send(
                chat,
                Message.of("Look", Button.of("ok", "Fine"))
                        .row(new Button.Link("Open", "http://localhost:8080/x?a=1&b=2")));
        assertThat(only().text()).isEqualTo("Look\n\nOpen: http://localhost:8080/x?a=1&b=2");
        assertThat(only().labels()).containsExactly("Fine");
    }

    @Test
    void a_message_without_anything_to_see_is_still_sent() {
        platform.send(chat, Message.of(" \n\u200B"));
        assertThat(only().text()).isEqualTo("…");
    }

    @Test
    void a_long_message_is_split_and_edited_and_deleted_as_one() {
        var paragraph = "Emoji \uD83D\uDE00 & words. ".repeat(60).strip();
        var text = (paragraph + "\n\n").repeat(12).strip();
        var id = platform.send(chat, Message.titled("Long", text, Button.of("x", "Go on")));
        var parts = ada.reads();
        assertThat(parts).hasSizeBetween(4, 5);
        assertThat(parts).allMatch(part -> part.text().length() <= 4_096);
        assertThat(
                        String.join("", parts.stream().map(EmulatedMessage::text).toList())
                                .replace("\n", ""))
                .isEqualTo(("Long" + text).replace("\n", ""));
        assertThat(parts.subList(0, parts.size() - 1)).allMatch(part -> part.labels().isEmpty());
        assertThat(parts.getLast().labels()).containsExactly("Go on");

        var shorter = platform.edit(id, Message.of("Short now", Button.of("y", "Fine")));
        assertThat(only().text()).isEqualTo("Short now");
        assertThat(only().labels()).containsExactly("Fine");
        var longer = platform.edit(shorter, Message.of(text, Button.of("z", "Well")));
        assertThat(ada.reads()).hasSize(parts.size());
        assertThat(ada.reads().getFirst().labels()).isEmpty();
        assertThat(platform.delete(longer)).isTrue();
        assertThat(ada.reads()).isEmpty();
    }

    @Test
    void a_text_without_any_gap_is_split_between_characters() {
        platform.send(chat, Message.of("\uD83D\uDE00".repeat(5_000)));
        assertThat(ada.reads()).hasSize(3);
        assertThat(ada.reads()).noneMatch(part -> part.text().contains("\uFFFD"));
    }

    @Test
    void repeating_an_edit_changes_nothing() {
        var id = platform.send(chat, Message.of("Working"));
        var done = Message.of("Done", Button.of("x", "Good"));
        assertThat(platform.edit(id, done)).isEqualTo(id);
        assertThat(platform.edit(id, done)).isEqualTo(id);
        assertThat(only().text()).isEqualTo("Done");
        assertThat(only().edits()).isEqualTo(1);
    }

    @Test
    void an_edit_whose_answer_is_lost_is_asked_again_and_seen_once() {
        var id = platform.send(chat, Message.of("Working"));
        server.fail("editMessageText", new BotApiEmulator.Fault.DoneUnanswered());
        server.fail("editMessageText", new BotApiEmulator.Fault.BadGateway());
        assertThat(platform.edit(id, Message.of("Stored"))).isEqualTo(id);
        assertThat(only().text()).isEqualTo("Stored");
    }

    @Test
    void a_message_that_is_gone_is_sent_anew_instead_of_edited() {
        var id = platform.send(chat, Message.of("Old"));
        platform.delete(id);
        var anew = platform.edit(id, Message.of("New"));
        assertThat(anew).isNotEqualTo(id);
        assertThat(only().text()).isEqualTo("New");
        var foreign = ada.says("mine");
        platform.edit(new MessageId(chat, String.valueOf(foreign.number())), Message.of("Also"));
        assertThat(ada.awaits("Also").byBot()).isTrue();
    }

    @Test
    void a_persons_message_is_deleted_unless_it_is_too_old() {
        var password = ada.says("my password");
        var id = new MessageId(chat, String.valueOf(password.number()));
        assertThat(platform.delete(id)).isTrue();
        assertThat(password.deleted()).isTrue();
        assertThat(platform.delete(id)).isTrue();
        var old = ada.says("long ago");
        old.sentAt(Instant.now().minus(Duration.ofDays(3)));
        assertThat(platform.delete(new MessageId(chat, String.valueOf(old.number())))).isFalse();
    }

    @Test
    void a_fleeting_message_is_covered_protected_and_goes_away() {
        var looked = new CountDownLatch(1);
        server.fail("deleteMessage", new BotApiEmulator.Fault.Held(looked));
        platform.send(chat, Message.titled("Your password", "tiger & <moon>").with(Care.FLEETING));
        var shown = server.messages().getLast();
        assertThat(shown.isProtected()).isTrue();
        assertThat(shown.html).endsWith("<tg-spoiler>tiger &amp; &lt;moon&gt;</tg-spoiler>");
        looked.countDown();
        porter.awaitGone(shown);
    }

    @Test
    void a_fleeting_message_goes_away_even_when_porter_is_killed_meanwhile() throws Exception {
        server.fail("deleteMessage", new BotApiEmulator.Fault.Silence());
        platform.send(chat, Message.of("secret").with(Care.FLEETING));
        server.await(it -> it.troubled() == 1);
        var notes = Files.readString(data.resolve("telegram-fleeting"));
        assertThat(notes).doesNotContain("secret");
        porter.crash();
        assertThat(server.messages().getLast().deleted()).isFalse();
        Files.writeString(data.resolve("telegram-fleeting"), notes + "\nnonsense\n1 x y\n");
        try (var second = Porter.start(server, data)) {
            second.awaitGone(server.messages().getLast());
        }
    }

    @Test
    void a_secret_is_shown_only_in_a_message_that_is_noted_to_be_taken_away() {
        server.fail("sendMessage", new BotApiEmulator.Fault.DoneUnanswered());
        assertThatThrownBy(() -> platform.send(chat, Message.of("secret").with(Care.FLEETING)))
                .isInstanceOf(UncertainChatException.class);
        assertThat(only().text()).doesNotContain("secret");
        platform.delete(new MessageId(chat, String.valueOf(only().number())));

        var looked = new CountDownLatch(1);
        server.fail("deleteMessage", new BotApiEmulator.Fault.Held(looked));
        server.fail("editMessageText", new BotApiEmulator.Fault.DoneUnanswered());
        platform.send(chat, Message.of("secret").with(Care.FLEETING));
        var shown = only();
        assertThat(shown.text()).isEqualTo("secret");
        assertThat(shown.isProtected()).isTrue();
        looked.countDown();
        porter.awaitGone(shown);
    }

    @Test
    void an_edit_to_a_fleeting_message_replaces_the_old_one() {
        var id = platform.send(chat, Message.of("Shall I make one?", Button.of("y", "Yes")));
        platform.edit(id, Message.of("horse battery").with(Care.FLEETING));
        var last = server.messages().getLast();
        assertThat(last.isProtected()).isTrue();
        porter.awaitGone(last);
        assertThat(ada.reads()).isEmpty();
    }

    @Test
    void a_flood_is_sat_out_and_a_long_one_leaves_telegram_alone() {
        server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 1));
        var start = System.nanoTime();
        platform.send(chat, Message.of("patience"));
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        assertThat(only().text()).isEqualTo("patience");

        server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 99));
        assertThatThrownBy(() -> platform.send(chat, Message.of("more")))
                .isInstanceOf(ChatException.class);
        var calls = server.calls("sendMessage").size();
        assertThatThrownBy(() -> platform.send(chat, Message.of("more")))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("left alone");
        assertThat(server.calls("sendMessage")).hasSize(calls);
    }

    @Test
    void in_a_flood_nobody_keeps_writing_to_that_chat_and_nothing_is_overtaken() throws Exception {
        server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 1));
        server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 1));
        var threads = new ArrayList<Thread>();
        var start = System.nanoTime();
        for (var words : List.of("one", "two", "three")) {
            var thread = Thread.startVirtualThread(() -> platform.send(chat, Message.of(words)));
            await().until(() -> leavesAlone(thread) || !thread.isAlive());
            threads.add(thread);
        }
        var asked = server.calls("sendMessage").size();
        if (System.nanoTime() - start < 1_000_000_000L) { // it is certainly not over yet
            assertThat(asked).isEqualTo(1);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(ada.reads())
                .extracting(EmulatedMessage::text)
                .containsExactly("one", "two", "three");
        assertThat(server.calls("sendMessage")).hasSize(5);
    }

    /// Whether it has its turn and sits the flood out, or is in the queue for it.
    private static boolean leavesAlone(Thread thread) {
        var at =
                Arrays.stream(thread.getStackTrace())
                        .map(StackTraceElement::getMethodName)
                        .toList();
        return at.contains("sitOut") || at.containsAll(List.of("enter", "acquire", "parkNanos"));
    }

    @Test
    void a_message_whose_answer_is_lost_is_never_sent_twice() {
        // On a connection that has been of use before, OkHttp by itself would send it again.
        platform.delete(platform.send(chat, Message.of("warm up")));
        server.fail("sendMessage", new BotApiEmulator.Fault.DoneUnanswered());
        assertThatThrownBy(() -> platform.send(chat, Message.of("once")))
                .isInstanceOf(UncertainChatException.class)
                .hasMessageNotContaining(BotApiEmulator.TOKEN);
        server.fail("sendMessage", new BotApiEmulator.Fault.DoneCut());
        assertThatThrownBy(() -> platform.send(chat, Message.of("once more")))
                .isInstanceOf(UncertainChatException.class);
        server.fail("sendMessage", new BotApiEmulator.Fault.BadGateway());
        assertThatThrownBy(() -> platform.send(chat, Message.of("who knows")))
                .isInstanceOf(UncertainChatException.class);
        assertThat(ada.reads())
                .extracting(EmulatedMessage::text)
                .containsExactly("once", "once more");
        assertThat(server.calls("sendMessage")).hasSize(4);
    }

    @Test
    void a_message_that_telegram_never_answers_is_never_sent_twice() {
        porter.close();
        porter = Porter.impatient(server, data);
        server.fail("sendMessage", new BotApiEmulator.Fault.Silence());
        assertThatThrownBy(() -> porter.platform().send(chat, Message.of("never")))
                .isInstanceOf(UncertainChatException.class);
        assertThat(server.calls("sendMessage")).hasSize(1);
    }

    @Test
    void an_answer_that_the_library_cannot_read_is_still_a_message_that_was_sent() {
        server.fail(
                "sendMessage",
                new BotApiEmulator.Fault.DoneAnswered(
                        "{\"ok\":true,\"result\":{\"message_id\":77,\"from\":{\"id\":1}}}"));
        assertThat(platform.send(chat, Message.of("hello")).value()).endsWith(":77");
    }

    @Test
    void an_explicit_error_of_the_server_is_tried_again() {
        server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(500, "Internal", 0));
        platform.send(chat, Message.of("after all"));
        assertThat(only().text()).isEqualTo("after all");
    }

    @Test
    void a_server_that_is_away_was_certainly_not_asked() throws Exception {
        try (var _ = server.leave();
                var unconnected = Porter.start(server, data)) {
            assertThatThrownBy(() -> unconnected.platform().send(chat, Message.of("anyone?")))
                    .isInstanceOf(ChatException.class)
                    .isNotInstanceOf(UnreachableChatException.class)
                    .isNotInstanceOf(UncertainChatException.class)
                    .hasMessageNotContaining(BotApiEmulator.TOKEN);
        }
    }

    @Test
    void nothing_is_sent_to_someone_who_blocked_the_bot_until_they_come_back() {
        ada.blocks();
        server.await(it -> it.waiting() == 0);
        assertThatThrownBy(() -> platform.send(chat, Message.of("hello?")))
                .isInstanceOf(UnreachableChatException.class);
        assertThat(server.calls("sendMessage")).isEmpty();
        ada.unblocks();
        server.await(it -> it.waiting() == 0);
        platform.send(chat, Message.of("welcome back"));
        assertThat(only().text()).isEqualTo("welcome back");
    }

    @Test
    void an_answer_that_says_that_the_person_blocked_the_bot_is_enough() {
        ada.blocksUnnoticed();
        isAskedOnceInVain(chat);
        ada.unblocks();
        server.await(it -> it.waiting() == 0);
        platform.send(chat, Message.of("welcome back"));
        assertThat(only().text()).isEqualTo("welcome back");
    }

    @Test
    void nothing_is_sent_to_someone_who_left_telegram() {
        ada.leavesTelegram();
        isAskedOnceInVain(chat);
    }

    @Test
    void nothing_is_sent_to_a_group_that_has_another_number_now() {
        server.upgrade(-7, -1007);
        isAskedOnceInVain(new ChatId("telegram", "-7"));
    }

    private void isAskedOnceInVain(ChatId gone) {
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> platform.send(gone, Message.of("hello?")))
                    .isInstanceOf(UnreachableChatException.class);
        }
        assertThat(server.calls("sendMessage")).hasSize(1);
    }

    @Test
    void a_secret_of_someone_who_blocked_the_bot_is_taken_away_when_they_come_back() {
        for (var i = 0; i < 3; i++) {
            server.fail(
                    "deleteMessage",
                    new BotApiEmulator.Fault.Refuse(
                            403, "Forbidden: bot was blocked by the user", 0));
        }
        platform.send(chat, Message.of("secret").with(Care.FLEETING));
        porter.awaitGone(server.messages().getLast());
    }

    @Test
    void a_refusal_for_good_is_asked_for_once() {
        var stranger = new ChatId("telegram", "99");
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> platform.send(stranger, Message.of("hello?")))
                    .isInstanceOf(UnreachableChatException.class);
        }
        assertThat(server.calls("sendMessage")).hasSize(1);
    }

    @Test
    void a_start_link_opens_the_chat_with_the_code() {
        assertThat(platform.startLink("Ab_-9"))
                .contains("https://t.me/" + BotApiEmulator.BOT_NAME + "?start=Ab_-9");
        assertThat(platform.startLink("no spaces")).isEmpty();
        assertThat(platform.startLink("x".repeat(65))).isEmpty();
    }

    @Test
    void a_call_gets_through_while_more_are_held_than_okhttp_runs_to_one_host() throws Exception {
        var over = new CountDownLatch(1);
        var held = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            server.fail("sendMessage", new BotApiEmulator.Fault.DoneHeld(over));
        }
        for (var i = 0; i < 8; i++) {
            held.add(Thread.startVirtualThread(() -> platform.send(chat, Message.of("held"))));
        }
        server.await(it -> it.troubled() == 8);
        platform.send(chat, Message.of("through"));
        assertThat(held).allMatch(Thread::isAlive);
        over.countDown();
        for (var thread : held) {
            assertThat(thread.join(TestPatience.LONGEST)).isTrue();
        }
        assertThat(ada.reads()).hasSize(9);
    }

    @Test
    void an_answer_without_an_end_is_given_up() {
        porter.close();
        porter = Porter.impatient(server, data);
        server.fail("sendMessage", new BotApiEmulator.Fault.Trickle());
        assertThatThrownBy(() -> porter.platform().send(chat, Message.of("anyone?")))
                .isInstanceOf(UncertainChatException.class);
    }

    @Test
    void what_the_library_never_finishes_is_given_up() {
        assertThatThrownBy(() ->
                        BotApi.answer(
                                "sendMessage", new CompletableFuture<>(), Duration.ofMillis(1)))
                .isInstanceOf(UncertainChatException.class)
                .hasMessageContaining("no end in sight");
    }
}
