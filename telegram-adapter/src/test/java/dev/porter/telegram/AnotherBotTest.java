package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Attachment;
import dev.porter.chat.Button;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A private chat has the same number with every bot, and each bot's messages are counted anew.
class AnotherBotTest {
    private static final Clock BEFORE = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    private static final Clock AFTER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    @TempDir Path data;
    private BotApiEmulator first;
    private BotApiEmulator second;

    @BeforeEach
    void start() throws Exception {
        first = new BotApiEmulator();
        second = new BotApiEmulator(0, false, "7654321:emulated-token_of_another");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private record Received(Origin origin, Attachment attachment) {}

    /// Sends the first message of a bot's chat, a file.
    private Received sendsFile(BotApiEmulator server, Clock clock) {
        var sent = server.person(11, "Ada").sends("a.pdf", "application/pdf", new byte[] {1});
        try (var porter = Porter.start(server, data, clock)) {
            server.await(it -> it.waiting() == 0);
            var received = (Incoming.Attachments) porter.received.getFirst();
            var message = Objects.requireNonNull(received.origin().message());
            assertThat(porter.platform().delete(message)).isTrue();
            assertThat(sent.deleted()).isTrue();
            return new Received(received.origin(), received.attachments().getFirst());
        }
    }

    @Test
    void the_same_message_number_of_another_bot_is_another_message() {
        var one = sendsFile(first, BEFORE);
        var other = sendsFile(second, BEFORE);
        assertThat(one.origin().event()).isEqualTo("m:1234567:101");
        assertThat(other.origin().chat()).isEqualTo(one.origin().chat());
        assertThat(other.origin().event()).isNotEqualTo(one.origin().event());
        assertThat(other.origin().message()).isNotEqualTo(one.origin().message());
        assertThat(other.attachment().key()).isNotEqualTo(one.attachment().key());
    }

    @Test
    void the_same_is_so_for_a_bot_that_was_used_before_identities_named_it() {
        var one = sendsFile(first, AFTER);
        assertThat(one.origin().event()).isEqualTo("m:101");
        assertThat(one.attachment().key()).isEqualTo("11:101");
        var other = sendsFile(second, AFTER);
        assertThat(other.origin().event()).isEqualTo("m:7654321:101");
        assertThat(other.attachment().key()).isEqualTo("11:7654321:101");
    }

    @Test
    void what_comes_again_after_identities_name_the_bot_is_recognised_by_its_old_one() {
        first.person(11, "Ada").says("not confirmed before Porter was updated");
        try (var porter = Porter.start(first, data, AFTER)) {
            first.await(it -> it.waiting() == 0);
            assertThat(porter.received.getFirst().origin().event()).isEqualTo("m:101");
        }
        first.person(11, "Ada").says("the same at the start after that");
        try (var porter = Porter.start(first, data, BEFORE)) {
            first.await(it -> it.waiting() == 0);
            assertThat(porter.received.getFirst().origin().event()).isEqualTo("m:102");
        }
    }

    @Test
    void a_message_without_a_bot_in_its_identity_is_the_first_bots() {
        first.person(11, "Ada").known(true);
        second.person(11, "Ada").known(true);
        var chat = Porter.chat(first.person(11, "Ada"));
        var unnamed = new MessageId(chat, "101");
        try (var porter = Porter.start(first, data)) {
            porter.platform().send(chat, Message.of("Storing…"));
            porter.platform().edit(unnamed, Message.of("Stored"));
            assertThat(first.person(11, "Ada").reads())
                    .extracting(EmulatedMessage::text)
                    .containsExactly("Stored");
        }
        assertThat(first.messages().getFirst().number()).isEqualTo(101);
        isNotTouchedBySecond(unnamed);
    }

    @Test
    void another_bots_message_is_neither_changed_nor_deleted() {
        first.person(11, "Ada").known(true);
        second.person(11, "Ada").known(true);
        MessageId receipt;
        try (var porter = Porter.start(first, data)) {
            receipt =
                    porter.platform()
                            .send(Porter.chat(first.person(11, "Ada")), Message.of("Stored"));
        }
        isNotTouchedBySecond(receipt);
    }

    private void isNotTouchedBySecond(MessageId foreign) {
        var ada = second.person(11, "Ada");
        try (var porter = Porter.start(second, data)) {
            var platform = porter.platform();
            platform.send(foreign.chat(), Message.of("Welcome", Button.of("x", "Go on")));
            var welcome = ada.reads().getFirst();
            assertThat(welcome.number()).isEqualTo(101);
            platform.withdrawButtons(foreign);
            assertThat(platform.delete(foreign)).isFalse();
            platform.edit(foreign, Message.of("Stored as version 2"));
            assertThat(welcome.text()).isEqualTo("Welcome");
            assertThat(welcome.labels()).containsExactly("Go on");
            assertThat(ada.reads())
                    .extracting(EmulatedMessage::text)
                    .containsExactly("Welcome", "Stored as version 2");
        }
    }
}
