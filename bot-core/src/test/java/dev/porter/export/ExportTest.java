package dev.porter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Features;
import dev.porter.conversation.Dialogue;
import dev.porter.nas.NasPath;
import dev.porter.notice.Notices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExportTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_member_gets_all_that_is_known_of_them_and_nothing_of_others() {
        var ada = dialogue.member("ada");
        ada.sends("plan of ada.txt", "abc").sees("Stored and verified");
        var bob = dialogue.member("bob");
        bob.sends("plan of bob.txt", "abc").sees("Stored and verified");
        bob.says("/export").sees("I am writing down what I hold of you");
        var document = new String(bob.receives("porter-export.json"), StandardCharsets.UTF_8);
        assertThat(document)
                .contains(bob.userName(), "plan of bob.txt", "sha256")
                .doesNotContain(ada.userName(), "plan of ada", "argon2", Dialogue.PASSWORD);
        await().untilAsserted(() ->
                assertThat(dialogue.filesWith("plan of bob.txt"))
                        .noneMatch(file -> file.toString().contains("export")));
    }

    @Test
    void one_that_the_chat_does_not_carry_comes_smaller_or_lies_among_the_files()
            throws IOException {
        var ada = dialogue.member("ada");
        for (var n = 1; n <= 5; n++) {
            ada.sends("plan %d.txt".formatted(n), "plan " + n).sees("Stored and verified");
        }
        ada.says("/export");
        var plain = ada.receives("porter-export.json").length;
        dialogue.chat().can(new Features(1_000_000, plain * 2 / 3, false, true));
        ada.says("/export");
        assertThat(unpacked(ada.receives("porter-export.json.gz"))).contains("plan 5.txt");
        dialogue.chat().can(new Features(1_000_000, 100, false, true));
        ada.says("/export").sees("carries at most 100 bytes", "put it among your files");
        ada.sees("✅ Stored and verified", "porter-export.json.gz").doesNotSee("try /export again");
        var path = ada.keeps().stream().filter(kept -> kept.endsWith(".gz")).findFirst();
        var kept = dialogue.nas().bytes(new NasPath(ada.home(), path.orElseThrow()));
        assertThat(unpacked(kept)).contains("plan 5.txt");
        dialogue.nas().away();
        ada.says("/export").sees("The NAS does not take it now", "/export again");
        await().untilAsserted(() ->
                assertThat(dialogue.filesWith("plan 5.txt"))
                        .noneMatch(file -> file.toString().contains("export")));
    }

    private static String unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_a_kill_left_of_one_is_gone_at_the_next_start(@TempDir Path data) throws Exception {
        var left = Files.createDirectories(data.resolve("tmp")).resolve("porter-export7");
        Files.writeString(left, "what ada has");
        try (var house = Dialogue.in(data)) {
            assertThat(left).doesNotExist();
            assertThat(house.filesWith("what ada has")).isEmpty();
        }
    }

    @Test
    void the_words_the_chats_and_what_waits_are_in_it_too() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").says("I am Ann of number 9");
        ruth.sees("I am Ann of number 9").presses("Approve");
        ann.sees("you may have an account").presses("Choose my user name").signsUp();
        var zoe = dialogue.person("zoe");
        zoe.says("/start").presses("Create my private account").says("I am Zoe of number 11");
        ann.says("/invite").presses("Invite somebody").says("my cousin Max");
        ann.sends("in the bin.txt", "b").sees("Stored and verified");
        ann.presses("Open").presses("Delete").sees("is in the bin");
        dialogue.nas().away();
        ann.sends("still waiting.txt", "a").sees("waits: the NAS does not answer");
        ann.says("/invite").presses("Invite somebody").sees("Whom");
        ann.says("/export");
        var document = new String(ann.receives("porter-export.json"), StandardCharsets.UTF_8);
        assertThat(document)
                .contains("I am Ann of number 9", "my cousin Max", ann.displayName())
                .contains(
                        "still waiting.txt",
                        "NAS_AWAY",
                        "in the bin.txt",
                        "The account was made",
                        "AskForWhom")
                .contains("you may have an account", "waits: the NAS does not answer")
                .doesNotContain("Zoe", "argon2", Dialogue.PASSWORD, "hash");
        ruth.says("/export");
        assertThat(new String(ruth.receives("porter-export.json"), StandardCharsets.UTF_8))
                .doesNotContain("I am Ann", "I am Zoe", "cousin Max");
    }

    @Test
    void every_table_is_in_it_or_holds_nothing_more_of_a_person() {
        var tables =
                dialogue.part(JdbcClient.class)
                        .sql(
                                "SELECT LOWER(table_name) FROM information_schema.tables"
                                        + " WHERE table_schema = 'PUBLIC'")
                        .query(String.class)
                        .list();
        var nothingMore =
                List.of(
                        "account", // at the top of the document
                        "file_version", // its files
                        "recovery_code", // hashes
                        "place",
                        "alarm", // about the NAS and the platforms
                        "scheduled_tasks",
                        "lived",
                        "flyway_schema_history");
        assertThat(tables).hasSizeGreaterThan(15);
        for (var table : tables) {
            assertThat(
                            nothingMore.contains(table)
                                    || Holdings.LISTS.values().stream()
                                            .anyMatch(sql ->
                                                    sql.matches(
                                                            "(?s).*(FROM|JOIN) "
                                                                    + table
                                                                    + "\\s.*")))
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    void words_for_administrators_are_forgotten_when_they_have_served() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/start").presses("Create my private account").says("Ann, decided words");
        ruth.sees("Ann, decided words").presses("Decline").sees("Declined");
        ann.says("/support").presses("Tell the administrator").says("Ann, words of help");
        ruth.sees("Ann, words of help");
        var ben = dialogue.person("ben");
        ben.says("/start").presses("Create my private account").says("Ben, waiting words");
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("Ada, invited words");
        ruth.sees("Ada, invited words").presses("Decline").sees("Declined");
        var words = dialogue.part(Words.class);
        words.forgetOld();
        assertThat(held())
                .contains("Ann, decided words", "Ben, waiting words", "Ada, invited words");
        dialogue.clock().advance(Duration.ofDays(3));
        await().atMost(Dialogue.PATIENCE)
                .untilAsserted(() -> {
                    words.forgetOld();
                    assertThat(held()).doesNotContain("Ann, words of help");
                });
        assertThat(held()).contains("Ann, decided words");
        dialogue.clock().advance(Duration.ofDays(28));
        words.forgetOld();
        dialogue.part(Notices.class).forgetOld(dialogue.clock().instant());
        assertThat(held()).contains("Ben, waiting words");
        assertThat(says()).doesNotContain("Ann, decided words", "Ada, invited words");
        dialogue.clock().advance(Duration.ofDays(60));
        dialogue.part(Notices.class).forgetOld(dialogue.clock().instant());
        assertThat(held()).doesNotContain("decided words", "invited words");
    }

    private String says() {
        return rows("SELECT says FROM access_request UNION ALL SELECT says FROM invite");
    }

    private String held() {
        return says() + rows("SELECT message FROM notice");
    }

    private String rows(String sql) {
        return String.join(
                "\n", dialogue.part(JdbcClient.class).sql(sql).query(String.class).list());
    }
}
