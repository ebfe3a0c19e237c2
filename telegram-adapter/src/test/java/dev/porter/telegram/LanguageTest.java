package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.language.Language;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the adapter says, and what it knows of what people read.
class LanguageTest {
    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private @Nullable Porter porter;

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada");
    }

    @AfterEach
    void stop() {
        if (porter != null) {
            porter.close();
        }
        server.close();
    }

    private Porter speaking(Languages languages) {
        var started = Porter.speaking(server, data, languages);
        porter = started;
        return started;
    }

    @Test
    void a_person_reads_what_telegram_says_where_porter_speaks_it() {
        var here = speaking(_ -> Language.ENGLISH);
        ada.speaking("de-AT").says("Hallo");
        ada.speaking("pt-br").says("Olá");
        server.push(
                BotApiEmulator.json(
                        """
                        {"message": {"message_id": 900, "date": 1, "text": "hm",
                         "chat": {"id": 11, "type": "private"},
                         "from": {"id": 11, "first_name": "Ada"}}}
                        """));
        server.await(it -> it.waiting() == 0);
        assertThat(here.received)
                .extracting(each -> each.origin().person().language())
                .containsExactly(Language.GERMAN, null, null);
    }

    @Test
    void what_porter_says_by_itself_is_in_the_language_of_the_chat() {
        speaking(chat -> chat.value().equals("11") ? Language.GERMAN : Language.ENGLISH);
        sendsSticker(ada);
        ada.awaits("Damit kann ich leider nichts anfangen");
        var ben = server.person(12, "Ben").speaking("de");
        sendsSticker(ben);
        ben.awaits("With that one I cannot do anything");
    }

    @Test
    void where_the_language_is_not_known_porter_says_it_in_the_one_of_their_telegram() {
        speaking(_ -> {
            throw new IllegalStateException("no database");
        });
        sendsSticker(ada.speaking("de"));
        ada.awaits("Damit kann ich leider nichts anfangen");
        var ben = server.person(12, "Ben").speaking("fr");
        sendsSticker(ben);
        ben.awaits("With that one I cannot do anything");
    }

    private static void sendsSticker(EmulatedPerson person) {
        person.sendsOther(BotApiEmulator.json("{\"sticker\": {\"file_id\": \"s\"}}"));
    }

    @Test
    void a_group_is_greeted_in_the_language_of_who_invited_porter_or_in_that_of_the_house() {
        speaking(_ -> Language.GERMAN);
        invites(-1005, "en");
        invites(-1006, "fr");
        server.await(it -> it.waiting() == 0);
        assertThat(server.messages())
                .extracting(EmulatedMessage::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("Hello!"),
                        text -> assertThat(text).startsWith("Hallo!"));
    }

    private void invites(long group, String language) {
        server.push(
                BotApiEmulator.json(
                        """
                        {"my_chat_member": {"chat": {"id": %d, "type": "group"},
                         "from": {"id": 11, "language_code": "%s"},
                         "old_chat_member": {"status": "left"},
                         "new_chat_member": {"status": "member"}}}
                        """
                                .formatted(group, language)));
    }

    @Test
    void what_covers_a_secret_is_said_in_the_language_of_the_message() {
        var here = speaking(_ -> Language.ENGLISH);
        ada.says("/start");
        server.await(it -> it.waiting() == 0);
        Language.GERMAN.speak(() ->
                here.platform().send(Porter.chat(ada), Message.of("geheim").with(Care.FLEETING)));
        assertThat(server.calls("sendMessage").getFirst().parameters().path("text").asString())
                .contains("Einen Moment");
    }

    @Test
    void a_trouble_is_said_in_the_language_of_whoever_is_told() {
        for (var i = 0; i < 1_000; i++) {
            server.fail("getUpdates", new BotApiEmulator.Fault.Refuse(409, "Conflict: x", 0));
        }
        var here = speaking(_ -> Language.ENGLISH);
        await().untilAsserted(() ->
                assertThat(Language.GERMAN.speak(() -> here.platform().trouble().orElse("")))
                        .contains("Ein anderes Programm"));
        assertThat(here.platform().trouble().orElse("")).contains("Another program");
    }
}
