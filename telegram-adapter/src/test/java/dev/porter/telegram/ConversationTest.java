package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {
    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private Porter porter;
    private final CountDownLatch slow = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada \u202Eevil\nname");
        porter = Porter.start(server, data, this::receive);
    }

    private void receive(Incoming incoming) {
        if (incoming instanceof Incoming.Text text && text.text().equals("think hard")) {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void stop() {
        slow.countDown();
        porter.close();
        server.close();
    }

    private Incoming said(String text) {
        ada.says(text);
        server.await(it -> it.waiting() == 0);
        return porter.received.getLast();
    }

    @Test
    void commands_and_text_are_told_apart() {
        assertThat(said("/files holiday 2024"))
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> {
                            assertThat(command.name()).isEqualTo("files");
                            assertThat(command.text()).isEqualTo("holiday 2024");
                        });
        assertThat(said("/Files@" + BotApiEmulator.BOT_NAME.toUpperCase(Locale.ROOT)))
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> {
                            assertThat(command.name()).isEqualTo("files");
                            assertThat(command.text()).isEmpty();
                        });
        assertThat(said("/restore\nline one\nline two"))
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> assertThat(command.text()).isEqualTo("line one\nline two"));
        assertThat(said("/files@another_bot x")).isInstanceOf(Incoming.Text.class);
        assertThat(said("/etc/passwd")).isInstanceOf(Incoming.Text.class);
        assertThat(said("/")).isInstanceOf(Incoming.Text.class);
        assertThat(said(" just words "))
                .isInstanceOfSatisfying(
                        Incoming.Text.class,
                        text -> assertThat(text.text()).isEqualTo(" just words "));
    }

    @Test
    void administrators_see_their_commands_in_the_menu_and_nobody_else() {
        server.hasMenu("11", "", List.of("files", "admin"));
        server.hasMenu("11", "de", List.of("files", "admin"));
        said("/start");
        server.person(99, "Root").says("/start");
        server.await(it -> it.waiting() == 0);
        await().untilAsserted(
                        () -> assertThat(server.menu("99")).containsExactly("files", "admin"));
        await().untilAsserted(() ->
                assertThat(server.menu("99", "de")).containsExactly("files", "admin"));
        await().untilAsserted(() -> assertThat(server.menu("11")).containsExactly("files"));
        await().untilAsserted(() -> assertThat(server.menu("11", "de")).containsExactly("files"));
    }

    @Test
    void a_menu_that_telegram_did_not_take_is_told_again_with_the_next_message() {
        server.await(it -> it.calls("setMyCommands").size() >= 2);
        server.fail("setMyCommands", new BotApiEmulator.Fault.Refuse(400, "Bad Request", 0));
        var root = server.person(99, "Root");
        root.says("/start");
        server.await(it -> it.calls("setMyCommands").size() >= 3 && it.waiting() == 0);
        root.says("/files");
        await().untilAsserted(
                        () -> assertThat(server.menu("99")).containsExactly("files", "admin"));
    }

    @Test
    void the_menu_speaks_the_language_of_the_phone_where_porter_does() {
        server.await(it -> it.calls("setMyCommands").size() >= 2);
        assertThat(server.calls("setMyCommands"))
                .extracting(call -> call.parameters().path("language_code").asString(""))
                .contains("", "de");
        assertThat(server.calls("setMyCommands"))
                .filteredOn(
                        call -> call.parameters().path("language_code").asString("").equals("de"))
                .allSatisfy(call ->
                        assertThat(call.parameters().path("commands").toString())
                                .contains("Meine Dateien, neueste zuerst")
                                .doesNotContain("My stored files"));
    }

    @Test
    void an_invite_link_becomes_the_start_command_with_its_code() {
        server.await(it -> !it.calls("getUpdates").isEmpty());
        ada.follows(porter.platform().startLink("Inv_ite-1").orElseThrow());
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received.getFirst())
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> {
                            assertThat(command.name()).isEqualTo("start");
                            assertThat(command.text()).isEqualTo("Inv_ite-1");
                        });
    }

    @Test
    void a_person_is_known_by_number_and_shown_by_name() {
        var origin = said("hello").origin();
        assertThat(origin.person().id().value()).isEqualTo("11");
        assertThat(origin.person().home()).isEqualTo(origin.chat());
        assertThat(origin.person().displayName()).isEqualTo("Ada evil name");
        assertThat(origin.message()).isNotNull();
        assertThat(porter.platform().delete(Objects.requireNonNull(origin.message()))).isTrue();
    }

    @Test
    void every_happening_has_an_identity_of_its_own() {
        var menu = shown();
        ada.presses(menu, "One");
        ada.presses(menu, "One");
        ada.says("a");
        ada.says("a");
        server.await(it -> it.waiting() == 0);
        var events = new HashSet<String>();
        porter.received.forEach(each -> events.add(each.origin().event()));
        assertThat(events).hasSize(porter.received.size());
    }

    private EmulatedMessage shown() {
        ada.says("/menu");
        server.await(it -> it.waiting() == 0);
        porter.platform().send(Porter.chat(ada), Message.of("Menu", Button.of("one:1", "One")));
        return ada.awaits("Menu");
    }

    @Test
    void a_press_names_the_message_it_was_under_and_is_always_answered() {
        var menu = shown();
        ada.presses(menu, "One");
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received.getLast())
                .isInstanceOfSatisfying(
                        Incoming.Press.class,
                        press -> {
                            assertThat(press.value()).isEqualTo("one:1");
                            assertThat(press.origin().event()).startsWith("cb:");
                            var message = Objects.requireNonNull(press.origin().message());
                            assertThat(message.value()).endsWith(":" + menu.number());
                            porter.platform().edit(message, Message.of("Chosen"));
                        });
        assertThat(menu.text()).isEqualTo("Chosen");
        await().until(() -> server.spinning() == 0);
    }

    @Test
    void a_press_is_answered_even_when_the_line_breaks_meanwhile() {
        var menu = shown();
        server.fail("answerCallbackQuery", new BotApiEmulator.Fault.BadGateway());
        ada.presses(menu, "One");
        server.await(it -> it.waiting() == 0 && it.spinning() == 0);
        assertThat(porter.received.getLast()).isInstanceOf(Incoming.Press.class);
    }

    @Test
    void a_press_whose_answer_comes_too_late_is_still_done() {
        var menu = shown();
        server.fail(
                "answerCallbackQuery",
                new BotApiEmulator.Fault.Refuse(400, "Bad Request: query is too old", 0));
        ada.presses(menu, "One");
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received.getLast()).isInstanceOf(Incoming.Press.class);
    }

    @Test
    void a_press_in_a_message_that_telegram_does_not_show_any_more_is_understood() {
        server.push(
                BotApiEmulator.json(
                        """
                        {"callback_query": {"id": "77", "from": {"id": 11, "first_name": "Ada"},
                         "message": {"chat": {"id": 11, "type": "private"}, "message_id": 5, "date": 0},
                         "data": "old:1"}}
                        """));
        server.push(
                BotApiEmulator.json(
                        """
                        {"callback_query": {"id": "78", "from": {"id": 11, "first_name": "Ada"},
                         "inline_message_id": "x", "data": "old:1"}}
                        """));
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received).hasSize(1);
        await().until(() -> server.calls("answerCallbackQuery").size() == 2);
    }

    @Test
    void what_nobody_can_keep_gets_one_kind_sentence_and_notes_get_none() {
        ada.sendsOther(BotApiEmulator.json("{\"sticker\": {\"file_id\": \"s\"}}"));
        ada.awaits("I cannot do anything");
        ada.sendsOther(BotApiEmulator.json("{\"pinned_message\": {\"message_id\": 1}}"));
        server.await(it -> it.waiting() == 0);
        assertThat(ada.reads()).hasSize(1);
        assertThat(porter.received).isEmpty();
    }

    @Test
    void what_porter_said_by_itself_is_not_said_again_when_the_same_comes_again() {
        var file = "{\"document\": {\"file_id\": \"d\", \"file_name\": \"Will.pdf\"}}";
        ada.sendsOther(BotApiEmulator.json(file).put("caption", "for my heirs"));
        ada.sendsOther(BotApiEmulator.json("{\"sticker\": {\"file_id\": \"s\"}}"));
        var edited = ada.sends("a.pdf", "application/pdf", new byte[] {1});
        ada.edits(edited, BotApiEmulator.json(file).put("edit_date", 5));
        server.await(it -> it.waiting() == 0);
        assertThat(ada.reads()).hasSize(3);
        porter.crash();
        assertThat(server.unconfirm(4)).isEqualTo(4);
        porter = Porter.start(server, data, this::receive);
        server.await(it -> it.waiting() == 0);
        assertThat(ada.reads()).hasSize(3);
        ada.sendsOther(BotApiEmulator.json("{\"sticker\": {\"file_id\": \"s\"}}"));
        server.await(it -> it.waiting() == 0);
        assertThat(ada.reads()).hasSize(4);
    }

    @Test
    void an_edit_is_only_answered_when_it_may_have_brought_a_new_file() {
        var text = ada.says("first");
        var file = ada.sends("a.pdf", "application/pdf", new byte[] {1});
        server.await(it -> it.waiting() == 0);
        ada.edits(text, BotApiEmulator.json("{\"text\": \"second\"}"));
        ada.edits(
                file,
                BotApiEmulator.json(
                        """
                        {"caption": "new words", "document": {"file_id": "x",
                         "file_unique_id": "uBQAC-file%d"}}
                        """
                                .formatted(fileNumber())));
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received).hasSize(2);
        assertThat(ada.reads()).isEmpty();
        ada.edits(
                text,
                BotApiEmulator.json(
                        "{\"document\": {\"file_id\": \"y\", \"file_unique_id\": \"other\"}}"));
        ada.awaits("send that file as a new message");
        assertThat(porter.received).hasSize(2);
    }

    private int fileNumber() {
        var attachment =
                ((Incoming.Attachments) porter.received.getLast()).attachments().getFirst();
        return Integer.parseInt(attachment.reference().replace("BQAC-file", ""));
    }

    @Test
    void a_group_is_told_once_where_porter_works() {
        for (var i = 0; i < 3; i++) {
            speaksInGroup(-1005);
        }
        server.saysInGroup(-1006, "just chatting");
        server.push(
                BotApiEmulator.json(
                        """
                        {"my_chat_member": {"chat": {"id": -1007, "type": "group"},
                         "from": {"id": 11}, "old_chat_member": {"status": "left"},
                         "new_chat_member": {"status": "member"}}}
                        """));
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received).isEmpty();
        assertThat(server.messages())
                .extracting(EmulatedMessage::chat)
                .containsExactlyInAnyOrder(-1005L, -1007L);
        assertThat(server.messages().getFirst().button("Open the private chat", "url"))
                .isEqualTo("https://t.me/" + BotApiEmulator.BOT_NAME);
    }

    @Test
    void a_group_is_not_told_again_after_a_restart() throws Exception {
        speaksInGroup(-1005);
        server.await(it -> it.waiting() == 0);
        porter.close();
        porter = Porter.start(server, data, this::receive);
        speaksInGroup(-1005);
        speaksInGroup(-1006);
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages())
                .extracting(EmulatedMessage::chat)
                .containsExactly(-1005L, -1006L);
    }

    @Test
    void a_group_in_which_many_speak_at_once_is_told_once() {
        var over = new CountDownLatch(1);
        server.fail("sendMessage", new BotApiEmulator.Fault.DoneHeld(over));
        server.saysInGroup(-1005, 11, "/start");
        server.saysInGroup(-1005, 12, "/start");
        server.saysInGroup(-1006, 13, "/start");
        server.await(it -> it.calls("sendMessage").size() >= 2);
        over.countDown();
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages())
                .extracting(EmulatedMessage::chat)
                .containsExactlyInAnyOrder(-1005L, -1006L);
    }

    @Test
    void a_group_that_could_not_be_told_is_told_the_next_time() {
        for (var i = 0; i < 3; i++) {
            server.fail("sendMessage", new BotApiEmulator.Fault.Refuse(500, "Internal", 0));
        }
        server.saysInGroup(-1005, "/start");
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages()).isEmpty();
        server.saysInGroup(-1005, "/start");
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages()).extracting(EmulatedMessage::chat).containsExactly(-1005L);
    }

    @Test
    void a_group_that_becomes_a_supergroup_is_not_told_again() {
        server.saysInGroup(-7, "/start");
        server.await(it -> it.waiting() == 0);
        server.upgrade(-7, -1007);
        server.saysInGroup(-1007, "/start");
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages()).extracting(EmulatedMessage::chat).containsExactly(-7L);
    }

    @Test
    void what_is_said_to_another_bot_in_a_group_is_no_reason_to_speak() {
        server.await(it -> !it.calls("getUpdates").isEmpty());
        server.saysInGroup(-1005, "/start@another_bot");
        server.push(
                BotApiEmulator.json(
                        """
                        {"message": {"message_id": 9, "date": 1, "text": "thank you",
                         "chat": {"id": -1005, "type": "supergroup"},
                         "from": {"id": 11, "first_name": "Ada"},
                         "reply_to_message": {"message_id": 8, "date": 1,
                          "from": {"id": 77, "is_bot": true, "first_name": "Another"}}}}
                        """));
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages()).isEmpty();
    }

    private void speaksInGroup(long group) {
        server.saysInGroup(group, "/start@" + BotApiEmulator.BOT_NAME);
    }

    @Test
    void someone_who_waits_sees_that_work_is_done() {
        ada.says("think hard");
        server.await(it -> !it.calls("sendChatAction").isEmpty());
        assertThat(server.calls("sendChatAction").getFirst().parameters().path("action").asString())
                .isEqualTo("typing");
    }
}
