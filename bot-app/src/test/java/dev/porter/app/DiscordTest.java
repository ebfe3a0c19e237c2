package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.core.Traces;
import dev.porter.discord.FakeDiscord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The main job on Discord: through the running application and a Discord of our own, in the
/// family's server and in direct messages.
class DiscordTest {
    private static final FakeDiscord DISCORD = hearing(FakeDiscord.start());
    private static final House HOUSE =
            House.open(
                    "--porter.nas.address=nas.example.org",
                    "--porter.discord.token=" + FakeDiscord.TOKEN,
                    "--porter.discord.api-url=" + DISCORD.api(),
                    "--porter.discord.gateway-url=" + DISCORD.gateway().address());
    private static final List<String> COMMANDS =
            List.of(
                    ("start menu login logout files restore backup verify drive photos apps phone"
                                    + " invite security status export support language help cancel"
                                    + " claim admin")
                            .split(" "));
    private static final Set<String> USED = new HashSet<>();
    private static final DiscordPerson ADA = DiscordPerson.arrivesAt(DISCORD, "Ada");

    private static FakeDiscord hearing(FakeDiscord discord) {
        discord.switchOnMessageContent();
        return discord;
    }

    @BeforeAll
    static void somebody_claims_porter_in_the_server() {
        var ada = ADA.inServer();
        ada.runs("/claim " + HOUSE.claimCode());
        ada.hears("You are the administrator now");
        ada.signsUp("ada");
    }

    @AfterAll
    static void leave() {
        HOUSE.close();
        DISCORD.close();
    }

    @AfterEach
    void nobody_else_in_the_server_saw_anything() {
        assertThat(DISCORD.inServer()).isEmpty();
        assertThat(DISCORD.complaints()).isEmpty();
    }

    private static DiscordPerson member(String name) {
        var ada = ADA.inServer();
        ada.runs("/invite");
        ada.presses("Invite somebody");
        ada.hears("Whom would you like to invite?");
        ada.fillsIn(name);
        var code = await().until(() -> newCode(ada), made -> !made.isEmpty());
        var person = DiscordPerson.arrivesAt(DISCORD, name);
        person.inServer().runs("/start " + code);
        person.inServer().signsUp(name.toLowerCase(Locale.ROOT));
        return person;
    }

    /// The code of the invite that was made just now; empty while there is none yet.
    private static String newCode(DiscordPerson inviter) {
        return inviter.sees().stream()
                .filter(message -> message.text().contains("/start "))
                .map(message -> House.code(message.text()))
                .filter(USED::add)
                .findFirst()
                .orElse("");
    }

    @Test
    void every_command_is_there_with_a_slash() {
        var _ = DISCORD.command("start");
        var names = new ArrayList<String>();
        for (var i = 0; i < DISCORD.commands().length(); i++) {
            names.add(DISCORD.commands().getObject(i).getString("name"));
        }
        assertThat(names).doesNotHaveDuplicates().containsAll(COMMANDS);
    }

    @Test
    void every_command_is_described_in_german_too() {
        var _ = DISCORD.command("start");
        for (var i = 0; i < DISCORD.commands().length(); i++) {
            var command = DISCORD.commands().getObject(i);
            if (command.getInt("type") == 1) {
                isDescribed(command);
                var options = command.getArray("options");
                for (var j = 0; j < options.length(); j++) {
                    isDescribed(options.getObject(j));
                }
            }
        }
    }

    private static void isDescribed(DataObject command) {
        var german = command.getObject("description_localizations").getString("de", "");
        assertThat(german).as(command.getString("name")).hasSizeBetween(1, 100);
    }

    @Test
    void a_newcomer_asks_in_the_server_and_is_let_in_by_a_button() {
        var nia = DiscordPerson.arrivesAt(DISCORD, "Nia");
        nia.inServer().runs("/start");
        nia.inServer().presses("Create my private account");
        nia.inServer().hears("Who are you?");
        nia.inServer().fillsIn("Nia, the neighbour");
        nia.inServer().hears("I have asked");

        var question = ADA.hears("Nia, the neighbour");
        ADA.presses(question, "Approve");
        ADA.hears("Approved");

        nia.hears("Good news");
        nia.presses("Choose my user name");
        nia.signsUp("nia");
        assertThat(HOUSE.nas().resolve("nia")).isDirectory();
        ADA.client().presses(question, question.choices().getLast());
        ADA.hears("That was decided already.");
    }

    @Test
    void files_go_in_every_way_and_come_back_bit_for_bit() throws IOException {
        var ben = member("Ben");
        var invoice = Samples.pdf("Invoice 4711");
        var beach = Samples.jpeg("Porter Camera");
        var letter = Samples.random(7, 70_001).readAllBytes();
        var recipe = Samples.random(8, 300).readAllBytes();

        ben.inServer().backsUp(Map.of("Größe & Preis.pdf", invoice));
        isStored(ben, "Größe & Preis.pdf", invoice);
        ben.inServer().hears("The answer comes in a direct message.");
        ben.sends("Beach_2026.jpg", beach);
        isStored(ben, "Beach_2026.jpg", beach);
        ben.backsUp(Map.of("letter", letter));
        isStored(ben, "letter", letter);
        ben.inServer().client().backsUpMessage(posted("_Grandma's_ recipe [1].txt", recipe));
        isStored(ben, "_Grandma's_ recipe [1].txt", recipe);

        ben.inServer().runs("/files");
        assertThat(ben.inServer().hears("Größe & Preis.pdf").text())
                .contains("Beach_2026.jpg", "letter", "_Grandma's_ recipe [1].txt");
        assertThat(HOUSE.filesOf("ben")).hasSize(4);

        var offered = ben.inServer().client().isOffered("restore", "größe");
        assertThat(offered).containsExactly("Größe & Preis.pdf");
        assertThat(ADA.client().isOffered("restore", "größe")).isEmpty();
        var stranger = DiscordPerson.arrivesAt(DISCORD, "Stranger");
        assertThat(stranger.client().isOffered("files", "")).isEmpty();
        ben.inServer().runs("/restore " + offered.getFirst());
        assertThat(ben.handed("Größe & Preis.pdf")).isEqualTo(invoice);
        ben.runs("/restore recipe");
        assertThat(ben.handed("_Grandma's_ recipe [1].txt")).isEqualTo(recipe);
        ben.presses(ben.hears("Beach_2026.jpg"), "Open");
        ben.presses("Restore");
        assertThat(ben.handed("Beach_2026.jpg")).isEqualTo(beach);
    }

    private static void isStored(DiscordPerson person, String name, byte[] content) {
        var receipt = person.hears(Samples.sha256(content)).text();
        assertThat(receipt).contains("Stored and verified").contains(name);
        isOnTheNas(name, content);
    }

    private static void isOnTheNas(String name, byte[] content) {
        assertThat(Traces.files(HOUSE.nas()))
                .filteredOn(file -> file.getFileName().toString().equals(name))
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isEqualTo(content));
    }

    /// A message that somebody posted in the server, with a file.
    private static DataObject posted(String name, byte[] content) {
        var kept = DISCORD.keep(name, "text/plain", content);
        return DISCORD.posted("Grandma", List.of(kept));
    }

    @Test
    void what_a_member_asks_for_is_shown_to_nobody_else() throws IOException {
        var joy = member("Joy");
        var content = Samples.random(12, 2_000).readAllBytes();
        joy.sends("letter.bin", content);
        isStored(joy, "letter.bin", content);
        var here = joy.inServer();
        here.runs("/menu");
        here.hears("Your NAS, ");
        here.runs("/verify");
        joy.hears("Everything is safe");
        here.runs("/status");
        here.hears("Files: 1");
        here.runs("/drive");
        here.presses(here.hears("1. 📁 Backup"), "1");
        here.hears("Drive / Backup");
        here.runs("/photos");
        here.hears("no pictures or videos here yet");
        here.runs("/security");
        here.hears("Two-step verification");
        here.runs("/apps");
        here.hears("The official apps");
        here.runs("/phone");
        here.hears("1 of 5");
        here.presses("Done, next");
        here.hears("2 of 5");
        here.runs("/language");
        here.hears("In which language shall I speak with you?");
        here.runs("/help");
        here.hears("What I can do");
        here.runs("/backup");
        here.hears("Just send me any file here");
        here.runs("/export");
        here.hears("I am writing down what I hold of you");
        assertThat(new String(joy.handed("porter-export.json"), StandardCharsets.UTF_8))
                .contains("letter.bin");
    }

    @Test
    void whoever_needs_help_reaches_an_administrator() {
        var kai = member("Kai");
        kai.inServer().runs("/support");
        kai.inServer().hears("What is wrong?");
        kai.inServer().presses("Tell the administrator");
        kai.inServer().hears("What shall I tell the administrator?");
        kai.inServer().fillsIn("My phone fell into the lake");
        kai.inServer().hears("the administrator has your message");
        ADA.hears("My phone fell into the lake");
    }

    @Test
    void somebody_logs_out_and_in_again_by_forms() {
        var lee = member("Lee").inServer();
        lee.runs("/logout");
        lee.hears("You are logged out of this chat");
        lee.runs("/menu");
        lee.hears("You need to be logged in");
        lee.runs("/login");
        lee.fillsIn("lee");
        lee.hears("And the password of lee?");
        lee.fillsIn("Quite-another-1-word");
        lee.hears("That name and password do not go together");
        lee.fillsIn(House.PASSWORD);
        lee.hears("Welcome back");
        lee.runs("/menu");
        lee.hears("Your NAS, ");
        assertThat(lee.sees()).noneMatch(seen -> seen.text().contains(House.PASSWORD));
    }

    @Test
    void what_is_sent_while_the_nas_is_away_is_stored_when_it_is_back() throws IOException {
        var max = member("Max");
        var away = HOUSE.nas().resolveSibling("nas-away");
        Files.move(HOUSE.nas(), away);
        var content = Samples.random(13, 3_000).readAllBytes();
        try {
            max.sends("patience.bin", content);
            max.hears("patience.bin waits: the NAS does not answer");
            max.inServer().runs("/status");
            max.inServer().hears("On their way: 1");
        } finally {
            Files.move(away, HOUSE.nas());
        }
        isStored(max, "patience.bin", content);
    }

    @Test
    void an_old_button_gets_a_kind_answer() throws IOException {
        var cleo = member("Cleo");
        cleo.sends("a.txt", Samples.random(9, 10).readAllBytes());
        cleo.presses(cleo.hears("Stored and verified"), "Open");
        cleo.presses("Rename");
        var old = cleo.hears("What is the new name of");
        cleo.runs("/cancel");
        cleo.hears("Cancelled. Nothing was changed.");
        cleo.presses(old, "Leave it");
        cleo.hears("That belongs to something that is over.");

        cleo.inServer().runs("/files");
        cleo.inServer().presses("1");
        cleo.inServer().presses("Rename");
        cleo.inServer().hears("What is the new name of");
        cleo.inServer().fillsIn("b.txt");
        cleo.inServer().hears("Renamed.");
    }

    @Test
    void the_administrators_command_has_parts_and_is_theirs_alone() {
        ADA.inServer().runs("/admin people");
        ADA.inServer().hears("People");
        ADA.inServer().runs("/admin overview");
        ADA.inServer().hears("Administration");
        var fay = member("Fay");
        fay.inServer().runs("/admin people");
        fay.inServer().hears("Only an administrator can do that.");
    }

    @Test
    void requests_are_decided_in_the_channel_that_was_chosen() {
        var channel = DISCORD.board();
        var ada = ADA.in(channel);
        ada.runs("/admin setup");
        ada.presses("Requests and alerts");
        ada.hears("only administrators can decide");
        var gil = DiscordPerson.arrivesAt(DISCORD, "Gil");
        gil.runs("/start");
        gil.presses("Create my private account");
        gil.fillsIn("Gil from the choir");
        var asked = onBoard(channel, "Gil from the choir");
        var approve =
                asked.getArray("components")
                        .getObject(0)
                        .getArray("components")
                        .getObject(0)
                        .getString("custom_id");
        var hal = member("Hal").in(channel);
        hal.client().pressesBelow(asked, approve);
        hal.hears("Only an administrator can do that.");
        ada.client().pressesBelow(asked, approve);
        ada.hears("Approved");
        assertThat(onBoard(channel, "decided by Ada").getArray("components").toString())
                .contains("Take it back")
                .doesNotContain("Approve", "Decline");
        gil.hears("Good news");
    }

    private static DataObject onBoard(String channel, String words) {
        return await().until(
                        () ->
                                DISCORD.messagesIn(channel).stream()
                                        .filter(seen -> seen.getString("content").contains(words))
                                        .findFirst()
                                        .orElse(null),
                        Objects::nonNull);
    }

    @Test
    void every_file_in_a_drop_channel_is_backed_up_and_marked() throws IOException {
        var channel = DISCORD.board();
        var ivy = member("Ivy").in(channel);
        ADA.in(channel).runs("/admin setup");
        ADA.in(channel).presses("Back up every file");
        ADA.in(channel).hears("From now on I back up every file");
        var content = Samples.random(11, 5_000).readAllBytes();
        var posted = ivy.posts("Choir.bin", content);
        await().untilAsserted(() -> assertThat(DISCORD.reactions(posted)).containsExactly("✅"));
        isOnTheNas("Choir.bin", content);
        assertThat(DISCORD.messagesIn(channel)).hasSize(1);
        var stranger = DiscordPerson.arrivesAt(DISCORD, "Nosy").in(channel);
        var theirs = stranger.posts("Nosy.bin", content);
        ivy.runs("/files");
        ivy.hears("Choir.bin");
        assertThat(DISCORD.reactions(theirs)).isEmpty();
    }

    @Test
    void a_password_in_a_direct_message_is_not_used() {
        var dan = DiscordPerson.arrivesAt(DISCORD, "Dan");
        dan.runs("/login");
        dan.fillsIn("ada");
        dan.hears("And the password of ada?");
        dan.says(House.PASSWORD);
        dan.hears("please delete it yourself");
        dan.runs("/menu");
        dan.hears("You need to be logged in");
    }

    @Test
    void whoever_closed_their_direct_messages_sees_the_receipt_in_the_server() throws IOException {
        var eva = member("Eva");
        DISCORD.closeTo(eva.client().id(), true);
        var content = Samples.random(10, 1_000).readAllBytes();
        eva.inServer().backsUp(Map.of("a.bin", content));
        isStored(eva.inServer(), "a.bin", content);
        assertThat(eva.sees()).isEmpty();
    }
}
