package dev.porter.export;

import static dev.porter.language.Language.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.InMemoryNas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody wants to be forgotten.
class DeletionTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private static long id(Dialogue house, Guest guest) {
        return house.part(Accounts.class).find(guest.home()).orElseThrow().id();
    }

    /// All that stands in the database.
    private static String held(Dialogue house) {
        var jdbc = house.part(JdbcClient.class);
        var all = new StringBuilder();
        for (var table : tables(house)) {
            all.append(table).append(jdbc.sql("SELECT * FROM " + table).query().listOfRows());
        }
        return all.toString();
    }

    private static List<String> tables(Dialogue house) {
        return house.part(JdbcClient.class)
                .sql(
                        "SELECT LOWER(table_name) FROM information_schema.tables"
                                + " WHERE table_schema = 'PUBLIC'"
                                + " AND table_name <> 'flyway_schema_history'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_member_asks_an_administrator_decides_and_all_but_the_files_is_forgotten() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").says("words of Ann");
        ruth.sees("words of Ann").presses("Approve");
        ann.sees("you may have an account").presses("Choose my user name").signsUp();
        var tablet = dialogue.person("tablet").logsIn(ann);
        ann.sends("diary of Ann.txt", "dear diary").sees("Stored and verified");
        ann.sends("binned by Ann.txt", "gone").sees("Stored and verified");
        ann.presses("Open").presses("Delete").sees("is in the bin");
        ann.says("/invite").presses("Invite somebody").says("a friend of Ann");
        ruth.sees("a friend of Ann").presses("Approve").sees("Approved");
        ann.sees("you may invite").presses("Show the message");
        var friend = dialogue.person("friend").says("/start " + ann.code()).signsUp();
        ann.says("/invite").presses("Invite somebody").says("another friend of Ann");
        ruth.sees("another friend of Ann");
        tablet.says("/login").says("/cancel");

        ann.says("/export").sees("[Ask to delete my account]").presses("Ask to delete");
        ann.sees("cannot be undone", "Your files stay on the NAS").presses("No");
        ann.sees("Nothing was asked.").says("/export").presses("Ask to delete").presses("Yes");
        ann.sees("I have asked the administrator");
        ruth.sees("asks to be forgotten", ann.userName(), "hear from them yourself");
        ruth.presses("Delete…").sees("Delete the account of", "cannot be undone").presses("No");
        ruth.sees("Nothing was changed.").presses("Delete").presses("Yes, delete it");
        ruth.sees("The account is deleted", "folder “" + ann.userName() + "”").doesNotSee("State:");
        for (var chat : List.of(ann, tablet)) {
            chat.sees("Your account is deleted", "folder “" + ann.userName() + "”");
        }
        ann.says("/menu").sees("Hello, I am Porter.").says("/start").sees("Hello, I am Porter.");
        friend.says("/menu").sees("Your NAS");
        assertThat(ann.keeps()).anyMatch(path -> path.endsWith("diary of Ann.txt"));
        assertThat(dialogue.part(Accounts.class).find(ann.home())).isEmpty();

        var impostor = dialogue.person("impostor").says("/start " + dialogue.invite());
        impostor.says(ann.userName()).sees("is taken");
        dialogue.clock().advance(Duration.ofDays(9));
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    dialogue.part(Words.class).forgetOld();
                    assertThat(held(dialogue))
                            .doesNotContain("words of Ann", "diary of Ann", "binned by Ann")
                            .doesNotContain("a friend of Ann", "another friend of Ann");
                });
        ruth.says("/admin audit").sees("Deleted an account.").doesNotSee(ann.displayName());
    }

    @Test
    void the_last_words_are_in_the_language_of_the_chat_though_that_is_forgotten_too() {
        var ruth = dialogue.administrator();
        var ann = dialogue.member("ann").says("/language de");
        ann.says("/export").presses(GERMAN.of("Ask to delete my account"));
        ann.presses(GERMAN.of("Yes, ask for it"));
        ruth.sees("Somebody asks to be forgotten", "the account “" + ann.userName() + "”");
        ruth.presses("Delete…").presses("Yes, delete it").sees("The account is deleted");
        ann.sees(GERMAN.of("Your account is deleted"));
    }

    @Test
    void nothing_of_them_is_left_in_the_database(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            var zoe = house.person("zoe");
            zoe.says("/start").presses("Create my private account").says("I am Zoe");
            ruth.sees("I am Zoe").presses("Approve");
            zoe.sees("you may have an account").presses("Choose my user name").signsUp();
            zoe.sends("plan.txt", "abc").sees("Stored and verified");
            zoe.says("/invite").presses("Invite somebody").says("Max");
            ruth.sees("“Max”").presses("Approve").sees("Approved");
            zoe.sees("you may invite").presses("Show the message");
            var max = house.person("max").says("/start " + zoe.code()).signsUp();
            ruth.forges("admin:promote:" + id(house, zoe)).presses("Yes").sees("administrator");
            max.says("/invite").presses("Invite somebody").says("Moritz");
            zoe.sees("“Moritz”").presses("Approve").sees("Approved");
            ruth.forges("admin:reset:" + id(house, max)).presses("Yes").sees("New password");
            zoe.forges("admin:disable:" + id(house, max)).presses("Yes").sees("Switched off");
            for (var tries = 0; tries < 3; tries++) {
                var guesser = house.person("guesser").says("/login").says(zoe.userName());
                guesser.says("Wrong-1-Guess").sees("do not go together").says("/cancel");
            }
            assertThat(held(house)).contains(zoe.userName());
            ruth.forges("admin:delete:" + id(house, zoe))
                    .presses("Yes")
                    .sees("The account is deleted");
            zoe.sees("Your account is deleted");
            house.clock().advance(Duration.ofDays(3));
            await().atMost(Dialogue.PATIENCE)
                    .untilAsserted(() -> {
                        house.part(Words.class).forgetOld();
                        assertThat(held(house)).doesNotContain(zoe.userName(), "I am Zoe");
                    });
            ruth.forges("admin:person:" + id(house, max)).sees("State: switched off");
            ruth.says("/admin audit").sees("Switched off by somebody.", "Deleted an account.");
            ruth.forges("admin:enable:" + id(house, max)).presses("Yes").sees("Switched on");
        }
    }

    @Test
    void every_table_is_thought_of() {
        var nothingOfAPerson = List.of("place", "alarm", "lived", "scheduled_tasks");
        for (var table : tables(dialogue)) {
            assertThat(
                            nothingOfAPerson.contains(table)
                                    || Forgetting.STATEMENTS.stream()
                                            .anyMatch(sql ->
                                                    sql.matches(
                                                            "(?s)(DELETE FROM|UPDATE) "
                                                                    + table
                                                                    + "\\s.*")))
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    void nobody_is_deleted_while_files_are_on_their_way_nor_the_last_administrator(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            var ada = house.member("ada");
            house.nas().away();
            ada.sends("waiting.txt", "abc").sees("⏸ waiting.txt waits");
            ruth.forges("admin:delete:" + id(house, ada)).presses("Yes");
            ruth.sees("1 of their files is still on the way").doesNotSee("Deleted");
            ada.says("/menu").sees("Your NAS");
            house.nas().back();
            ruth.forges("admin:delete:" + id(house, ruth)).sees("This is your own account.");
            ruth.presses("Yes").sees("is the only administrator");
            ruth.says("/export").presses("Ask to delete").sees("You are the only administrator");
            ruth.says("/menu").sees("Your NAS");
        }
    }

    @Test
    void a_user_of_the_nas_is_switched_off_there_and_the_rest_is_left_to_the_administrator(
            @TempDir Path data) {
        var nas = InMemoryNas.withUsers();
        try (var house = Dialogue.with(data, nas)) {
            var ruth = house.administrator();
            var ada = house.member("ada");
            ada.sends("a.txt", "abc").sees("Stored and verified");
            ruth.forges("admin:delete:" + id(house, ada)).presses("Yes");
            ruth.sees(
                    "The account is deleted",
                    "Delete " + ada.userName() + " in the list of users.");
            assertThat(nas.users().isEnabled(ada.home())).isFalse();
            assertThat(ada.keeps()).hasSize(1);
            ada.sees("Your account is deleted").says("/login").says(ada.userName());
            ada.types(Dialogue.PASSWORD).sees("do not go together");

            var bob = house.member("bob");
            nas.users().permitNothing();
            ruth.forges("admin:delete:" + id(house, bob)).presses("Yes");
            ruth.sees("The account is deleted", "is still switched on");
        }
    }
}
