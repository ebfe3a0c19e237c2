package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.admin.PlatformWatch;
import dev.porter.chat.ChatPlatforms;
import dev.porter.telegram.BotApiEmulator;
import dev.porter.telegram.EmulatedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job on Telegram: the real application, and a Bot API server of the tests' own.
class TelegramTest {
    private static final long NINETEEN_MB = 19L << 20;
    private static final String STORED = "Stored and verified";
    private static final String BACK = "is back, bit for bit";
    private static final Pattern LINK = Pattern.compile("https://t\\.me/\\S+\\?start=\\S+");
    private static final AtomicLong NUMBERS = new AtomicLong(4_503_599_627_370_000L);

    private static BotApiEmulator telegram;
    private static House house;
    private static TelegramPerson ada;

    @BeforeAll
    static void open() throws IOException {
        telegram = new BotApiEmulator();
        house =
                House.open(
                        "--porter.telegram.token=" + BotApiEmulator.TOKEN,
                        "--porter.telegram.api-url=" + telegram.address());
        ada = newcomer("Ada");
        ada.says("/claim " + house.claimCode());
        ada.hears("You are the administrator now");
        signUp(ada, "ada");
    }

    @AfterAll
    static void close() {
        house.close();
        telegram.close();
    }

    private static TelegramPerson newcomer(String name) {
        return new TelegramPerson(telegram, NUMBERS.incrementAndGet(), name);
    }

    /// From the question for a user name to the account.
    ///
    /// @return the message with the password
    private static EmulatedMessage signUp(TelegramPerson person, String userName) {
        person.hears("Which user name would you like?");
        person.says(userName);
        person.hears("Now a password for " + userName);
        var password = person.says(House.PASSWORD);
        person.hears("Create the account “%s”?".formatted(userName));
        person.presses("Create my account");
        person.hears("Welcome");
        return password;
    }

    private static TelegramPerson member(String userName) {
        var member = newcomer(userName);
        member.follows(invitation());
        signUp(member, userName);
        return member;
    }

    /// The link in a message that the administrator forwards.
    private static String invitation() {
        ada.says("/invite");
        ada.hears("Invites");
        ada.presses("Invite somebody");
        ada.hears("Whom would you like to invite?");
        ada.says("somebody nice");
        var link = LINK.matcher(ada.hears("invites you to a private NAS").text());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static EmulatedMessage.SentFile handed(EmulatedMessage message) {
        return Objects.requireNonNull(message.file());
    }

    @Test
    void from_the_first_hello_to_the_file_that_comes_back() throws IOException {
        var ben = newcomer("Ben");
        ben.says("/start");
        ben.hears("Hello, I am Porter.");
        ben.presses("Create my private account");
        ben.hears("Who are you?");
        ben.says("Ben, your brother");
        ben.hears("I have asked");
        var asked = ada.hears("Ben, your brother");
        ada.presses(asked, "Approve");
        assertThat(ada.hears("Approved").number()).isEqualTo(asked.number());
        ben.presses(ben.hears("Good news"), "Choose my user name");
        var password = signUp(ben, "ben");
        assertThat(password.deleted()).isTrue();

        var sent = Samples.sha256(Samples.random(19, NINETEEN_MB));
        ben.sends("Diary – part 1.bin", NINETEEN_MB, () -> Samples.random(19, NINETEEN_MB));
        var receipt = ben.hears(STORED);
        assertThat(receipt.text()).contains("Diary – part 1.bin").contains(sent);
        assertThat(ben.reads("Diary – part 1.bin")).containsExactly(receipt);

        ben.sendsPhotos(List.of(Samples.jpeg("one"), Samples.jpeg("two"), Samples.jpeg("three")));
        ben.hears("All 3 files are stored and verified");
        assertThat(ben.reads("All 3 files")).hasSize(1);
        assertThat(ben.reads("send them as files")).hasSize(1);
        assertThat(house.filesOf("ben")).hasSize(4);

        ben.says("/restore diary");
        ben.hears(BACK);
        var back =
                ben.reads("Diary – part 1.bin").stream()
                        .filter(message -> message.file() != null)
                        .map(TelegramTest::handed)
                        .findFirst()
                        .orElseThrow();
        assertThat(back.kind()).isEqualTo("document");
        assertThat(back.size()).isEqualTo(NINETEEN_MB);
        assertThat(back.sha256()).isEqualTo(sent);
    }

    @Test
    void an_invitation_is_a_link_that_opens_the_chat() {
        var link = invitation();
        assertThat(link).startsWith("https://t.me/" + BotApiEmulator.BOT_NAME + "?start=");
        var cleo = newcomer("Cleo");
        cleo.follows(link);
        cleo.hears("Your invite is good");
        signUp(cleo, "cleo");
        assertThat(house.nas().resolve("cleo")).isDirectory();

        var late = newcomer("Late");
        late.follows(link);
        late.hears("That code is not good");
    }

    @Test
    void an_old_button_gets_a_kind_answer_and_the_button_of_somebody_else_none()
            throws IOException {
        var dirk = member("dirk");
        dirk.pressesValue("?:1:again");
        dirk.hears("That belongs to something that is over");

        dirk.sends("Diary.pdf", Samples.pdf("Dear diary"));
        var receipt = dirk.hears(STORED);
        var eve = member("eve");
        eve.pressesValue(receipt.button("Open", "callback_data"));
        eve.hears("not there any more");
        assertThat(eve.reads("Diary")).isEmpty();
    }

    @Test
    void a_group_is_told_once_where_porter_works() {
        var group = -1_001_234_567_890L;
        for (var i = 0; i < 2; i++) {
            telegram.push(
                    BotApiEmulator.json(
                            """
                            {"message": {"message_id": %d, "date": 1, "text": "/files@%s",
                             "chat": {"id": %d, "type": "supergroup"},
                             "from": {"id": 5, "first_name": "Ada"}}}
                            """
                                    .formatted(7 + i, BotApiEmulator.BOT_NAME, group)));
        }
        telegram.await(server -> server.waiting() == 0);
        assertThat(telegram.messages())
                .filteredOn(message -> message.chat() == group)
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("private chat"));
    }

    @Test
    void a_file_that_telegram_does_not_hand_over_is_answered_with_the_ways_that_work() {
        var fay = member("fay");
        fay.sends("Wedding.mov", (20L << 20) + 1, InputStream::nullInputStream);
        assertThat(fay.hears("at most 20 MB from Telegram").text())
                .contains("Wedding.mov has 21 MB")
                .contains("Drive app");
        assertThat(house.filesOf("fay")).isEmpty();
    }

    @Test
    void a_token_that_was_revoked_is_told_where_the_administrator_still_is() throws IOException {
        try (var server = new BotApiEmulator();
                var home =
                        House.open(
                                "--porter.web-chat.enabled=true",
                                "--porter.telegram.token=" + BotApiEmulator.TOKEN,
                                "--porter.telegram.api-url=" + server.address())) {
            var admin = home.administrator();
            server.revokeToken();
            var platform = home.part(ChatPlatforms.class).named("telegram");
            server.await(_ -> platform.trouble().isPresent());
            var watch = home.part(PlatformWatch.class);
            watch.look();
            watch.look();
            assertThat(admin.hears("Nobody can reach me on Telegram").words())
                    .contains("get a new one from BotFather");
        }
    }

    @Test
    void a_new_bot_in_the_place_of_another_keeps_what_it_is_sent(@TempDir Path data)
            throws IOException {
        var number = NUMBERS.incrementAndGet();
        int will;
        try (var server = new BotApiEmulator();
                var home = at(data, server)) {
            var hugo = new TelegramPerson(server, number, "Hugo");
            hugo.says("/claim " + home.claimCode());
            hugo.hears("You are the administrator now");
            signUp(hugo, "hugo");
            hugo.sends("Will.pdf", Samples.pdf("To my heirs"));
            hugo.hears(STORED);
            will = hugo.lastNumber();
        }
        try (var server = new BotApiEmulator(0, false, "7654321:emulated-token_of_another");
                var home = at(data, server)) {
            server.nextMessageIs(will);
            var hugo = new TelegramPerson(server, number, "Hugo");
            hugo.sends("Second will.pdf", Samples.pdf("To my cat"));
            assertThat(hugo.lastNumber()).isEqualTo(will);
            assertThat(hugo.hears(STORED).text()).contains("Second will.pdf");
            assertThat(home.filesOf("hugo")).hasSize(2);
        }
    }

    private static House at(Path data, BotApiEmulator server) {
        return House.at(
                data,
                "--porter.telegram.token=" + server.token(),
                "--porter.telegram.api-url=" + server.address());
    }

    @Test
    void a_picture_that_comes_back_is_shown_and_follows_bit_for_bit() throws IOException {
        var ida = member("ida");
        var picture = Samples.jpeg("beach");
        ida.sends("beach.jpg", picture);
        ida.hears(STORED);
        ida.says("/restore beach");
        ida.hears(BACK);
        var files = ida.phone().reads().stream().filter(message -> message.file() != null);
        assertThat(files.map(TelegramTest::handed))
                .satisfiesExactly(
                        shown -> assertThat(shown.kind()).isEqualTo("photo"),
                        back -> {
                            assertThat(back.kind()).isEqualTo("document");
                            assertThat(back.name()).isEqualTo("beach.jpg");
                            assertThat(back.start().array()).isEqualTo(picture);
                        });
    }

    @Test
    void who_blocked_the_bot_and_comes_back_finds_everything_as_it_was() throws IOException {
        var gil = member("gil");
        gil.sends("Will.pdf", Samples.pdf("To my heirs"));
        gil.hears(STORED);
        gil.phone().blocks();
        telegram.await(server -> server.waiting() == 0);
        gil.phone().unblocks();
        gil.says("/files");
        assertThat(gil.hears("My files").text()).contains("Will.pdf");
    }
}
