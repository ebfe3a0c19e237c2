package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Form;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.UnreachableChatException;
import dev.porter.core.TestClock;
import dev.porter.core.TestPatience;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Slash commands, in a family's server and in direct messages.
class DiscordServerTest extends DiscordScene {

    @BeforeEach
    void connect() {
        house.openConnected();
    }

    @Test
    void every_command_is_told_to_discord() {
        await().until(() -> discord.commands().length() == 8);
        var commands = discord.commands();
        assertThat(commands.getObject(0).getString("name")).isEqualTo("start");
        assertThat(commands.getObject(0).getArray("options").getObject(0).getString("name"))
                .isEqualTo("code");
        assertThat(commands.getObject(1).getArray("options").length()).isEqualTo(5);
        assertThat(commands.getObject(1).hasKey("default_member_permissions")).isFalse();
        assertThat(commands.getObject(3).getString("default_member_permissions")).isEqualTo("0");
        assertThat(commands.getObject(7).getInt("type")).isEqualTo(3);
    }

    @Test
    void a_subcommand_is_the_word_after_the_command() {
        ada.inServer().runs("admin", "people");
        var command = inbox.first(Incoming.Command.class);
        assertThat(command.name()).isEqualTo("admin");
        assertThat(command.text()).isEqualTo("people");
    }

    @Test
    void what_somebody_is_typing_is_completed_and_kept_within_the_limits() {
        var longest = "n".repeat(99) + "🎉.txt";
        house.shut();
        house.suggesting(
                        (person, command, text) -> {
                            assertThat(person.value()).isEqualTo(ada.id());
                            assertThat(command + " " + text).isEqualTo("restore inv");
                            return Stream.concat(
                                            Stream.of("*inv*.pdf", "*inv*.pdf", " ", longest),
                                            IntStream.range(0, 40).mapToObj(i -> "inv" + i))
                                    .toList();
                        })
                .openConnected();
        assertThat(ada.inServer().isOffered("restore", "inv"))
                .hasSize(25)
                .startsWith("*inv*.pdf", "n".repeat(99), "inv0");
        assertThat(inbox.all()).isEmpty();
    }

    @Test
    void where_suggestions_fail_there_are_none() {
        house.shut();
        house.suggesting(
                        (_, _, _) -> {
                            throw new IllegalStateException("no database");
                        })
                .openConnected();
        assertThat(ada.isOffered("files", "")).isEmpty();
    }

    @Test
    void an_answer_in_a_server_is_seen_by_nobody_else() {
        answers(chat -> house.platform().send(chat, Message.of("Your files", Button.of("x", "X"))));
        ada.inServer().runs("files", " holiday ");

        var command = inbox.first(Incoming.Command.class);
        assertThat(command.name()).isEqualTo("files");
        assertThat(command.text()).isEqualTo("holiday");
        assertThat(command.origin().person().home()).isEqualTo(ada.chat());
        assertThat(command.origin().chat()).isNotEqualTo(ada.chat());
        seesAlone("Your files");
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void further_answers_are_seen_by_nobody_else_either() {
        answers(chat -> {
            house.platform().send(chat, Message.of("one"));
            house.platform().send(chat, Message.of("two"));
        });
        ada.inServer().runs("files", "");
        seesAlone("one");
        seesAlone("two");
        assertThat(ada.inServer().sees()).hasSize(2);
    }

    @Test
    void a_further_answer_does_not_overtake_the_first() throws Exception {
        var over = new CountDownLatch(1);
        discord.hold("PATCH", Pattern.compile("/webhooks/.*"), over);
        answers(chat -> house.platform().send(chat, Message.of("one")));
        ada.inServer().runs("files", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        await().until(() -> discord.requests().stream().anyMatch(r -> r.startsWith("PATCH")));
        var further =
                Thread.startVirtualThread(() -> house.platform().send(chat, Message.of("two")));
        await().until(() -> !further.isAlive() || isIn(further, "inThinking"));
        over.countDown();
        assertThat(further.join(TestPatience.LONGEST)).isTrue();
        assertThat(ada.inServer().sees()).extracting(Seen::text).containsExactly("one", "two");
    }

    private static boolean isIn(Thread thread, String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(at -> at.getMethodName().equals(method));
    }

    @Test
    void a_command_in_direct_messages_is_answered_in_its_place() {
        answers(chat -> house.platform().send(chat, Message.of("Your files")));
        var event = ada.runs("files", "");
        sees("Your files");
        assertThat(ada.sees()).hasSize(1);
        assertThat(inbox.first(Incoming.Command.class).origin().chat()).isEqualTo(ada.chat());
        assertThat(ada.sees().getFirst().id())
                .isEqualTo(Objects.requireNonNull(discord.answer(event).original));
    }

    @Test
    void discord_hears_that_a_command_was_noticed_before_anything_is_done_about_it() {
        var noticed = new CountDownLatch(1);
        inbox.answer(_ -> pass(noticed));
        var alone = ada.runs("files", "");
        var inServer = ada.inServer().runs("files", "");
        discord.acknowledged(alone);
        discord.acknowledged(inServer);
        noticed.countDown();
        await().until(() -> inbox.all().size() == 2);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_command_with_no_answer_does_not_think_for_ever() {
        var alone = ada.runs("files", "");
        var inServer = ada.inServer().runs("files", "");
        discord.acknowledged(alone);
        discord.acknowledged(inServer);
        await().until(() -> inbox.all().size() == 2);
        await().until(() -> discord.messagesIn(discord.channelOf(ada.id())).isEmpty());
        seesAlone("The answer comes in a direct message.");
        assertThat(discord.answer(alone).type).isEqualTo(5);
        assertThat(discord.answer(inServer).ephemeral).isTrue();
    }

    @Test
    void a_press_in_a_server_changes_the_message_it_was_under() {
        answers(chat -> house.platform().send(chat, Message.of("Sure?", Button.of("yes", "Yes"))));
        ada.inServer().runs("files", "");
        seesAlone("Sure?");
        inbox.answer(incoming -> {
            if (incoming instanceof Incoming.Press press) {
                var message = Objects.requireNonNull(press.origin().message());
                house.platform().edit(message, Message.of("Done."));
                house.platform().send(press.origin().chat(), Message.of("And more."));
            }
        });
        ada.inServer().presses(ada.inServer().sees().getFirst(), "yes");
        seesAlone("And more.");
        assertThat(ada.inServer().sees())
                .extracting(Seen::text)
                .containsExactlyInAnyOrder("Done.", "And more.");
    }

    @Test
    void a_form_in_a_server_is_filled_in_without_anyone_seeing() {
        ada.inServer().runs("start", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        house.platform().send(chat, Message.of("Choose").with(new Form("Password", true)));
        seesAlone("Choose");
        ada.inServer().fillsIn("s3cret");
        assertThat(inbox.first(Incoming.Submission.class).value()).isEqualTo("s3cret");
        assertThat(ada.inServer().sees()).noneMatch(Seen::form);
    }

    @Test
    void an_interaction_that_is_answered_too_late_is_answered_in_direct_messages() {
        answers(chat -> house.platform().send(chat, Message.of("Your files")));
        var event =
                discord.interaction(
                        ada.id(),
                        2,
                        true,
                        DataObject.empty().put("type", 1).put("name", "files"),
                        null);
        discord.answer(event).tooLate = true;
        discord.gateway().dispatch("INTERACTION_CREATE", event);
        sees("Your files");
        assertThat(ada.inServer().sees()).isEmpty();
    }

    @Test
    void after_fifteen_minutes_the_answer_comes_in_direct_messages() {
        var event = ada.inServer().runs("files", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        var first = house.platform().send(chat, Message.of("Copying"));
        seesAlone("Copying");
        discord.answer(event).expired = true;

        var second = house.platform().edit(first, Message.of("Copied."));
        sees("Copied.");
        // As it is stored: by the chat it was asked in.
        house.platform().edit(new MessageId(chat, second.value()), Message.of("All done."));
        sees("All done.");
        assertThat(ada.sees()).hasSize(1);
    }

    @Test
    void after_a_restart_the_answer_comes_in_direct_messages() {
        ada.inServer().runs("files", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        var first = house.platform().send(chat, Message.of("Copying"));
        house.shut();
        house.openConnected();
        house.platform().edit(first, Message.of("Copied."));
        sees("Copied.");
    }

    @Test
    void a_receipt_for_files_of_a_command_stays_in_direct_messages() throws Exception {
        ada.inServer()
                .backsUp(
                        List.of(
                                new Parcel("Größe 1.txt", "text/plain", bytes("abc")),
                                new Parcel("b.txt", "text/plain", bytes("de"))));
        var handed = inbox.first(Incoming.Attachments.class);
        assertThat(handed.attachments())
                .extracting(attachment -> attachment.name())
                .containsExactly("Größe 1.txt", "b.txt");
        try (var in = house.platform().open(handed.attachments().getFirst())) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("abc"));
        }
        house.platform().send(handed.origin().chat(), Message.of("Stored and verified"));
        sees("Stored and verified");
    }

    @Test
    void with_closed_direct_messages_the_answer_is_seen_in_the_server() {
        discord.closeTo(ada.id(), true);
        answers(chat -> house.platform().send(chat, Message.of("Stored and verified")));
        ada.inServer().backsUp(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        seesAlone("Stored and verified");

        var chat = inbox.first(Incoming.Attachments.class).origin().chat();
        house.shut();
        house.openConnected();
        assertThatThrownBy(() -> house.platform().send(chat, Message.of("later")))
                .isInstanceOf(UnreachableChatException.class);
    }

    @Test
    void with_closed_direct_messages_what_comes_by_itself_is_seen_in_the_server() {
        discord.closeTo(ada.id(), true);
        ada.inServer().backsUp(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        inbox.first(Incoming.Attachments.class);
        var id = house.platform().send(ada.chat(), Message.of("Under way"));
        seesAlone("Under way");
        house.platform().edit(id, Message.of("Stored and verified"));
        seesAlone("Stored and verified");
        assertThat(ada.inServer().sees()).noneMatch(seen -> seen.text().equals("Under way"));
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void with_closed_direct_messages_a_message_is_changed_in_its_place_after_other_commands() {
        discord.closeTo(ada.id(), true);
        ada.inServer().backsUp(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        inbox.first(Incoming.Attachments.class);
        var id = house.platform().send(ada.chat(), Message.of("Under way", Button.of("x", "X")));
        seesAlone("Under way");
        ada.inServer().runs("files", "");
        inbox.first(Incoming.Command.class);

        id = house.platform().edit(id, Message.of("Stored and verified", Button.of("y", "Y")));
        assertThat(ada.inServer().sees())
                .filteredOn(seen -> !seen.choices().isEmpty())
                .singleElement()
                .matches(seen -> seen.text().equals("Stored and verified"));
        house.platform().withdrawButtons(id);
        assertThat(ada.inServer().sees()).allMatch(seen -> seen.choices().isEmpty());
        assertThat(house.platform().delete(id)).isTrue();
        assertThat(ada.inServer().sees())
                .noneMatch(seen -> seen.text().equals("Stored and verified"));
    }

    @Test
    void a_message_can_be_changed_for_as_long_as_anything_was_pressed_below_it() {
        answers(chat -> house.platform().send(chat, Message.of("Sure?", Button.of("yes", "Yes"))));
        var event = ada.inServer().runs("files", "");
        seesAlone("Sure?");
        inbox.answer(_ -> {});
        var message = ada.inServer().sees().getFirst();
        ada.inServer().presses(message, "yes");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        inbox.first(Incoming.Press.class);
        discord.answer(event).expired = true;
        house.platform().edit(new MessageId(chat, "h:" + message.id()), Message.of("Done."));
        assertThat(ada.inServer().sees()).extracting(Seen::text).containsExactly("Done.");
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void a_file_goes_to_direct_messages_and_is_announced() {
        answers(chat -> house.platform().send(chat, file(Message.Care.ORDINARY)));
        ada.inServer().runs("restore", "a.txt");
        seesAlone("I sent you the file in a direct message.");
        await().until(() -> ada.sees().stream().anyMatch(seen -> seen.file().isPresent()));
    }

    @Test
    void a_file_that_must_not_stay_is_shown_in_the_server_to_the_person_alone() {
        answers(chat -> house.platform().send(chat, file(Message.Care.PRIVATE)));
        ada.inServer().runs("security", "");
        await().until(() ->
                ada.inServer().sees().stream().anyMatch(seen -> seen.file().isPresent()));
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void who_pays_for_larger_files_gets_them_in_answer_to_what_they_do() {
        var large = new byte[(10 << 20) + 1];
        assertThat(house.platform().features(ada.chat()).largestOut()).isEqualTo(10 << 20);
        assertThatThrownBy(() -> house.platform().send(ada.chat(), file("a.bin", large)))
                .isInstanceOf(ChatException.class);

        discord.allow(ada.id(), 50 << 20);
        ada.inServer().runs("restore", "a.bin");
        inbox.first(Incoming.Command.class);
        assertThat(house.platform().features(ada.chat()).largestOut()).isEqualTo(50 << 20);
        house.platform().send(ada.chat(), file("a.bin", large));
        hasAFile(ada.inServer());

        ada.runs("restore", "b.bin");
        await().until(() -> inbox.all().size() == 2);
        house.platform().send(ada.chat(), file("b.bin", large));
        hasAFile(ada);
        house.shut();
        house.openConnected();
        assertThat(house.platform().features(ada.chat()).largestOut()).isEqualTo(10 << 20);
    }

    private static void hasAFile(FakePerson person) {
        await().until(() -> person.sees().stream().anyMatch(seen -> seen.file().isPresent()));
    }

    @Test
    void a_message_can_be_backed_up_from_its_menu() throws Exception {
        var bob = new FakePerson(discord, "Bob");
        var message =
                bob.writesUnheard(
                        "look", List.of(discord.keep("trip.jpg", "image/jpeg", bytes("jpeg"))));
        ada.inServer().backsUpMessage(message);
        var handed = inbox.first(Incoming.Attachments.class);
        assertThat(handed.origin().person().home()).isEqualTo(ada.chat());
        var file = handed.attachments().getFirst();
        assertThat(file.name()).isEqualTo("trip.jpg");
        assertThat(file.reference()).hasSizeLessThanOrEqualTo(1_000);
        try (var in = house.platform().open(file)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("jpeg"));
        }
    }

    @Test
    void a_message_without_a_file_cannot_be_backed_up() {
        var message = new FakePerson(discord, "Bob").writesUnheard("just words", List.of());
        var event = ada.inServer().backsUpMessage(message);
        var answer = discord.acknowledged(event);
        assertThat(answer.ephemeral).isTrue();
        seesAlone("There is no file in that message.");
    }

    @Test
    void an_interaction_that_the_inbox_never_takes_ends_with_a_word() {
        var clock = new TestClock();
        house.shut();
        house.with(Paces.quick().hookFor(Duration.ofMinutes(10))).by(clock).openConnected();
        inbox.fail(1_000);
        ada.inServer().runs("files", "");
        inbox.awaitFailure();
        clock.advance(Duration.ofMinutes(9)); // the last minute is there to say so
        seesAlone("did not keep it");
        assertThat(ada.sees()).isEmpty();
    }

    @Test
    void a_form_that_the_inbox_never_takes_can_be_filled_in_again() {
        var clock = new TestClock();
        house.shut();
        house.with(Paces.quick().hookFor(Duration.ofMinutes(10))).by(clock).openConnected();
        ada.runs("start", "");
        inbox.first(Incoming.Command.class);
        house.platform()
                .send(
                        ada.chat(),
                        Message.of("Choose", Button.of("x", "X")).with(new Form("Password", true)));
        inbox.fail(1_000);
        ada.fillsIn("s3cret");
        inbox.awaitFailure();
        clock.advance(Duration.ofMinutes(9));
        sees("did not keep it");
        assertThat(ada.sees())
                .filteredOn(Seen::form)
                .singleElement()
                .matches(seen -> seen.choices().equals(List.of("x")));
        inbox.fail(0);
        ada.fillsIn("s3cret");
        assertThat(inbox.first(Incoming.Submission.class).value()).isEqualTo("s3cret");
        assertThat(ada.sees()).noneMatch(Seen::form);
    }

    @Test
    void a_form_that_waits_when_porter_stops_can_be_filled_in_again() {
        house.shut();
        hasTimeToStop();
        house.openConnected();
        ada.inServer().runs("start", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        house.platform().send(chat, Message.of("Choose").with(new Form("Password", true)));
        seesAlone("Choose");
        inbox.fail(1_000);
        ada.inServer().fillsIn("s3cret");
        inbox.awaitFailure();
        house.shut();
        seesAlone("Please use it again");
        assertThat(ada.inServer().sees()).filteredOn(Seen::form).hasSize(1);
    }

    @Test
    void what_waits_when_porter_stops_is_asked_for_again() {
        house.shut();
        hasTimeToStop();
        house.openConnected();
        inbox.fail(1_000);
        ada.inServer().runs("files", "");
        var waiting = ada.inServer().runs("security", "");
        var last = ada.runs("files", "");
        discord.acknowledged(waiting);
        discord.acknowledged(last);
        house.shut();
        assertThat(ada.inServer().sees())
                .hasSize(2)
                .allMatch(seen -> seen.text().contains("Please use it again"));
        assertThat(ada.sees())
                .singleElement()
                .matches(seen -> seen.text().contains("use it again"));
    }

    @Test
    void what_is_just_heard_when_porter_stops_is_asked_for_again() throws Exception {
        var over = new CountDownLatch(1);
        InstantSource slow =
                () -> {
                    if (isIn(Thread.currentThread(), "acknowledge")) {
                        pass(over);
                    }
                    return Instant.now();
                };
        house.shut();
        hasTimeToStop();
        house.by(slow.withZone(ZoneOffset.UTC)).openConnected();
        discord.acknowledged(ada.runs("files", ""));
        var stop = Thread.startVirtualThread(house::shut);
        await().until(() -> !stop.isAlive() || isIn(stop, "awaitHeard"));
        over.countDown();
        assertThat(stop.join(TestPatience.LONGEST)).isTrue();
        assertThat(ada.sees())
                .singleElement()
                .matches(seen -> seen.text().contains("use it again"));
    }

    @Test
    void a_fleeting_message_goes_away_by_itself() {
        house.shut();
        house.with(Paces.quick().fleetingFor(Duration.ofMillis(300)));
        house.openConnected();
        house.platform().send(ada.chat(), Message.of("12345678").with(Message.Care.FLEETING));
        await().until(() -> ada.sees().isEmpty());
    }

    @Test
    void many_buttons_and_equal_ones_are_all_there() {
        var message = Message.of("Choose");
        for (var row = 0; row < 7; row++) {
            message =
                    message.row(
                            Button.of("v" + row, "One"),
                            Button.of("v" + row, "Two"),
                            Button.of("w" + row, "Three"),
                            Button.of("x" + row, "Four"));
        }
        house.platform().send(ada.chat(), message);
        assertThat(ada.sees().stream().mapToInt(seen -> seen.buttons().size()).sum()).isEqualTo(28);
        var second = ada.sees().getFirst();
        ada.presses(second, second.choices().get(1));
        assertThat(inbox.first(Incoming.Press.class).value()).isEqualTo("v0");
    }

    // How the tests look at it

    private interface Answering {
        void answer(ChatId chat);
    }

    private void answers(Answering how) {
        inbox.answer(incoming -> {
            try {
                how.answer(incoming.origin().chat());
            } catch (ChatException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void sees(String text) {
        shows(ada::sees, text);
    }

    private void seesAlone(String text) {
        shows(() -> ada.inServer().sees(), text);
    }

    private static void shows(Supplier<List<Seen>> where, String text) {
        await().until(() -> where.get().stream().anyMatch(seen -> seen.text().contains(text)));
    }

    private static OutgoingFile file(String name, byte[] content) {
        return new OutgoingFile(
                name,
                "application/octet-stream",
                content.length,
                false,
                "",
                Message.Care.ORDINARY,
                () -> new ByteArrayInputStream(content));
    }

    private static OutgoingFile file(Message.Care care) {
        return new OutgoingFile(
                "a.txt",
                "text/plain",
                3,
                false,
                "",
                care,
                () -> new ByteArrayInputStream(bytes("abc")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
