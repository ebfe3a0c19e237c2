package dev.porter.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Languages;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.language.Language;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which language is spoken with somebody. What is said in it is looked for in English only.
class LanguageTest {
    private static final String ENGLISH = "[✓ English]";
    private static final String GERMAN = "[✓ Deutsch]";

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private Language unasked(Guest guest) {
        return dialogue.part(Languages.class).of(guest.end().chat());
    }

    @Test
    void a_language_is_chosen_with_a_button_and_marked() {
        var ann = dialogue.person("ann");
        ann.says("/language").sees("In which language", ENGLISH, "[Deutsch]");
        ann.presses("Deutsch").sees(GERMAN, "[English]").doesNotSee(ENGLISH);
        assertThat(unasked(ann)).isEqualTo(Language.GERMAN);
        ann.says("/language").sees(GERMAN).doesNotSee(ENGLISH);
        ann.presses("English").sees("I speak English with you from now on.", ENGLISH);
        assertThat(unasked(ann)).isEqualTo(Language.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "DE", "de-AT", "de_CH", "German", "deutsch", " Deutsch "})
    void a_language_is_called_by_any_of_its_names(String name) {
        var ann = dialogue.person("ann");
        ann.says("/language " + name).sees(GERMAN).doesNotSee(ENGLISH);
        ann.says("/language Englisch").sees("I speak English with you from now on.", ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Klingon", "d", "deu tsch", "-", "🇩🇪", "x-de"})
    void a_language_that_is_not_spoken_changes_nothing(String name) {
        var ann = dialogue.person("ann");
        ann.says("/language " + name).sees("I do not speak that language yet", ENGLISH);
        ann.forges("language:" + "tlh").sees("In which language", ENGLISH);
        assertThat(unasked(ann)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void what_the_platform_says_is_followed_until_somebody_chooses() {
        var ann = dialogue.person("ann");
        ann.end().reads(Language.GERMAN);
        ann.says("/language").sees(GERMAN);
        assertThat(unasked(ann)).isEqualTo(Language.GERMAN);
        ann.end().reads(null);
        ann.says("/language").sees(GERMAN);
        ann.end().reads(Language.ENGLISH);
        ann.says("/language").sees(ENGLISH);
        assertThat(unasked(ann)).isEqualTo(Language.ENGLISH);
        ann.presses("Deutsch").sees(GERMAN);
        ann.says("/language").sees(GERMAN);
        assertThat(unasked(ann)).isEqualTo(Language.GERMAN);
    }

    @Test
    void a_turn_looks_the_language_of_its_chat_up_once(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ann = house.person("ann");
            ann.end().reads(Language.GERMAN);
            ann.says("/language").sees(GERMAN);
            var jdbc = house.part(JdbcClient.class);
            jdbc.sql("SET QUERY_STATISTICS TRUE").update();
            ann.says("/language").sees(GERMAN);
            assertThat(
                            jdbc.sql(
                                            """
                                            SELECT SUM(execution_count)
                                            FROM information_schema.query_statistics
                                            WHERE sql_statement LIKE 'SELECT%chat_language%'
                                            """)
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_choice_stands_above_the_language_of_the_house_and_survives_a_restart(
            @TempDir Path data) {
        try (var house = Dialogue.in(data, "porter.language=de")) {
            var ann = house.person("ann");
            var ben = house.person("ben");
            ann.says("/language").sees(GERMAN);
            ann.says("/language en").sees("I speak English with you from now on.");
            house.restart();
            ann.says("/language").sees("In which language", ENGLISH);
            ben.says("/language").sees(GERMAN);
            house.assertOrderly();
        }
    }

    @Test
    void choosing_leaves_an_open_question_open() {
        dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/support").presses("Tell the administrator").sees("What shall I tell");
        ann.says("/language en").sees(ENGLISH).says("My app is blue");
        ann.sees("the administrator has your message");
    }

    @Test
    void who_asks_for_help_and_who_answers_each_read_their_own_language() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        var ada = dialogue.member("ada");
        ann.says("/language de").forges("support:tell").says("Meine App ist blau");
        ruth.sees("Somebody asks for help", ann + " on Memory, without an account", "[Reply]");
        ada.says("/language de").forges("support:lost");
        ruth.sees("A password is lost", ada + " on Memory has lost", "hear from them yourself");

        var dora = dialogue.deputy("dora");
        var ben = dialogue.person("ben").says("/start");
        dora.says("/language de").forges("support:reply:memory:" + ben).says("All is well");
        ben.sees(dora + " answers", "All is well", "[Answer]");
    }

    @Test
    void who_wishes_to_invite_and_who_decides_each_read_their_own_language() {
        var ruth = dialogue.administrator();
        var dora = dialogue.deputy("dora");
        dora.says("/language de");
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("my friend Bea").sees("I have asked");
        var wish = ruth.message(ada + " would like to invite somebody");
        dora.forges(ruth.value(wish, "Approve"));
        ada.sees("Good news: you may invite “my friend Bea”", "[Show the message]");
        ruth.sees("Invite by " + ada, "decided by " + dora);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_shown_has_room_in_each_language(Language language) {
        var ada = dialogue.member("ada");
        ada.says("/language " + language.code()).sees("[✓ " + language.ownName() + "]");
        for (var command :
                List.of(
                        "menu",
                        "help",
                        "apps",
                        "phone",
                        "support",
                        "invite",
                        "files",
                        "drive",
                        "photos",
                        "security",
                        "backup")) {
            ada.says("/" + command);
            assertThat(ada.shown()).isNotBlank();
        }
        for (var button :
                List.of(
                        "guide:phone:2",
                        "guide:phone:6",
                        "support:password",
                        "support:connection",
                        "support:nowhere")) {
            ada.forges(button);
            assertThat(ada.shown()).isNotBlank();
        }
        for (var button : List.of("support:tell", "support:missing", "support:try", "invite:new")) {
            ada.forges(button).says("/cancel");
        }
        dialogue.assertOrderly();
    }

    @Test
    void the_lost_password_is_told_once_a_day_whatever_is_spoken() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ada.forges("support:lost");
        ruth.sees("A password is lost", ada + " on Memory has lost").looksAway();
        ada.says("/language de").forges("support:lost");
        ada.says("/language en").forges("support:tell").says("Anything new?");
        ruth.sees("Anything new?").doesNotSee(ada + " on Memory has lost");
    }
}
