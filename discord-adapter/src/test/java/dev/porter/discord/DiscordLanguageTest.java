package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Incoming;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.language.Language;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;

/// What the adapter says, and what it knows of what people read.
class DiscordLanguageTest extends DiscordScene {

    private void speaking(Languages languages) {
        house.speaking(languages).openConnected();
    }

    @Test
    void a_person_reads_what_discord_says_with_a_command_where_porter_speaks_it() {
        speaking(_ -> Language.ENGLISH);
        discord.speak(ada.id(), "de");
        ada.runs("files", "a");
        await().until(() -> inbox.all().size() == 1);
        discord.speak(ada.id(), "pt-BR");
        ada.runs("files", "b");
        await().until(() -> inbox.all().size() == 2);
        ada.says("hello");
        inbox.awaitTexts("hello");
        assertThat(inbox.all())
                .extracting(each -> each.origin().person().language())
                .containsExactly(Language.GERMAN, null, null);
    }

    @Test
    void what_porter_says_by_itself_is_in_the_language_of_the_chat() {
        speaking(chat -> chat.equals(ada.chat()) ? Language.GERMAN : Language.ENGLISH);
        ada.inServer().runs("files", "");
        seesAlone("Die Antwort kommt in einer Direktnachricht.");
        ada.inServer().backsUpMessage(ada.writesUnheard("only words", List.of()));
        seesAlone("In dieser Nachricht ist keine Datei.");
        ada.writes("", List.of());
        sees("Damit kann ich leider nichts anfangen.");
    }

    @Test
    void where_the_language_is_not_known_porter_says_it_in_the_one_of_their_discord() {
        speaking(_ -> {
            throw new IllegalStateException("no database");
        });
        discord.speak(ada.id(), "de");
        ada.inServer().runs("files", "");
        seesAlone("Die Antwort kommt in einer Direktnachricht.");
        ada.writes("", List.of());
        sees("With that one I cannot do anything.");
    }

    @Test
    void what_stands_around_a_message_is_in_the_language_of_the_message() {
        inbox.answer(incoming -> {
            if (incoming instanceof Incoming.Command command) {
                Language.GERMAN.speak(
                        () -> house.platform().send(command.origin().person().home(), form()));
            }
        });
        speaking(_ -> Language.ENGLISH);
        ada.runs("files", "");
        sees("Wie heißt du?");
        var components =
                discord.messagesIn(discord.channelOf(ada.id()))
                        .getLast()
                        .getArray("components")
                        .toString();
        assertThat(components).contains("Ausfüllen");
    }

    private static Message form() {
        return Message.of("Wie heißt du?", Button.of("no", "Abbrechen"))
                .with(new Form("Dein Name", false));
    }

    @Test
    void commands_are_described_in_each_language_to_which_they_were_translated() {
        speaking(_ -> Language.ENGLISH);
        await().until(() -> discord.commands().length() == 8);
        var onMessage = discord.commands().getObject(7);
        assertThat(onMessage.getString("name")).isEqualTo("Back up to the NAS");
        assertThat(onMessage.getObject("name_localizations").toMap())
                .containsOnlyKeys("de")
                .containsEntry("de", "Auf dem NAS sichern");
        assertThat(descriptionsOf(option(1, 0)))
                .isEqualTo("{\"de\":\"eine Datei, die sicher liegen soll\"}");
        assertThat(descriptionsOf(option(1, 4))).isEqualTo("{\"de\":\"noch eine Datei\"}");
        assertThat(descriptionsOf(option(0, 0))).isEqualTo("{}");
    }

    private DataObject option(int command, int option) {
        return discord.commands().getObject(command).getArray("options").getObject(option);
    }

    private static String descriptionsOf(DataObject option) {
        return option.getObject("description_localizations").toString();
    }

    @Test
    void a_trouble_is_said_in_the_language_of_whoever_is_told() {
        speaking(_ -> Language.ENGLISH);
        discord.gateway().closeWith(4004);
        await().until(() -> german().contains("Bis Porter neu gestartet wird"));
        assertThat(german()).startsWith("Discord weist das Token ab");
        assertThat(house.platform().trouble().orElse("")).startsWith("Discord refuses the token");
    }

    private String german() {
        return Language.GERMAN.speak(() -> house.platform().trouble().orElse(""));
    }

    private void sees(String words) {
        await().until(() -> ada.sees().stream().anyMatch(seen -> seen.text().contains(words)));
    }

    private void seesAlone(String words) {
        await().until(() ->
                ada.inServer().sees().stream().anyMatch(seen -> seen.text().contains(words)));
    }
}
