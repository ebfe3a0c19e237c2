package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.core.Traces;
import dev.porter.secret.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateLoopTest {
    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private EmulatedPerson ben;

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada");
        ben = server.person(12, "Ben");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String text(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Text text -> text.text();
            case Incoming.Command command -> "/" + command.name() + " " + command.text();
            default -> incoming.toString();
        };
    }

    private static List<String> texts(Porter porter) {
        return porter.received.stream().map(UpdateLoopTest::text).toList();
    }

    @Test
    void what_was_said_before_porter_started_is_received_in_order_and_confirmed() {
        ada.says("one");
        ada.says("two");
        ada.says("three");
        try (var porter = Porter.start(server, data)) {
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void a_crash_before_the_inbox_has_it_loses_nothing() {
        var reached = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        ada.says("precious");
        var first =
                Porter.start(
                        server,
                        data,
                        _ -> {
                            reached.countDown();
                            pass(never);
                        });
        pass(reached);
        first.crash();
        assertThat(server.waiting()).isEqualTo(1);
        try (var second = Porter.start(server, data)) {
            server.await(it -> it.waiting() == 0);
            assertThat(texts(second)).containsExactly("precious");
        }
        never.countDown();
    }

    @Test
    void a_slow_person_delays_nobody_else_and_is_confirmed_only_at_the_end() {
        var patient = new CountDownLatch(1);
        var turns = new AtomicInteger();
        try (var porter =
                Porter.start(
                        server,
                        data,
                        incoming -> {
                            if (text(incoming).equals("slow")) {
                                turns.incrementAndGet();
                                pass(patient);
                            }
                        })) {
            ada.says("slow");
            ada.says("after slow");
            ben.says("quick");
            ben.says("quicker");
            await().untilAsserted(
                            () -> assertThat(texts(porter)).containsExactly("quick", "quicker"));
            assertThat(server.waiting()).isEqualTo(4);
            patient.countDown();
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("quick", "quicker", "slow", "after slow");
            assertThat(turns).hasValue(1);
        }
    }

    @Test
    void a_turn_that_hangs_keeps_nobody_else_from_being_heard_however_much_is_behind_it()
            throws Exception {
        var photos = IntStream.range(0, 149).mapToObj(i -> "photo " + i).toList();
        ada.says("hangs");
        photos.forEach(ada::says);
        ben.says("hello");
        var never = new CountDownLatch(1);
        var first =
                Porter.start(
                        server,
                        data,
                        incoming -> {
                            if (text(incoming).equals("hangs")) {
                                pass(never);
                            }
                        });
        await().untilAsserted(() -> assertThat(texts(first)).containsExactly("hello"));
        server.await(it -> it.waiting() == 0);
        // Where the machine is slow, the greeting was kept as well for a moment.
        await().ignoreException(NoSuchFileException.class)
                .untilAsserted(() -> assertThat(keptUpdates()).hasSize(150));
        first.crash();
        try (var second = Porter.start(server, data)) {
            ada.says("the last");
            awaitAllHandled();
            assertThat(texts(second))
                    .startsWith("hangs")
                    .containsSubsequence(photos)
                    .endsWith("the last")
                    .hasSize(151);
        }
    }

    @Test
    void what_is_kept_is_handled_in_its_order_when_the_turn_before_it_ends_at_last() {
        var photos = IntStream.range(0, 300).mapToObj(i -> "photo " + i).toList();
        var patient = new CountDownLatch(1);
        try (var porter =
                Porter.start(
                        server,
                        data,
                        incoming -> {
                            if (text(incoming).equals("photo 0")) {
                                pass(patient);
                            }
                        })) {
            photos.forEach(ada::says);
            ben.says("hello");
            await().untilAsserted(() -> assertThat(texts(porter)).containsExactly("hello"));
            patient.countDown();
            awaitAllHandled();
            assertThat(texts(porter)).startsWith("hello").containsSubsequence(photos).hasSize(301);
        }
    }

    @Test
    void what_is_kept_and_was_not_confirmed_before_a_crash_is_handled_once() {
        ada.says("precious");
        var update = Update.parse(server.latest());
        new Kept(waiting(), new Vault(data.resolve("keys"))).keep(() -> List.of(update));
        try (var porter = Porter.start(server, data, _ -> server.await(it -> it.waiting() == 0))) {
            await().until(() -> kept().isEmpty());
            assertThat(texts(porter)).containsExactly("precious");
        }
    }

    /// Waits until Telegram may forget everything, and nothing of it is kept any more.
    private void awaitAllHandled() {
        server.await(it -> it.waiting() == 0);
        await().until(() -> kept().isEmpty());
    }

    /// What lies on the disk because it is not handled yet.
    private List<Path> kept() {
        return Files.notExists(waiting()) ? List.of() : Traces.files(waiting());
    }

    private List<String> keptUpdates() throws IOException {
        var all = new ArrayList<String>();
        for (var file : kept()) {
            all.addAll(Files.readAllLines(file));
        }
        return all;
    }

    private Path waiting() {
        return data.resolve("telegram-waiting").resolve(String.valueOf(server.bot()));
    }

    @Test
    void an_inbox_that_fails_is_asked_again_without_blocking_others() {
        var failures = new AtomicInteger(3);
        var started = new AtomicReference<Porter>();
        try (var porter =
                Porter.start(
                        server,
                        data,
                        incoming -> {
                            if (text(incoming).equals("hard")
                                    && (failures.getAndDecrement() > 0
                                            || !texts(started.get()).contains("easy"))) {
                                throw new AssertionError("no room in the database");
                            }
                        })) {
            started.set(porter);
            ada.says("hard");
            ben.says("easy");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("easy", "hard");
        }
    }

    @Test
    void while_nothing_can_be_kept_nothing_is_given_up_however_much_waits() {
        var room = new AtomicInteger(40);
        var refused = new AtomicInteger();
        var healed = new AtomicBoolean();
        try (var porter =
                Porter.start(
                        server,
                        data,
                        _ -> {
                            if (!healed.get() && room.getAndDecrement() <= 0) {
                                refused.incrementAndGet();
                                throw new IllegalStateException("no room on the disk");
                            }
                        })) {
            var photos = IntStream.range(0, 150).mapToObj(i -> "photo " + i).toList();
            photos.forEach(ada::says);
            await().until(() -> refused.get() > 12);
            healed.set(true);
            awaitAllHandled();
            assertThat(texts(porter)).containsExactlyElementsOf(photos);
            assertThat(ada.reads()).isEmpty();
        }
    }

    @Test
    void an_error_while_an_update_is_handled_makes_nobody_wait_for_ever() {
        var stumbled = new AtomicBoolean();
        var clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        if (!stumbled.getAndSet(true)) {
                            throw new OutOfMemoryError("for the moment");
                        }
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return Instant.now();
                    }
                };
        try (var porter = Porter.start(server, data, clock)) {
            ada.sends("photo", null, "image/jpeg", 9, InputStream::nullInputStream, null, null);
            ada.says("and words");
            server.await(it -> it.waiting() == 0);
            assertThat(stumbled).isTrue();
            assertThat(porter.received).hasSize(2);
            assertThat(porter.received.getFirst()).isInstanceOf(Incoming.Attachments.class);
        }
    }

    @Test
    void an_update_that_nobody_can_read_does_not_block_the_next() {
        try (var porter = Porter.start(server, data)) {
            server.push(BotApiEmulator.json("{\"message\": 7}"));
            server.push(BotApiEmulator.json("{\"message\": {\"chat\": {\"type\": \"private\"}}}"));
            server.push(BotApiEmulator.json("{\"from_the_future\": {\"a\": [1]}}"));
            server.push(
                    BotApiEmulator.json(
                            """
                            {"message": {"message_id": 5000000000, "date": "soon",
                             "entities": [{"type": "bold"}], "text": "odd but clear",
                             "chat": {"id": 4503599627370495, "type": "private"},
                             "from": {"id": 4503599627370495}}}
                            """));
            ada.says("plain");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactlyInAnyOrder("odd but clear", "plain");
        }
    }

    @Test
    void numbers_that_start_again_lower_do_not_make_it_deaf() {
        try (var porter = Porter.start(server, data)) {
            ada.says("before");
            server.await(it -> it.waiting() == 0);
            server.nextUpdateIs(17);
            ada.says("after the quiet week");
            server.await(it -> it.waiting() == 0);
            server.nextUpdateIs(9);
            ada.says("a little lower");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter))
                    .containsExactly("before", "after the quiet week", "a little lower");
        }
    }

    @Test
    void numbers_larger_than_an_int_are_confirmed() {
        server.nextUpdateIs(3_000_000_000L);
        try (var porter = Porter.start(server, data)) {
            ada.says("large");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("large");
        }
    }

    @Test
    void a_hundred_people_at_once_are_received_each_in_order() {
        try (var porter = Porter.start(server, data)) {
            for (var i = 0; i < 5; i++) {
                for (var who = 100; who < 200; who++) {
                    server.person(who, "P").says(String.valueOf(i));
                }
            }
            awaitAllHandled();
            assertThat(porter.received).hasSize(500);
            for (var who = 100; who < 200; who++) {
                var id = String.valueOf(who);
                assertThat(
                                porter.received.stream()
                                        .filter(each ->
                                                each.origin().person().id().value().equals(id))
                                        .map(UpdateLoopTest::text))
                        .containsExactly("0", "1", "2", "3", "4");
            }
        }
    }

    @Test
    void it_listens_again_after_every_kind_of_trouble() {
        try (var porter = Porter.start(server, data)) {
            server.fail("getUpdates", new BotApiEmulator.Fault.BadGateway());
            server.fail("getUpdates", new BotApiEmulator.Fault.Refuse(409, "Conflict: x", 0));
            server.fail("getUpdates", new BotApiEmulator.Fault.Refuse(429, "Too Many", 1));
            server.fail("getUpdates", new BotApiEmulator.Fault.DoneUnanswered());
            server.fail("getUpdates", new BotApiEmulator.Fault.DoneCut());
            server.fail("getUpdates", new BotApiEmulator.Fault.DoneAnswered("{\"result\":[]}"));
            server.fail("getUpdates", new BotApiEmulator.Fault.DoneAnswered("null"));
            ada.says("still there?");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("still there?");
            await().untilAsserted(
                            () -> assertThat(porter.connection.pulse().state().trouble()).isNull());
        }
    }

    @Test
    void a_server_that_does_not_hold_its_answers_is_not_hammered() {
        for (var i = 0; i < 4; i++) {
            server.fail(
                    "getUpdates",
                    new BotApiEmulator.Fault.DoneAnswered("{\"ok\":true,\"result\":[]}"));
        }
        ada.says("hello");
        var start = System.nanoTime();
        try (var porter = Porter.start(server, data)) {
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("hello");
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(4 * Porter.PATIENT.crowd().toNanos());
        }
    }

    @Test
    void a_refused_token_is_said_and_not_hammered() {
        for (var i = 0; i < 1_000; i++) {
            server.fail("getMe", new BotApiEmulator.Fault.Refuse(401, "Unauthorized", 0));
        }
        var start = System.nanoTime();
        try (var porter = Porter.start(server, data)) {
            await().untilAsserted(() ->
                    assertThat(porter.connection.pulse().state().trouble())
                            .contains("refuses the token"));
            server.await(it -> it.calls("getMe").size() > 3);
            server.heal();
            ada.says("hello");
            server.await(it -> it.waiting() == 0);
            var pauses = server.calls("getMe").size() - 1;
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(pauses * Porter.PATIENT.refused().toNanos());
        }
    }

    @Test
    void a_server_that_takes_the_question_and_says_nothing_is_asked_again() {
        server.fail("getMe", new BotApiEmulator.Fault.Silence());
        ada.says("anyone?");
        try (var porter = Porter.impatient(server, data)) {
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("anyone?");
            assertThat(server.calls("getMe")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void another_program_that_fetches_the_messages_is_named() {
        for (var i = 0; i < 1_000; i++) {
            server.fail("getUpdates", new BotApiEmulator.Fault.Refuse(409, "Conflict: x", 0));
        }
        try (var porter = Porter.start(server, data)) {
            await().untilAsserted(() ->
                    assertThat(porter.platform().trouble().orElse(""))
                            .contains("Another program fetches"));
            server.heal();
            ada.says("and now?");
            server.await(it -> it.waiting() == 0);
            assertThat(texts(porter)).containsExactly("and now?");
        }
    }

    @Test
    void it_starts_while_telegram_is_away_and_connects_later() throws Exception {
        var port = server.address().getPort();
        try (var place = server.leave();
                var porter = Porter.start(server, data)) {
            await().untilAsserted(() ->
                    assertThat(porter.connection.pulse().state().trouble())
                            .contains("cannot be reached"));
            try (var again = backAt(port, place)) {
                again.person(11, "Ada").says("hello again");
                again.await(it -> it.waiting() == 0);
                assertThat(texts(porter)).containsExactly("hello again");
            }
        }
    }

    /// Somebody else may have been given the port for a moment.
    private static BotApiEmulator backAt(int port, Socket place) throws IOException {
        place.close();
        return await().ignoreException(BindException.class)
                .until(() -> new BotApiEmulator(port, false), Objects::nonNull);
    }

    @Test
    void stopping_confirms_what_was_handled_and_does_not_wait_for_telegram() {
        // Whoever waits for Telegram never does both, and a slow machine only now and then does
        // not.
        assertThat(IntStream.range(0, 4)).anyMatch(_ -> confirmsAndStopsQuickly());
    }

    private boolean confirmsAndStopsQuickly() {
        var porter = Porter.start(server, data);
        ada.says("one");
        await().untilAsserted(() -> assertThat(texts(porter)).contains("one"));
        var start = System.nanoTime();
        porter.close();
        return server.waiting() == 0 && System.nanoTime() - start < 5_000_000_000L;
    }

    @Test
    void a_stop_takes_seconds_whatever_is_in_work_and_what_is_undone_comes_again() {
        ada.says("at work");
        ada.says("behind it");
        var stopped = new ArrayList<Porter>();
        // Whoever waits always needs longer, a slow machine now and then.
        assertThat(IntStream.range(0, 3)).anyMatch(_ -> stopsInSecondsAtWork(stopped));
        assertThat(server.waiting()).isEqualTo(2);
        try (var second = Porter.start(server, data)) {
            server.await(it -> it.waiting() == 0);
            assertThat(texts(second)).containsExactly("at work", "behind it");
            assertThat(stopped)
                    .allSatisfy(porter -> assertThat(texts(porter)).containsExactly("at work"));
        }
    }

    private boolean stopsInSecondsAtWork(List<Porter> stopped) {
        var reached = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var porter =
                Porter.start(
                        server,
                        data,
                        _ -> {
                            reached.countDown();
                            pass(never);
                        });
        stopped.add(porter);
        pass(reached);
        for (var i = 0; i < 9; i++) {
            server.fail("deleteMessage", new BotApiEmulator.Fault.Silence());
        }
        porter.platform().send(Porter.chat(ada), Message.of("secret").with(Care.FLEETING));
        var start = System.nanoTime();
        porter.stop();
        var quick = System.nanoTime() - start < 9_000_000_000L;
        porter.close(); // or a last word that is late confirms what is done from now on
        never.countDown();
        await().untilAsserted(() -> assertThat(texts(porter)).containsExactly("at work"));
        server.heal();
        return quick;
    }

    @Test
    void telegram_is_left_alone_for_as_long_as_it_wants() {
        server.fail("getUpdates", new BotApiEmulator.Fault.Refuse(429, "Too Many", 1));
        ada.says("hello");
        try (var porter = Porter.start(server, data)) {
            server.await(it -> it.waiting() == 0);
            var asked = server.calls("getUpdates");
            assertThat(Duration.between(asked.get(0).at(), asked.get(1).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(texts(porter)).containsExactly("hello");
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
