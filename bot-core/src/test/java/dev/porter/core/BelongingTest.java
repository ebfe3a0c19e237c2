package dev.porter.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.account.Accounts;
import dev.porter.chat.Message;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Topics;
import dev.porter.nas.NasPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is yours is only yours: every button and every command, pressed and said by everybody.
class BelongingTest {
    private static final String SECRET = "Zebra-Ledger";

    /// A value with a number in it may be a true one: everybody may press what is theirs.
    private static final Pattern NAMES_SOMETHING = Pattern.compile(":[1-9][0-9]{0,5}(:|$)");

    private static final List<String> TROUBLE =
            List.of("Exception", "dev.porter", "java.", "Something went wrong", "null", "SELECT ");

    /// The words of buttons that act on something, each of which a made-up client can send.
    private static final List<String> VERBS =
            List.of(
                    "access:approve",
                    "access:decline",
                    "invites:approve",
                    "invites:decline",
                    "invite:show",
                    "invite:revoke",
                    "files:open",
                    "files:versions",
                    "files:rename",
                    "files:move",
                    "files:delete",
                    "files:undo",
                    "restore:file",
                    "restore:version",
                    "security:end",
                    "admin:person",
                    "admin:disable",
                    "admin:enable",
                    "admin:promote",
                    "admin:demote",
                    "admin:reset",
                    "admin:delete",
                    "admin:unlock",
                    "admin:revoke",
                    "admin:retry",
                    "admin:drop",
                    "drive:again",
                    "guide:qr",
                    "guide:phone");

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void nobody_sees_or_changes_what_is_not_theirs() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        ada.sends(SECRET + ".txt", "content").sees("Stored and verified");
        ada.sends(SECRET + ".txt", "other content").sees("version 2");
        ada.sends(SECRET + " bin.txt", "in the bin").sees("Stored and verified");
        ada.presses("Open").presses("Delete").sees("is in the bin");
        putsByHand(ada, SECRET + " by hand.txt");
        ada.says("/drive by hand").presses("1").presses("Download").sees("✅");
        ada.says("/drive by hand").presses("1").sees("[Move]");
        ada.says("/invite").presses("Invite somebody").says("Cousin " + SECRET);
        dialogue.administrator().sees("Cousin " + SECRET);
        var waiting = dialogue.person("waiting");
        waiting.says("/start").presses("Create my private account").says("I wait");
        dialogue.administrator().sees("“I wait”");

        var out = dialogue.member("out");
        out.says("/logout").sees("logged out");
        var disabled = dialogue.member("disabled");
        var number = id(disabled);
        dialogue.administrator()
                .forges("admin:disable:" + number)
                .presses("Yes")
                .sees("Switched off");
        var strangers =
                List.of(
                        dialogue.person("stranger"),
                        waiting,
                        dialogue.member("bob"),
                        out,
                        disabled);

        var values = values(ada);
        var before = state();
        for (var guest : strangers) {
            for (var value : values) {
                guest.forges(value);
                harmless(guest, value);
                guest.says("/cancel");
            }
            for (var command : dialogue.part(Topics.class).commands()) {
                for (var text : List.of("", SECRET, "1", "../" + ada.userName())) {
                    if (!List.of("logout", "claim", "export").contains(command.name())) {
                        guest.says("/" + command.name() + " " + text);
                        harmless(guest, "/" + command.name() + " " + text);
                        guest.says("/cancel");
                    }
                }
            }
        }
        assertThat(state()).containsExactlyElementsOf(before);
        tablet.says("/files").sees(SECRET + ".txt");
        assertThat(ada.keeps()).hasSize(3).contains(SECRET + " by hand.txt");
        for (var value : values) {
            if (value.matches("(files|restore|drive|security|photos|backup):.*")) {
                dialogue.administrator().forges(value);
                harmless(dialogue.administrator(), value);
                dialogue.administrator().says("/cancel");
            }
        }
        assertThat(files()).isEqualTo(before.subList(0, files().size()));
        System.out.printf(
                "reliability: S2 values=%d commands=%d actors=%d wrong=0%n",
                values.size(), dialogue.part(Topics.class).commands().size(), strangers.size() + 1);
    }

    private void putsByHand(Guest owner, String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        try {
            dialogue.nas()
                    .files()
                    .write(
                            new NasPath(owner.home(), name),
                            new ByteArrayInputStream(bytes),
                            bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void harmless(Guest guest, String act) {
        assertThat(guest.shown().replace(act, ""))
                .as(act)
                .doesNotContain(TROUBLE)
                .doesNotContain(SECRET + ".txt", SECRET + " bin", SECRET + " by", "Cousin");
        assertThat(guest.filesSeen()).as(act).isLessThanOrEqualTo(act.contains("qr") ? 1 : 0);
    }

    /// Every value that stands on a button that Ada or the administrator was ever shown, and every
    /// verb with every number that could be something of theirs.
    private List<String> values(Guest ada) {
        for (var act : List.of("/menu", "/files", "/drive", "/invite", "/security", "/photos")) {
            ada.says(act);
        }
        ada.says("/support").presses("A file is missing").says(SECRET).sees("I found");
        ada.says("/support").presses("My password").says("/support").presses("I cannot connect");
        ada.forges("files:bin").forges("security:links").forges("files:months");
        var admin = dialogue.administrator();
        for (var word : List.of("people", "requests", "invites", "audit", "settings", "stuck")) {
            admin.says("/admin " + word);
        }
        admin.says("/admin announce").says("Soup at six").presses("Yes").sees("on its way");
        admin.says("/admin announce").says("Not yet").sees("Shall I send it?");
        admin.forges("admin:demote:" + id(ada)).says("/cancel");
        var values = new TreeSet<String>();
        for (var owner : List.of(ada, admin)) {
            for (Seen seen : owner.end().sees()) {
                values.addAll(seen.choices());
            }
        }
        values.removeIf(value -> value.startsWith("?"));
        var jdbc = dialogue.part(JdbcClient.class);
        for (var verb : VERBS) {
            var table =
                    switch (verb.substring(0, verb.indexOf(':'))) {
                        case "access" -> "access_request";
                        case "invites", "invite" -> "invite";
                        case "admin" -> verb.endsWith("revoke") ? "invite" : "account";
                        case "files" -> "stored_file";
                        case "restore" -> verb.endsWith("version") ? "file_version" : "stored_file";
                        case "security" -> "link";
                        case "drive" -> "drive_wish";
                        default -> "account";
                    };
            // Everybody may end their own link, so only hers are tried.
            var hers = table.equals("link") ? " WHERE account_id = " + id(ada) : "";
            jdbc.sql("SELECT id FROM " + table + hers + " ORDER BY id DESC FETCH FIRST 6 ROWS ONLY")
                    .query(Long.class)
                    .list()
                    .forEach(id -> values.add(verb + ":" + id));
        }
        values.remove("door:out"); // who leaves by it meets no other button any more
        return List.copyOf(values);
    }

    private long id(Guest guest) {
        return dialogue.part(Accounts.class).find(guest.home()).orElseThrow().id();
    }

    private List<String> files() {
        return rows("SELECT id, name, binned_at, account_id FROM stored_file ORDER BY id");
    }

    private List<String> state() {
        var all = new ArrayList<>(files());
        all.addAll(rows("SELECT id, path, moving_to, sha256 FROM file_version ORDER BY id"));
        all.addAll(rows("SELECT id, state, hash FROM invite ORDER BY id"));
        all.addAll(rows("SELECT id, state, decided_by FROM access_request ORDER BY id"));
        all.addAll(
                rows(
                        "SELECT id, state, role, password_hash, two_step_on FROM account ORDER BY id"));
        all.addAll(rows("SELECT id, person, account_id FROM link ORDER BY id"));
        all.addAll(rows("SELECT id, state FROM backup ORDER BY id"));
        return all;
    }

    private List<String> rows(String sql) {
        return dialogue.part(JdbcClient.class).sql(sql).query().listOfRows().stream()
                .map(row -> sql.substring(sql.indexOf("FROM")) + row)
                .toList();
    }

    @Test
    void a_made_up_value_gets_a_useful_answer_and_changes_nothing() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "content").sees("Stored and verified");
        var waiting = dialogue.person("waiting");
        waiting.says("/start").presses("Create my private account").says("I wait too");
        var admin = dialogue.administrator().sees("“I wait too”");
        var values = new ArrayList<String>();
        for (var topic : dialogue.parts(Topic.class)) {
            for (var words :
                    List.of(
                            "",
                            ":",
                            "::",
                            ":x",
                            ":x:y:z:",
                            ":-1",
                            ":0:0",
                            ":list",
                            ":list:",
                            ":list:0:::",
                            ":list:9:NONSENSE:9999-99:!!",
                            ":list:0::+999999999-12:",
                            ":list:0::-999999999-01:",
                            ":list:99999999:PICTURE::AAAA",
                            ":list:100000:::",
                            ":people:-2147483648",
                            ":people:268435456",
                            ":requests:268435456",
                            ":audit:-7",
                            ":audit:999999999999999999",
                            ":announced:%",
                            ":announced:",
                            ":revoke:",
                            ":settings:1:2",
                            ":page:99999",
                            ":open:99999",
                            ":open:999999999999999999",
                            ":open:9999999999999999999999",
                            ":phone:7",
                            ":qr:",
                            ":end:",
                            ":person:",
                            ":list:0:::gA",
                            ":\u0000",
                            ":💥",
                            ":' OR 1=1")) {
                values.add(topic.name() + words);
            }
        }
        values.addAll(
                List.of("", "?", "?:", "?:1", "?:1:yes", "?:x:yes", "?:-1:yes:no", "nonsense"));
        var seed = new Random().nextLong();
        System.out.println("BelongingTest: seed " + seed);
        var random = new Random(seed);
        var made = values.size();
        for (var i = 0; i < 400; i++) {
            var value = mutated(values.get(random.nextInt(made)), random);
            if (!NAMES_SOMETHING.matcher(value).find()) {
                values.add(value);
            }
        }
        values.removeIf(value -> value.matches("door:(out|new)|backup:.*verify.*|export.*"));
        var before = state();
        for (var guest : List.of(ada, admin, dialogue.person("stranger"))) {
            for (var value : values) {
                guest.forges(value);
                assertThat(guest.shown()).as(value).isNotBlank().doesNotContain(TROUBLE);
                guest.says("/cancel");
            }
        }
        assertThat(state()).as("seed " + seed).isEqualTo(before);
    }

    private static String mutated(String value, Random random) {
        var letters = new StringBuilder(value);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(letters.length() + 1);
            if (random.nextBoolean() || letters.isEmpty() || at == letters.length()) {
                letters.insert(at, (char) (random.nextBoolean() ? 33 + random.nextInt(94) : ':'));
            } else {
                letters.deleteCharAt(at);
            }
        }
        return letters.toString();
    }

    @Test
    void what_it_looks_for_in_answers_is_what_a_fault_would_show() {
        assertThat(Message.of("Something went wrong on my side").text())
                .containsAnyOf(TROUBLE.toArray(String[]::new));
    }
}
