package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.porter.chat.Attachment;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.TooLargeException;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import dev.porter.discord.FakeDiscord.Fault;
import dev.porter.nas.NasException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What Discord and the way to it can do to Porter.
class DiscordFailuresTest extends DiscordScene {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Pattern FOLLOW_UPS = Pattern.compile("/webhooks/\\d+/token-\\d+");
    private static final Pattern ANSWERS =
            Pattern.compile("/webhooks/\\d+/token-\\d+/messages/@original");
    private static final Pattern POSTS = Pattern.compile("/channels/\\d+/messages");

    // The connection

    @Test
    void a_gateway_that_refuses_the_first_connection_is_not_hammered() {
        discord.gateway().refusing = true;
        house.open();
        await().until(() -> discord.gateway().attempts.get() >= 3);
        var began = System.nanoTime();
        var before = discord.gateway().attempts.get();
        assertThat(house.pulse().state().trouble()).contains("gateway cannot be reached");
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        var more = discord.gateway().attempts.get() - before;
        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertThat((long) more).isLessThan(12 * seconds);

        discord.gateway().refusing = false;
        await().until(discord.gateway()::isConnected);
        ada.says("at last");
        inbox.awaitTexts("at last");
        assertThat(house.pulse().state().trouble()).isNull();
    }

    @Test
    void porter_starts_while_discord_is_away_and_connects_when_it_is_back() {
        for (var i = 0; i < 1_000; i++) {
            discord.fail(new Fault("GET", Pattern.compile("/users/@me"), false, 500, "{}"));
        }
        house.open();
        await().until(() -> trouble().contains("cannot be reached"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("too early")))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(UnreachableChatException.class);
        discord.recover();
        await().until(discord.gateway()::isConnected);
        ada.says("hello");
        inbox.awaitTexts("hello");
    }

    @Test
    void a_refused_token_is_not_tried_again() {
        house.withToken("quite.another.token").open();
        await().until(() -> trouble().contains("refuses the token"));
        comesToAnEnd(ONE_SECOND, () -> discord.requests().size());
        assertThat(trouble()).doesNotContain("quite.another").contains("not asked again until");
    }

    @Test
    void a_token_that_is_reset_while_porter_runs_ends_the_tries() {
        house.openConnected();
        discord.gateway().closeWith(4004);
        await().until(() -> trouble().contains("not asked again until"));
        comesToAnEnd(ONE_SECOND, discord.gateway().attempts::get);
    }

    @Test
    void an_intent_that_is_not_allowed_is_named() {
        discord.gateway().closesWith = 4014;
        house.open();
        await().until(() -> trouble().contains("intent"));
        assertThat(discord.gateway().identified.get()).isEqualTo(1);
    }

    @Test
    void a_wish_to_reconnect_loses_nothing() {
        house.openConnected();
        ada.says("one");
        discord.gateway().askToReconnect();
        await().until(() -> discord.gateway().resumed.get() == 1);
        ada.says("two");
        inbox.awaitTexts("one", "two");
    }

    @Test
    void a_cut_connection_is_resumed_and_what_was_said_meanwhile_arrives_once() {
        house.openConnected();
        ada.says("one");
        inbox.awaitTexts("one");
        discord.gateway().refusing = true;
        discord.gateway().cut();
        await().until(() -> !discord.gateway().isConnected());
        ada.says("two");
        discord.gateway().refusing = false;
        inbox.awaitTexts("one", "two");
        assertThat(discord.gateway().resumed.get()).isEqualTo(1);
    }

    @Test
    void a_session_that_is_gone_is_made_anew_and_what_was_missed_is_found() {
        house.openConnected();
        ada.says("one");
        inbox.awaitTexts("one");
        ada.writesUnheard("missed", List.of());
        discord.gateway().endSession();
        inbox.awaitTexts("one", "missed");
        ada.says("two");
        inbox.awaitTexts("one", "missed", "two");
    }

    @Test
    void missed_heartbeats_lead_to_a_new_connection() {
        discord.gateway().heartbeatMillis = 200;
        house.openConnected();
        discord.gateway().ignoresHeartbeats = true;
        await().until(() -> discord.gateway().attempts.get() > 1);
        discord.gateway().ignoresHeartbeats = false;
        await().until(discord.gateway()::isConnected);
        ada.says("still there?");
        inbox.awaitTexts("still there?");
    }

    @Test
    void a_session_that_hears_nothing_is_replaced() {
        house.with(Paces.quick().deafAfter(Duration.ofSeconds(1)));
        house.openConnected();
        await().until(() -> discord.gateway().identified.get() >= 2);
    }

    @Test
    void what_came_while_porter_was_away_is_found_once() throws IOException {
        hasTimeToStop();
        house.openConnected();
        ada.says("before");
        inbox.awaitTexts("before");
        house.shut();
        discord.gateway().forgetSession();
        IntStream.range(0, 150).forEach(i -> ada.writesUnheard("away " + i, List.of()));
        var file = discord.keep("a.txt", "text/plain", bytes("abc"));
        ada.writesUnheard("", List.of(file));

        house.openConnected();
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        assertThat(inbox.texts()).hasSize(151).contains("away 0", "away 149");
        assertThat(inbox.texts().subList(1, 151))
                .isEqualTo(IntStream.range(0, 150).mapToObj(i -> "away " + i).toList());
        assertThat(content(attachment)).isEqualTo(bytes("abc"));

        house.shut();
        house.openConnected();
        ada.says("after");
        await().until(() -> inbox.texts().contains("after"));
        assertThat(inbox.texts()).hasSize(152);
    }

    @Test
    void a_message_that_discord_forgot_to_deliver_is_found_in_the_next_round() {
        house.with(Paces.quick().catchUpEvery(Duration.ofMillis(300)));
        house.openConnected();
        ada.says("one");
        inbox.awaitTexts("one");
        ada.writesUnheard("lost", List.of());
        inbox.awaitTexts("one", "lost");
    }

    @Test
    void a_day_of_too_many_sessions_is_waited_out() throws IOException {
        var now = Instant.now();
        Files.createDirectories(data.resolve("discord"));
        Files.write(
                data.resolve("discord").resolve("sessions"),
                IntStream.range(0, Identifies.MOST)
                        .mapToObj(i -> Long.toString(now.minusSeconds(3_600).getEpochSecond()))
                        .toList());
        house.with(Paces.quick().stuckAfter(ONE_SECOND)).open();
        await().until(() -> trouble().contains("too often"));
        // Where the machine stands still, it may be stuck before it begins to wait.
        comesToAnEnd(Duration.ofSeconds(3), () -> discord.requests().size());
        assertThat(discord.gateway().attempts.get()).isZero();
        assertThat(trouble()).contains("too often");
        house.shut();
        await().until(() -> threadsThatOpenSessions() == 0);
    }

    private static long threadsThatOpenSessions() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("SessionControllerAdapter"))
                .count();
    }

    @Test
    void a_gateway_that_says_nothing_is_given_up_for_a_new_one() {
        discord.gateway().blackHole = true;
        house.with(Paces.quick().stuckAfter(Duration.ofSeconds(3))).open();
        await().until(() ->
                discord.requests().stream().filter("GET /users/@me"::equals).count() > 1);
        assertThat(trouble()).contains("gateway cannot be reached");
        discord.gateway().blackHole = false;
        await().until(() -> discord.gateway().isConnected() && trouble().isEmpty());
        ada.says("at last");
        inbox.awaitTexts("at last");
        assertThat(trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4010, 4011, 4012, 4013})
    void what_a_newer_porter_must_do_otherwise_ends_the_tries(int code) {
        discord.gateway().closesWith = code;
        house.open();
        await().until(() -> trouble().contains("update Porter"));
        assertThat(trouble()).contains(code + "").contains("not asked again until");
        comesToAnEnd(ONE_SECOND, discord.gateway().attempts::get);
    }

    @Test
    void a_gateway_whose_name_nobody_knows_is_looked_for_at_a_pace() {
        var failures = new ListAppender<ILoggingEvent>();
        failures.start();
        var log = (Logger) LoggerFactory.getLogger(SessionControllerAdapter.class);
        log.addAppender(failures);
        try {
            house.lookingAt(null, URI.create("ws://gateway.invalid/")).open();
            await().until(() -> trouble().contains("gateway cannot be reached"));
            var began = System.nanoTime();
            var before = failures.list.size();
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            var more = failures.list.size() - before;
            var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat((long) more).isLessThan(12 * seconds);
        } finally {
            log.detachAppender(failures);
        }
        assertThat(discord.requests()).containsOnlyOnce("GET /users/@me");
    }

    @Test
    void an_api_whose_name_nobody_knows_is_looked_for_again() {
        house.lookingAt(URI.create("http://api.invalid/api/v10"), null).open();
        await().until(() -> trouble().contains("cannot be reached"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("hello")))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(UnreachableChatException.class);
        house.shut();
        house.lookingAt(null, null).openConnected();
        house.platform().send(ada.chat(), Message.of("hello"));
        assertThat(ada.sees()).hasSize(1);
    }

    // Messages

    @Test
    void a_message_whose_answer_is_lost_stands_there_once() {
        house.with(Paces.quick().silentFor(Duration.ofSeconds(2))).openConnected();
        ada.says("hello"); // and nobody has to be asked where she is
        inbox.awaitTexts("hello");
        // Where the machine stands still, even the second answer comes too late.
        assertThat(IntStream.range(0, 4)).anyMatch(this::sendsWithoutAnswer);
    }

    /// Whether it was sent although the first answer was lost; it stands there once in any case.
    private boolean sendsWithoutAnswer(int number) {
        var text = "only once " + number;
        discord.fail(new Fault("POST", POSTS, true, FakeDiscord.SILENCE, ""));
        try {
            house.platform().send(ada.chat(), Message.of(text));
            return true;
        } catch (UncertainChatException _) {
            return false;
        } finally {
            assertThat(ada.sees()).filteredOn(seen -> seen.text().equals(text)).hasSize(1);
        }
    }

    @Test
    void nobody_says_whether_a_message_was_sent_whose_answers_are_all_lost() {
        house.openConnected();
        ada.says("hello");
        inbox.awaitTexts("hello");
        house.shut();
        house.with(Paces.quick().silentFor(Duration.ofSeconds(2))).openConnected();
        discord.fail(new Fault("POST", POSTS, true, FakeDiscord.SILENCE, ""));
        discord.fail(new Fault("POST", POSTS, true, FakeDiscord.SILENCE, ""));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("only once")))
                .isInstanceOf(UncertainChatException.class);
        discord.fail(new Fault("POST", POSTS, true, 200, "<html>"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("and this")))
                .isInstanceOf(UncertainChatException.class);
        assertThat(ada.sees())
                .extracting(seen -> seen.text())
                .containsExactly("hello", "only once", "and this");
    }

    @Test
    void a_further_answer_that_gets_lost_is_not_given_twice() {
        house.openConnected();
        var chat = asksInServer();
        discord.fail(new Fault("POST", FOLLOW_UPS, true, FakeDiscord.CUT, ""));
        assertThatThrownBy(() -> house.platform().send(chat, Message.of("one")))
                .isInstanceOf(UncertainChatException.class);
        discord.fail(new Fault("POST", FOLLOW_UPS, true, 502, "<html>"));
        assertThatThrownBy(() -> house.platform().send(chat, Message.of("two")))
                .isInstanceOf(UncertainChatException.class);
        assertThat(ada.inServer().sees())
                .extracting(seen -> seen.text())
                .containsExactly("First", "one", "two");
    }

    @Test
    void a_file_in_a_further_answer_that_gets_lost_is_not_given_twice() {
        house.openConnected();
        var chat = asksInServer();
        discord.fail(new Fault("POST", FOLLOW_UPS, true, 504, "<html>"));
        assertThatThrownBy(() -> house.platform().send(chat, privately("a.txt", bytes("a"))))
                .isInstanceOf(UncertainChatException.class);
        assertThat(ada.inServer().sees()).filteredOn(seen -> seen.file().isPresent()).hasSize(1);
    }

    @Test
    void a_rate_limit_is_no_doubt_about_what_was_sent() {
        house.openConnected();
        var chat = asksInServer();
        discord.fail(new Fault("POST", FOLLOW_UPS, false, 429, "{\"retry_after\":0.1}"));
        house.platform().send(chat, privately("a.txt", bytes("a")));
        assertThat(ada.inServer().sees()).filteredOn(seen -> seen.file().isPresent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = NasException.Kind.class,
            names = {"AWAY", "NOT_FOUND"})
    void what_the_nas_does_not_give_is_no_trouble_of_discords(NasException.Kind kind) {
        house.openConnected();
        for (var chat : List.of(asksInServer(), ada.chat())) {
            var file =
                    new OutgoingFile(
                            "a.txt",
                            "text/plain",
                            1,
                            false,
                            "",
                            Message.Care.PRIVATE,
                            () -> {
                                throw new NasException(kind, "the NAS");
                            });
            assertThatThrownBy(() -> house.platform().send(chat, file))
                    .isInstanceOfSatisfying(
                            NasException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    @Test
    void what_never_left_is_known_not_to_have_been_sent() {
        house.openConnected();
        var chat = asksInServer();
        discord.close();
        // Takes notice that the connections of before are dead.
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("who knows")))
                .isInstanceOf(ChatException.class);
        for (var where : List.of(chat, ada.chat())) {
            assertThatThrownBy(() -> house.platform().send(where, Message.of("not sent")))
                    .isInstanceOf(ChatException.class)
                    .isNotInstanceOf(UncertainChatException.class);
        }
    }

    /// Where further answers go, the first having been given.
    private ChatId asksInServer() {
        inbox.answer(
                incoming -> house.platform().send(incoming.origin().chat(), Message.of("First")));
        ada.inServer().runs("files", "");
        await().until(() -> !ada.inServer().sees().isEmpty());
        return inbox.first(Incoming.Command.class).origin().chat();
    }

    @Test
    void a_chat_whose_direct_messages_are_closed_is_unreachable() {
        house.openConnected();
        discord.closeTo(ada.id(), true);
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("psst")))
                .isInstanceOf(UnreachableChatException.class);
        discord.fail(
                new Fault("POST", POSTS, false, 403, "{\"code\":50278,\"message\":\"no server\"}"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), Message.of("psst")))
                .isInstanceOf(UnreachableChatException.class);
    }

    @Test
    void a_rate_limit_is_waited_for() {
        house.openConnected();
        discord.fail(new Fault("POST", POSTS, false, 429, "{\"retry_after\":0.1}"));
        house.platform().send(ada.chat(), Message.of("patience"));
        assertThat(ada.sees()).hasSize(1);
    }

    @Test
    void an_address_that_discord_does_not_like_is_spelled_out() {
        house.openConnected();
        house.platform()
                .send(
                        ada.chat(),
                        Message.of(
                                "Look",
                                new dev.porter.chat.Button.Link("NAS", "http://nas:5000/"),
                                dev.porter.chat.Button.of("ok", "OK")));
        var seen = ada.sees().getFirst();
        assertThat(seen.text()).contains("http://nas:5000/");
        assertThat(seen.choices()).containsExactly("ok");
    }

    @Test
    void an_answer_that_discord_refuses_at_first_takes_the_place_of_the_thinking_all_the_same() {
        house.openConnected();
        inbox.answer(incoming ->
                house.platform()
                        .send(
                                incoming.origin().chat(),
                                Message.of(
                                        "Look",
                                        new dev.porter.chat.Button.Link(
                                                "NAS", "http://nas:8080/"))));
        ada.runs("files", "");
        ada.inServer().runs("files", "");
        for (var where : List.of(ada, ada.inServer())) {
            await().until(() ->
                    where.sees().stream().anyMatch(seen -> seen.text().contains("Look")));
            assertThat(where.sees())
                    .singleElement()
                    .matches(seen -> seen.text().contains("http://nas:8080/"));
        }
        assertThat(discord.messagesIn(discord.channelOf(ada.id())))
                .hasSize(1)
                .noneMatch(FakeDiscord::isThinking);
        assertThat(discord.onlyFor(ada.id())).hasSize(1).noneMatch(FakeDiscord::isThinking);
    }

    @Test
    void a_thinking_that_a_file_did_not_take_is_there_for_the_next_answer() {
        house.openConnected();
        discord.fail(new Fault("PATCH", ANSWERS, false, 413, "<html>"));
        inbox.answer(incoming -> {
            var chat = incoming.origin().chat();
            assertThatThrownBy(() -> house.platform().send(chat, privately("a.txt", bytes("a"))))
                    .isInstanceOf(ChatException.class);
            house.platform().send(chat, Message.of("That was too large."));
        });
        ada.inServer().runs("files", "");
        await().until(() -> !ada.inServer().sees().isEmpty());
        assertThat(discord.onlyFor(ada.id())).hasSize(1).noneMatch(FakeDiscord::isThinking);
    }

    @Test
    void an_answer_that_may_have_arrived_is_not_replaced_by_the_next_one() {
        house.openConnected();
        discord.fail(new Fault("PATCH", ANSWERS, true, 200, "<html>"));
        inbox.answer(incoming -> {
            var chat = incoming.origin().chat();
            assertThatThrownBy(() -> house.platform().send(chat, Message.of("one")))
                    .isInstanceOf(UncertainChatException.class);
            house.platform().send(chat, Message.of("two"));
        });
        ada.inServer().runs("files", "");
        await().until(() -> ada.inServer().sees().size() == 2);
        assertThat(ada.inServer().sees())
                .extracting(seen -> seen.text())
                .containsExactly("one", "two");
    }

    @Test
    void a_failing_inbox_gets_it_until_it_takes_it_and_in_order() {
        house.openConnected();
        inbox.fail(3);
        ada.says("one");
        ada.says("two");
        inbox.awaitTexts("one", "two");
    }

    // Files

    @Test
    void an_address_that_expired_is_renewed() throws IOException {
        house.openConnected();
        ada.sends(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        discord.expireAddresses();
        assertThat(content(attachment)).isEqualTo(bytes("abc"));
    }

    @Test
    void a_file_of_a_command_whose_address_expired_is_gone() throws IOException {
        house.openConnected();
        ada.backsUp(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        assertThat(content(attachment)).isEqualTo(bytes("abc"));
        discord.expireAddresses();
        assertThatThrownBy(() -> content(attachment)).isInstanceOf(AttachmentGoneException.class);
    }

    @Test
    void a_file_that_was_taken_out_of_its_message_is_gone_and_the_others_are_not()
            throws IOException {
        house.openConnected();
        var kept = discord.keep("b.txt", "text/plain", bytes("def"));
        var edited = ada.writes("", List.of(discord.keep("a.txt", "text/plain", bytes("abc"))));
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        ada.takesFilesOutOf(edited);
        ada.writes("", List.of(kept));
        await().until(() -> inbox.all().size() == 2);
        assertThatThrownBy(() -> content(attachment)).isInstanceOf(AttachmentGoneException.class);
        var second = (Incoming.Attachments) inbox.all().get(1);
        assertThat(content(second.attachments().getFirst())).isEqualTo(bytes("def"));
    }

    @Test
    void a_forged_address_is_not_asked() {
        house.openConnected();
        for (var url : List.of("http://169.254.169.254/latest", "http://localhost:1/x")) {
            var forged =
                    new Attachment("discord", "k", " " + url, "a", "text/plain", 1, false, null);
            assertThatThrownBy(() -> content(forged))
                    .isInstanceOf(ChatException.class)
                    .hasMessageNotContaining("169.254");
        }
    }

    @Test
    void a_file_of_another_length_is_not_taken_for_the_file() {
        house.openConnected();
        ada.sends(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        var sent = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        var longer =
                new Attachment(
                        sent.platform(),
                        sent.key(),
                        sent.reference(),
                        sent.name(),
                        sent.mediaType(),
                        4,
                        false,
                        null);
        assertThatThrownBy(() -> content(longer)).isInstanceOf(ChatException.class);
    }

    @Test
    void a_file_on_its_way_holds_up_no_message() {
        house.with(Paces.quick().silentFor(Duration.ofMinutes(1))).openConnected();
        discord.fail(new Fault("POST", POSTS, false, 0, ""));
        Thread.startVirtualThread(
                () -> house.platform().send(ada.chat(), file("a.txt", bytes("a"))));
        await().until(() -> discord.requests().stream().anyMatch(this::isAPost));
        var said =
                CompletableFuture.runAsync(
                        () -> house.platform().send(ada.chat(), Message.of("meanwhile")));
        assertThat(said).succeedsWithin(Duration.ofMinutes(2));
        assertThat(ada.sees()).extracting(seen -> seen.text()).containsExactly("meanwhile");
    }

    private boolean isAPost(String request) {
        return request.equals("POST /channels/" + discord.channelOf(ada.id()) + "/messages");
    }

    @Test
    void a_file_waits_for_as_long_as_discord_wants_but_not_for_ever() {
        house.openConnected();
        discord.fail(new Fault("POST", POSTS, false, 429, "{\"retry_after\":0.1}"));
        house.platform().send(ada.chat(), file("a.txt", bytes("a")));
        assertThat(ada.sees()).hasSize(1);
        discord.fail(new Fault("POST", POSTS, false, 429, "{\"retry_after\":900}"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), file("b.txt", bytes("b"))))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(UncertainChatException.class)
                .hasMessageContaining("900");
        assertThat(ada.sees()).hasSize(1);
    }

    @Test
    void a_file_whose_answer_is_lost_stands_there_once() {
        house.openConnected();
        discord.fail(new Fault("POST", POSTS, true, 502, "<html>"));
        house.platform().send(ada.chat(), file("a.txt", bytes("a")));
        assertThat(ada.sees()).hasSize(1);
    }

    @Test
    void a_file_that_discord_finds_too_large_is_said_with_and_without_json() {
        house.openConnected();
        for (var body :
                List.of(
                        "{\"code\":40005,\"message\":\"Request entity too large\"}",
                        "<html>413 Request Entity Too Large</html>")) {
            discord.fail(new Fault("POST", POSTS, false, 413, body));
            assertThatThrownBy(() -> house.platform().send(ada.chat(), file("a.txt", bytes("a"))))
                    .isInstanceOf(TooLargeException.class)
                    .hasMessageContaining("size");
        }
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void a_file_that_is_too_large_is_refused_before_it_is_read() {
        house.openConnected();
        var huge =
                new OutgoingFile(
                        "huge.bin",
                        "application/octet-stream",
                        (10L << 20) + 1,
                        false,
                        "",
                        Message.Care.ORDINARY,
                        () -> {
                            throw new AssertionError("It was read.");
                        });
        assertThatThrownBy(() -> house.platform().send(ada.chat(), huge))
                .isInstanceOf(TooLargeException.class);
    }

    // How the tests look at it

    /// Waits until no more of it happens for a while: what was under way already may still come.
    private static void comesToAnEnd(Duration quiet, IntSupplier count) {
        assertThat(IntStream.range(0, 10))
                .anyMatch(_ -> {
                    var before = count.getAsInt();
                    await().pollDelay(quiet).until(() -> true);
                    return count.getAsInt() == before;
                });
    }

    private String trouble() {
        return house.platform().trouble().orElse("");
    }

    private byte[] content(Attachment attachment) throws IOException {
        try (var in = house.platform().open(attachment)) {
            return in.readAllBytes();
        }
    }

    private static OutgoingFile file(String name, byte[] content) {
        return file(name, content, Message.Care.ORDINARY);
    }

    private static OutgoingFile privately(String name, byte[] content) {
        return file(name, content, Message.Care.PRIVATE);
    }

    private static OutgoingFile file(String name, byte[] content, Message.Care care) {
        return new OutgoingFile(
                name,
                "text/plain",
                content.length,
                false,
                "",
                care,
                () -> new ByteArrayInputStream(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
