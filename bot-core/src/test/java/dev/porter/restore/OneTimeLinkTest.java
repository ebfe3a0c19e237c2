package dev.porter.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.backup.Arrivals;
import dev.porter.backup.Intake;
import dev.porter.chat.Features;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.chat.OtherEnd.SeenButton;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException;
import dev.porter.ticket.Ticket;
import dev.porter.ticket.Tickets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a chat cannot carry goes by one-time links, where the administrator has said where people
/// reach the pages.
class OneTimeLinkTest {
    private static final String PUBLIC = "https://porter.example.org/door/";
    private static final Features SMALL = new Features(1_000, 1_000, false, true);

    @TempDir private static Path data;
    private static Dialogue dialogue;

    @BeforeAll
    static void open() {
        dialogue = Dialogue.in(data, "porter.public-url=" + PUBLIC);
    }

    @AfterAll
    static void close() {
        dialogue.close();
    }

    @AfterEach
    void calm() {
        dialogue.nas().back();
        dialogue.chat().recover();
        dialogue.assertOrderly();
    }

    @Test
    void a_file_that_the_chat_cannot_carry_comes_by_a_link() throws IOException {
        var ada = memberWith("ada", "film.mov", new byte[2_000]);
        dialogue.chat().can(SMALL);
        ada.says("/restore film");
        ada.sees("A link to film.mov", "It has 2.0 kB, and Memory carries at most 1.0 kB from me");
        assertThat(ada.care("A link to film.mov")).isEqualTo(Care.PRIVATE);
        var ticket = good(code(ada, "A link to film.mov"));

        assertThat(fetch(ticket)).isEqualTo(new byte[2_000]);
        ada.sees("film.mov was fetched with its link just now");
    }

    @Test
    void a_file_that_the_chat_finds_too_large_after_all_comes_by_a_link() throws IOException {
        var ada = memberWith("ada", "film.mov", new byte[2_000]);
        ada.end().refuseFile();
        ada.says("/restore film").sees("film.mov stays on the NAS");
        ada.presses("Get a link").sees("A link to film.mov");
        assertThat(fetch(good(code(ada, "A link to film.mov")))).isEqualTo(new byte[2_000]);
    }

    @Test
    void a_link_is_found_in_no_file_and_no_log() {
        var ada = memberWith("ada", "film.mov", new byte[2_000]);
        ada.presses("Open").presses("Get a link").sees("A link to film.mov");
        var code = code(ada, "A link to film.mov");
        assertThat(dialogue.filesWith(code)).isEmpty();
        dialogue.assertOrderly();
    }

    @Test
    void a_link_is_over_after_it_was_used_and_after_its_hour() throws IOException {
        var ada = memberWith("ada", "film.mov", new byte[2_000]);
        ada.presses("Open").presses("Get a link").sees("A link to film.mov");
        var used = code(ada, "A link to film.mov");
        fetch(good(used));
        assertThat(found(used)).isInstanceOf(Tickets.Found.NotGood.class);

        ada.presses("A new link").sees("A link to film.mov");
        var late = code(ada, "A link to film.mov");
        dialogue.clock().advance(Tickets.GOOD_FOR.minusMinutes(5));
        good(late);
        dialogue.clock().advance(Duration.ofMinutes(5));
        assertThat(found(late)).isInstanceOf(Tickets.Found.NotGood.class);
    }

    @Test
    void a_link_is_good_only_while_who_asked_for_it_is_logged_in() {
        var ada = memberWith("ada", "film.mov", new byte[2_000]);
        ada.presses("Open").presses("Get a link").sees("A link to film.mov");
        var code = code(ada, "A link to film.mov");
        good(code);
        ada.says("/logout").sees("logged out");
        assertThat(found(code)).isInstanceOf(Tickets.Found.NotGood.class);
    }

    @Test
    void what_breaks_off_leaves_the_link_good_and_two_at_once_are_one() throws IOException {
        var ada = memberWith("ada", "film.mov", new byte[200_000]);
        ada.presses("Open").presses("Get a link").sees("A link to film.mov");
        var ticket = good(code(ada, "A link to film.mov"));
        var downloads = dialogue.part(Downloads.class);
        try (var first = ((Downloads.Outcome.Ready) downloads.begin(ticket)).delivery()) {
            assertThat(first.bytes().readNBytes(1_000)).hasSize(1_000);
            assertThat(downloads.begin(ticket)).isInstanceOf(Downloads.Outcome.Busy.class);
        }
        assertThat(fetch(ticket)).hasSize(200_000);
        assertThat(downloads.begin(ticket)).isInstanceOf(Downloads.Outcome.Busy.class);
    }

    @Test
    void the_file_of_somebody_else_gets_no_link() {
        var ada = memberWith("ada", "secret plan.txt", new byte[10]);
        var open = ada.value(ada.message("Stored and verified"), "Open");
        var id = open.substring(open.lastIndexOf(':') + 1);
        var bob = dialogue.member("bob");
        for (var verb : List.of("link", "again", "version", "file")) {
            bob.forges("restore:" + verb + ":" + id).sees("That file is not there any more");
        }
    }

    @Test
    void a_file_that_the_chat_cannot_fetch_is_handed_over_by_a_link() {
        var ada = dialogue.member("ada");
        dialogue.chat().can(SMALL);
        ada.sends("film.mov", new byte[2_000]);
        ada.sees("film.mov has 2.0 kB", "at most 1.0 kB from Memory", "[⬆ Upload a file]");
        var ticket = good(code(ada, "Too large for this chat"));
        assertThat(handOver(ticket, "film.mov", new byte[2_000])).isEqualTo(Arrivals.Outcome.TAKEN);
        ada.sees("Stored and verified", "film.mov");
        assertThat(ada.keeps()).singleElement().asString().endsWith("/film.mov");
        assertThat(handOver(ticket, "other.mov", new byte[1])).isEqualTo(Arrivals.Outcome.BUSY);
    }

    @Test
    void while_the_nas_is_away_nothing_is_taken_and_nothing_is_promised() {
        var ada = dialogue.member("ada");
        ada.says("/backup").presses("Upload by a link").sees("Upload a file");
        var ticket = good(code(ada, "Upload a file"));
        dialogue.nas().away();
        assertThat(handOver(ticket, "film.mov", new byte[2_000]))
                .isEqualTo(Arrivals.Outcome.NOT_NOW);
        ada.sees("film.mov is not stored: the NAS does not answer", "Please try again");
        ada.doesNotSee("I have not lost it", "the upload broke off");
        dialogue.nas().back();
        dialogue.clock().advance(Duration.ofMinutes(1));
        assertThat(handOver(ticket, "film.mov", new byte[2_000])).isEqualTo(Arrivals.Outcome.TAKEN);
        ada.sees("Stored and verified");
    }

    @Test
    void what_a_full_nas_does_not_take_is_said_to_be_that() {
        var ada = dialogue.member("ada");
        ada.says("/backup").presses("Upload by a link").sees("Upload a file");
        var ticket = good(code(ada, "Upload a file"));
        dialogue.trouble().fails("write", ada.home(), NasException.Kind.NO_SPACE);
        assertThat(handOver(ticket, "film.mov", new byte[2_000]))
                .isEqualTo(Arrivals.Outcome.NO_ROOM);
        ada.sees("film.mov is not stored: the NAS is full").doesNotSee("the upload broke off");
    }

    @Test
    void what_was_arriving_when_porter_stopped_is_cleared_away_and_said() throws Exception {
        var ada = dialogue.member("ada");
        ada.says("/backup").presses("Upload by a link").sees("Upload a file");
        var ticket = good(code(ada, "Upload a file"));
        var arriving = new CountDownLatch(1);
        var cut = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcome =
                    threads.submit(() ->
                            dialogue.part(Arrivals.class)
                                    .take(ticket, "film.mov", null, 10, stuck(arriving, cut)));
            try {
                arriving.await();
                dialogue.part(Intake.class).lookAfter();
                assertThat(outcome.isDone()).isFalse();
                ada.doesNotSee("broke off");
                dialogue.restart();
                ada.sees("film.mov is not stored: the upload broke off");
            } finally {
                cut.countDown();
            }
        }
        await().atMost(Dialogue.PATIENCE).until(() -> ada.keepsBehind().isEmpty());
        assertThat(ada.keeps()).isEmpty();
    }

    @Test
    void guessing_is_slowed_for_a_while() {
        var ada = memberWith("ada", "film.mov", new byte[10]);
        ada.presses("Open").presses("Get a link").sees("A link to film.mov");
        var code = code(ada, "A link to film.mov");
        var tickets = dialogue.part(Tickets.class);
        for (var i = 0; i < 10; i++) {
            assertThat(tickets.find("0".repeat(26), "guesser"))
                    .isInstanceOf(Tickets.Found.NotGood.class);
        }
        assertThat(tickets.find(code, "guesser")).isInstanceOf(Tickets.Found.TooMany.class);
        good(code);
        dialogue.clock().advance(Duration.ofMinutes(11));
        assertThat(tickets.find(code, "guesser")).isInstanceOf(Tickets.Found.Good.class);
    }

    private static Guest memberWith(String called, String name, byte[] bytes) {
        return dialogue.member(called).sends(name, bytes).sees("Stored and verified");
    }

    private static String code(Guest guest, String title) {
        Seen message = guest.message(title);
        var url =
                message.buttons().stream()
                        .map(SeenButton::carries)
                        .flatMap(java.util.Optional::stream)
                        .filter(address -> address.startsWith(PUBLIC + "once/"))
                        .findFirst()
                        .orElseThrow();
        var code = url.substring((PUBLIC + "once/").length());
        assertThat(code).matches("[0-9A-Z]{26}");
        return dialogue.keepsSecret(code);
    }

    private static Tickets.Found found(String code) {
        return dialogue.part(Tickets.class).find(code, "home");
    }

    private static Ticket good(String code) {
        return ((Tickets.Found.Good) found(code)).ticket();
    }

    private static byte[] fetch(Ticket ticket) throws IOException {
        var outcome = dialogue.part(Downloads.class).begin(ticket);
        try (var delivery = ((Downloads.Outcome.Ready) outcome).delivery()) {
            var bytes = delivery.bytes().readAllBytes();
            delivery.delivered();
            return bytes;
        }
    }

    private static Arrivals.Outcome handOver(Ticket ticket, String name, byte[] bytes) {
        return dialogue.part(Arrivals.class)
                .take(ticket, name, null, bytes.length, new ByteArrayInputStream(bytes));
    }

    /// Some bytes, and then none until the connection is cut.
    private static InputStream stuck(CountDownLatch arriving, CountDownLatch cut) {
        return new InputStream() {
            private final InputStream first =
                    new ByteArrayInputStream("film".getBytes(StandardCharsets.US_ASCII));

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var read = first.read(into, offset, length);
                if (read > 0) {
                    return read;
                }
                arriving.countDown();
                try {
                    cut.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("The connection was cut.");
            }
        };
    }
}
