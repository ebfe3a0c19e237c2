package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.chat.OtherEnd.SeenButton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ChatPlatform] does. An adapter extends it, starts itself against a fake of its
/// platform in [#open], and plays the person at the other end.
public abstract class ChatPlatformContract {
    private static final String LONGEST_VALUE =
            "back:0123456789-abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRST~";

    private final RecordingInbox inbox = new RecordingInbox();
    private Meeting meeting;

    /// An adapter that is running and connected to a fake platform.
    public interface Meeting extends AutoCloseable {
        ChatPlatform platform();

        /// A person with a private chat that Porter may write to; the same one for the same name.
        OtherEnd person(String name);

        /// A chat of this platform that does not exist, or that Porter may not write to.
        ChatId nowhere();

        /// Stops the adapter and starts it again; the platform stays.
        void restart();

        /// Makes the platform forget every file that was sent.
        void forgetFiles();

        /// Whether the platform itself delivers again what the [Inbox] did not take. Where it does
        /// not, the person is told, and [#wasTold] says so.
        boolean deliversAgain();

        /// Whether the platform told this person that their last act was not taken.
        default boolean wasTold(OtherEnd person) {
            return false;
        }

        @Override
        void close();
    }

    /// Starts the adapter, delivering to this inbox.
    protected abstract Meeting open(Inbox inbox);

    /// Whether the platform carries files of no bytes.
    protected boolean carriesEmptyFiles() {
        return true;
    }

    /// Names of files that a person might send, as the platform hands them on.
    protected List<String> hostileNames() {
        return List.of(
                "../../etc/passwd",
                "C:\\Windows\\system32\\con.txt",
                "<script>alert(1)</script>.html",
                "a 'quoted' & \"quoted\" name; filename=x.txt",
                "100%25 sure%0D%0A.txt",
                "Größe 写真 🎉.jpg",
                ".hidden",
                "x".repeat(240) + ".pdf");
    }

    @BeforeEach
    void meet() {
        meeting = open(inbox);
    }

    @AfterEach
    void part() {
        meeting.close();
    }

    @Test
    void its_name_is_short_and_in_lower_case() {
        assertThat(platform().name()).matches("[a-z]{2,20}");
        assertThat(platform().displayName()).isNotBlank();
    }

    // What comes in

    @Test
    void a_text_arrives_with_its_origin() {
        ada().says("Hello, Porter!");

        var text = next(Incoming.Text.class);
        assertThat(text.text()).isEqualTo("Hello, Porter!");
        var origin = text.origin();
        assertThat(origin.chat()).isEqualTo(ada().chat());
        assertThat(origin.person().home()).isEqualTo(ada().chat());
        assertThat(origin.person().displayName()).isNotBlank();
        assertThat(origin.person().id().platform()).isEqualTo(platform().name());
        assertThat(origin.person().id().value()).hasSizeBetween(1, 200);
        assertThat(origin.event()).hasSizeBetween(1, 200);
        assertThat(origin.message()).isNotNull();
    }

    @Test
    void a_text_keeps_its_lines_and_its_letters() {
        var text = "first <b>line</b> & *more*\nsecond\n\n  fourth 🎉 ä";
        ada().says(text);
        assertThat(next(Incoming.Text.class).text()).isEqualTo(text);
    }

    @Test
    void a_command_arrives_in_lower_case_with_what_follows_it() {
        ada().says("/files holiday");
        ada().says("/MENU");
        ada().says("/claim   Ab-12  ");

        assertThat(next(Incoming.Command.class))
                .extracting(Incoming.Command::name, Incoming.Command::text, Incoming.Command::typed)
                .containsExactly("files", "holiday", "/files holiday");
        assertThat(next(Incoming.Command.class))
                .extracting(Incoming.Command::name, Incoming.Command::text, Incoming.Command::typed)
                .containsExactly("menu", "", "/MENU");
        assertThat(next(Incoming.Command.class))
                .extracting(Incoming.Command::name, Incoming.Command::text)
                .containsExactly("claim", "Ab-12");
    }

    @Test
    void what_one_person_does_arrives_in_their_order() {
        var said = IntStream.range(0, 20).mapToObj(i -> "line " + i).toList();
        said.forEach(ada()::says);

        var heard = said.stream().map(_ -> next(Incoming.Text.class).text()).toList();
        assertThat(heard).isEqualTo(said);
    }

    @Test
    void a_person_and_their_chat_have_lasting_ids() {
        ada().says("one");
        var first = next(Incoming.Text.class).origin();
        meeting.restart();
        ada().says("two");
        var second = next(Incoming.Text.class).origin();

        assertThat(second.person().id()).isEqualTo(first.person().id());
        assertThat(second.chat()).isEqualTo(first.chat());
        assertThat(second.event()).isNotEqualTo(first.event());
    }

    @Test
    void two_people_are_two_people() {
        ada().says("I am Ada");
        bob().says("I am Bob");
        var one = next(Incoming.Text.class).origin();
        var two = next(Incoming.Text.class).origin();
        assertThat(one.person().id()).isNotEqualTo(two.person().id());
        assertThat(one.chat()).isNotEqualTo(two.chat());

        platform().send(ada().chat(), Message.of("for Ada alone"));
        assertThat(sees(ada(), message -> message.text().contains("for Ada alone"))).isNotNull();
        assertThat(fromPorter(bob())).isEmpty();
    }

    @Test
    void the_same_happening_delivered_again_keeps_its_identity() {
        ada().says("once");
        var first = next(Incoming.Text.class);
        ada().repeats();
        assertThat(next(Incoming.Text.class).origin().event()).isEqualTo(first.origin().event());

        ada().sends(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        var parcel = attachments(1).getFirst();
        ada().repeats();
        assertThat(attachments(1).getFirst().key()).isEqualTo(parcel.key());

        ada().sends(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        assertThat(attachments(1).getFirst().key()).isNotEqualTo(parcel.key());
    }

    @Test
    void what_the_inbox_did_not_take_is_delivered_again_or_the_person_is_told() {
        inbox.failOnce();
        ada().says("please");
        var refused = next(Incoming.Text.class);
        if (!meeting.deliversAgain()) {
            await().until(() -> meeting.wasTold(ada()));
            ada().repeats();
        }
        var taken = next(Incoming.Text.class);
        assertThat(taken.text()).isEqualTo("please");
        assertThat(taken.origin().event()).isEqualTo(refused.origin().event());
    }

    // What goes out

    @Test
    void a_message_is_seen_with_its_title_and_its_buttons() {
        platform()
                .send(
                        ada().chat(),
                        Message.titled("Welcome", "What next?", Button.of("yes", "Yes, please"))
                                .row(Button.of("no", "No"), Button.of("later", "Later")));

        var seen = sees(ada(), message -> message.text().contains("What next?"));
        assertThat(seen.fromPorter()).isTrue();
        assertThat(seen.text()).contains("Welcome");
        assertThat(seen.buttons())
                .extracting(SeenButton::label)
                .containsExactly("Yes, please", "No", "Later");
        assertThat(seen.choices()).containsExactly("yes", "no", "later");
    }

    @Test
    void a_pressed_button_gives_back_exactly_its_value() {
        assertThat(bytes(LONGEST_VALUE)).hasSize(64);
        var id =
                platform()
                        .send(
                                ada().chat(),
                                Message.of("Press", Button.of(LONGEST_VALUE, "This one")));

        ada().presses(sees(ada(), message -> !message.choices().isEmpty()), LONGEST_VALUE);

        var press = next(Incoming.Press.class);
        assertThat(press.value()).isEqualTo(LONGEST_VALUE);
        assertThat(press.origin().message()).isEqualTo(id);
        assertThat(press.origin().chat()).isEqualTo(ada().chat());
    }

    @Test
    void an_address_and_a_text_to_copy_reach_the_person() {
        platform()
                .send(
                        ada().chat(),
                        Message.of(
                                "Here",
                                new Button.Link("The app", "https://example.org/app?a=1&b=2"),
                                new Button.Copy("The address", "nas.example.org")));

        var seen = sees(ada(), message -> message.text().contains("Here"));
        var all =
                fromPorter(ada()).stream()
                        .map(message ->
                                message.text()
                                        + message.buttons().stream()
                                                .flatMap(button -> button.carries().stream())
                                                .toList())
                        .toList()
                        .toString();
        assertThat(seen).isNotNull();
        assertThat(all).contains("https://example.org/app?a=1&b=2").contains("nas.example.org");
    }

    @Test
    void an_edit_replaces_text_and_buttons_and_repeating_it_changes_nothing() {
        var id = platform().send(ada().chat(), Message.of("Sure?", Button.of("yes", "Yes")));
        sees(ada(), message -> message.text().contains("Sure?"));
        var after = Message.of("Done.", Button.of("undo", "Undo"));

        var edited = platform().edit(id, after);
        sees(ada(), message -> message.choices().contains("undo"));
        var again = platform().edit(edited, after);
        platform().edit(again, after);

        var seen = fromPorter(ada());
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().text()).contains("Done.").doesNotContain("Sure?");
        assertThat(seen.getFirst().choices()).containsExactly("undo");
    }

    @Test
    void buttons_are_withdrawn_and_the_words_stay() {
        var id =
                platform()
                        .send(
                                ada().chat(),
                                Message.titled("Sure?", "Think.", Button.of("yes", "Yes")));
        sees(ada(), message -> message.choices().contains("yes"));

        platform().withdrawButtons(id);
        sees(ada(), message -> message.text().contains("Think.") && message.choices().isEmpty());
        platform().withdrawButtons(id);

        assertThat(fromPorter(ada())).hasSize(1);
        assertThat(fromPorter(ada()).getFirst().text()).contains("Sure?").contains("Think.");
        assertThat(fromPorter(ada()).getFirst().buttons()).isEmpty();
        platform().delete(id);
        platform().withdrawButtons(id);
        assertThat(fromPorter(ada())).isEmpty();
    }

    @Test
    void an_edit_after_a_restart_finds_the_message() {
        var id = platform().send(ada().chat(), Message.of("Copying", Button.of("stop", "Stop")));
        meeting.restart();

        platform().edit(id, Message.of("Copied."));

        sees(ada(), message -> message.text().contains("Copied."));
        assertThat(fromPorter(ada())).hasSize(1);
        assertThat(fromPorter(ada()).getFirst().choices()).isEmpty();
    }

    @Test
    void an_edit_of_a_message_that_is_gone_sends_the_new_one() {
        var id = platform().send(ada().chat(), Message.of("Copying"));
        platform().delete(id);

        var next = platform().edit(id, Message.of("Copied."));

        sees(ada(), message -> message.text().contains("Copied."));
        platform().edit(next, Message.of("Copied twice."));
        sees(ada(), message -> message.text().contains("Copied twice."));
        assertThat(fromPorter(ada())).hasSize(1);
    }

    @Test
    void a_message_of_porter_can_be_deleted() {
        var id = platform().send(ada().chat(), Message.of("A secret"));
        sees(ada(), message -> message.text().contains("A secret"));

        assertThat(platform().delete(id)).isTrue();
        gone(ada(), "A secret");
    }

    @Test
    void a_message_of_a_person_can_be_deleted_where_the_platform_can() {
        assumeThat(platform().features().deletesIncoming()).isTrue();
        ada().says("my password");
        var message = Objects.requireNonNull(next(Incoming.Text.class).origin().message());

        assertThat(platform().delete(message)).isTrue();
        gone(ada(), "my password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "*bold* _italic_ ~gone~ `code` ||hidden||",
                "**bold** __under__ > quote",
                "@everyone <@123> @here #channel",
                "&amp; &lt;b&gt; \\*",
                "[name](https://example.org) <https://example.org>",
                "# heading\n- list\n1. one"
            })
    void any_text_is_shown_letter_by_letter(String text) {
        platform().send(ada().chat(), Message.titled(text.lines().findFirst().orElseThrow(), text));

        var seen = sees(ada(), Seen::fromPorter);
        assertThat(seen.text()).contains(text);
        assertThat(seen.text()).startsWith(text.lines().findFirst().orElseThrow());
    }

    @Test
    void a_hostile_label_is_shown_letter_by_letter() {
        platform().send(ada().chat(), Message.of("Press", Button.of("x", "<b>*&amp;*</b>")));
        assertThat(sees(ada(), Seen::fromPorter).buttons())
                .extracting(SeenButton::label)
                .containsExactly("<b>*&amp;*</b>");
    }

    @Test
    void a_long_text_is_not_lost() {
        var lines = IntStream.range(0, 900).mapToObj(i -> "line " + i + " <&> 🎉").toList();

        platform().send(ada().chat(), Message.of(String.join("\n", lines), Button.of("ok", "OK")));

        sees(ada(), message -> message.choices().contains("ok"));
        var shown = String.join("\n", fromPorter(ada()).stream().map(Seen::text).toList());
        assertThat(shown.lines().filter(line -> !line.isBlank()).toList()).isEqualTo(lines);
        assertThat(fromPorter(ada()).getLast().choices()).containsExactly("ok");
    }

    @Test
    void a_long_text_is_edited_and_deleted_as_one() {
        var text = "a long story ".repeat(700);
        var id = platform().send(ada().chat(), Message.of(text));
        var edited = platform().edit(id, Message.of("short"));
        sees(ada(), message -> message.text().equals("short"));
        gone(ada(), "a long story");
        platform().delete(platform().edit(edited, Message.of(text)));
        gone(ada(), "a long story");
    }

    @Test
    void a_chat_that_does_not_exist_is_unreachable() {
        assertThatThrownBy(() -> platform().send(meeting.nowhere(), Message.of("Anyone?")))
                .isInstanceOf(UnreachableChatException.class);
    }

    @Test
    void a_form_is_shown_and_its_answer_arrives_exactly() {
        assumeThat(platform().features().forms()).isTrue();
        var asked =
                platform()
                        .send(
                                ada().chat(),
                                Message.of("Choose one").with(new Form("Password", true)));
        sees(ada(), Seen::form);

        ada().fillsIn(" Pass word<&>\"'\\ ä🎉 ");

        var submission = next(Incoming.Submission.class);
        assertThat(submission.value()).isEqualTo(" Pass word<&>\"'\\ ä🎉 ");
        assertThat(submission.form()).isEqualTo(asked);
        assertThat(submission.origin().chat()).isEqualTo(ada().chat());
        assertThat(ada().sees()).noneMatch(message -> message.text().contains("Pass word<&>"));
    }

    @Test
    void a_message_with_a_form_is_readable_on_every_platform() {
        platform().send(ada().chat(), Message.of("Choose one").with(new Form("Password", true)));
        assertThat(sees(ada(), Seen::fromPorter).text()).contains("Choose one");
    }

    // Files in

    @Test
    void an_attachment_is_opened_bit_for_bit() throws Exception {
        var content = random(300_000, 1);
        ada().sends(List.of(new Parcel("holiday.pdf", "application/pdf", content)));

        var attachment = attachments(1).getFirst();
        assertThat(attachment.platform()).isEqualTo(platform().name());
        assertThat(attachment.name()).isEqualTo("holiday.pdf");
        assertThat(attachment.size()).isIn(-1L, (long) content.length);
        assertThat(attachment.key()).hasSizeBetween(1, 400);
        assertThat(attachment.reference()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(content(attachment)).isEqualTo(content);
        assertThat(content(attachment)).as("opened again").isEqualTo(content);
        meeting.restart();
        assertThat(content(attachment)).as("after a restart").isEqualTo(content);
    }

    @Test
    void an_attachment_of_no_bytes_is_taken() throws Exception {
        assumeThat(carriesEmptyFiles()).isTrue();
        ada().sends(List.of(new Parcel("empty.txt", "text/plain", new byte[0])));

        var attachment = attachments(1).getFirst();
        assertThat(attachment.size()).isLessThanOrEqualTo(0);
        assertThat(content(attachment)).isEmpty();
    }

    @Test
    void files_that_are_sent_together_belong_together() throws Exception {
        ada().sends(
                        List.of(
                                new Parcel("a.txt", "text/plain", bytes("a")),
                                new Parcel("b.txt", "text/plain", bytes("bb")),
                                new Parcel("b.txt", "text/plain", bytes("ccc"))));

        var all = attachments(3);
        assertThat(all).extracting(Attachment::name).containsExactly("a.txt", "b.txt", "b.txt");
        assertThat(all).extracting(Attachment::key).doesNotHaveDuplicates();
        assertThat(all.getFirst().bunch()).isNotNull();
        assertThat(all).extracting(Attachment::bunch).containsOnly(all.getFirst().bunch());
        for (var i = 0; i < 3; i++) {
            assertThat(content(all.get(i))).hasSize(i + 1);
        }
    }

    @Test
    void a_hostile_name_arrives_as_it_was_sent() throws Exception {
        for (var name : hostileNames()) {
            ada().sends(List.of(new Parcel(name, "application/octet-stream", bytes(name))));
            var attachment = attachments(1).getFirst();
            assertThat(attachment.name()).isEqualTo(name);
            assertThat(content(attachment)).isEqualTo(bytes(name));
        }
    }

    @Test
    void an_attachment_that_the_platform_forgot_is_gone() {
        ada().sends(List.of(new Parcel("a.txt", "text/plain", bytes("abc"))));
        var attachment = attachments(1).getFirst();
        meeting.forgetFiles();
        assertThatThrownBy(() -> content(attachment)).isInstanceOf(AttachmentGoneException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../../etc/passwd", "/etc/passwd", "no such thing", "0"})
    void a_forged_reference_opens_nothing(String reference) {
        var forged =
                new Attachment(
                        platform().name(), "key", reference, "a", "text/plain", 1, false, null);
        assertThatThrownBy(() -> content(forged)).isInstanceOf(ChatException.class);
    }

    // Files out

    @Test
    void a_file_arrives_bit_for_bit_with_its_name() throws Exception {
        var content = random(200_000, 2);
        for (var name : List.of("invoice.pdf", "Größe & 写真 (1).txt", "a\"b<c>.html")) {
            platform().send(ada().chat(), file(name, content));
            var seen = sees(ada(), shows(name));
            try (var in = ada().fetches(seen.file().orElseThrow())) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void a_file_of_no_bytes_arrives() throws Exception {
        assumeThat(carriesEmptyFiles()).isTrue();
        platform().send(ada().chat(), file("empty.txt", new byte[0]));
        try (var in = ada().fetches(sees(ada(), shows("empty.txt")).file().orElseThrow())) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_caption_stands_beside_the_file() {
        var content = bytes("abc");
        platform()
                .send(
                        ada().chat(),
                        new OutgoingFile(
                                "a.txt",
                                "text/plain",
                                content.length,
                                false,
                                "Here it is, *as promised* <b>",
                                Message.Care.ORDINARY,
                                () -> new ByteArrayInputStream(content)));
        assertThat(sees(ada(), shows("a.txt")).text()).contains("Here it is, *as promised* <b>");
    }

    @Test
    void a_file_whose_bytes_are_not_the_promised_ones_is_not_delivered() {
        var content = random(200_000, 3);
        var broken =
                new OutgoingFile(
                        "broken.pdf",
                        "application/pdf",
                        content.length,
                        false,
                        "",
                        Message.Care.ORDINARY,
                        () ->
                                new SequenceInputStream(
                                        new ByteArrayInputStream(content), new BrokenStream()));

        assertThatThrownBy(() -> platform().send(ada().chat(), broken))
                .isInstanceOf(ChatException.class);

        platform().send(ada().chat(), file("whole.pdf", content));
        sees(ada(), shows("whole.pdf"));
        assertThat(fromPorter(ada())).noneMatch(shows("broken.pdf"));
        assertThat(fromPorter(ada()).stream().filter(message -> message.file().isPresent()))
                .hasSize(1);
    }

    // How the suite looks at it

    private ChatPlatform platform() {
        return meeting.platform();
    }

    private OtherEnd ada() {
        return meeting.person("Ada");
    }

    private OtherEnd bob() {
        return meeting.person("Bob");
    }

    private <T extends Incoming> T next(Class<T> kind) {
        return inbox.next(kind);
    }

    /// The next attachments, in one event or in several.
    private List<Attachment> attachments(int count) {
        var all = new ArrayList<Attachment>();
        while (all.size() < count) {
            all.addAll(next(Incoming.Attachments.class).attachments());
        }
        assertThat(all).hasSize(count);
        return all;
    }

    private byte[] content(Attachment attachment) throws IOException {
        try (var in = platform().open(attachment)) {
            return in.readAllBytes();
        }
    }

    private static List<Seen> fromPorter(OtherEnd person) {
        return person.sees().stream().filter(Seen::fromPorter).toList();
    }

    private static Seen sees(OtherEnd person, Predicate<Seen> what) {
        return await().until(
                        () -> fromPorter(person).stream().filter(what).findFirst(),
                        o -> o.isPresent())
                .orElseThrow();
    }

    private static void gone(OtherEnd person, String text) {
        await().until(() -> person.sees().stream().noneMatch(m -> m.text().contains(text)));
    }

    private static Predicate<Seen> shows(String name) {
        return message ->
                message.file().isPresent()
                        && (message.file().get().name().equals(name)
                                || message.text().contains(name));
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

    private static byte[] random(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Finds at its end that the bytes are not the promised ones.
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The bytes have changed.");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }

    /// Keeps what comes in, in order.
    private static final class RecordingInbox implements Inbox {
        private final List<Incoming> taken = new CopyOnWriteArrayList<>();
        private volatile boolean fails;
        private int read;

        void failOnce() {
            fails = true;
        }

        @Override
        public void receive(Incoming incoming) {
            var failing = fails;
            fails = false;
            taken.add(incoming);
            if (failing) {
                throw new IllegalStateException("The inbox is asked to fail.");
            }
        }

        <T extends Incoming> T next(Class<T> kind) {
            await().until(() -> taken.size() > read);
            var incoming = taken.get(read++);
            assertThat(incoming).isInstanceOf(kind);
            return kind.cast(incoming);
        }
    }
}
