package dev.porter.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.UncertainChatException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingFilesTest {
    private static final byte[] TEXT = "Dear diary".getBytes(UTF_8);
    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffe000104a464946");

    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private Porter porter;
    private ChatId chat;

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada");
        ada.says("/start");
        porter = Porter.start(server, data);
        server.await(it -> it.waiting() == 0);
        chat = Porter.chat(ada);
    }

    @AfterEach
    void stop() {
        porter.close();
        server.close();
    }

    private static OutgoingFile file(String name, byte[] bytes, boolean picture, String caption) {
        return new OutgoingFile(
                name,
                "application/octet-stream",
                bytes.length,
                picture,
                caption,
                Care.ORDINARY,
                () -> new ByteArrayInputStream(bytes));
    }

    private EmulatedMessage.SentFile arrived() {
        var file = ada.reads().getLast().file();
        if (file == null) {
            throw new AssertionError("There is no file.");
        }
        return file;
    }

    @Test
    void a_document_arrives_as_it_is() {
        porter.platform().send(chat, file("diary 2024.txt", TEXT, false, "Here it is <3"));
        assertThat(arrived().name()).isEqualTo("diary 2024.txt");
        assertThat(arrived().start().array()).isEqualTo(TEXT);
        assertThat(ada.reads().getLast().text()).isEqualTo("Here it is <3");
    }

    @Test
    void whoever_waits_for_a_file_sees_that_it_is_on_its_way() {
        var slow =
                new OutgoingFile(
                        "a.txt",
                        "text/plain",
                        TEXT.length,
                        false,
                        "",
                        Care.ORDINARY,
                        () -> {
                            server.await(it -> actions(it).contains("upload_document"));
                            return new ByteArrayInputStream(TEXT);
                        });
        porter.platform().send(chat, slow);
        assertThat(arrived().start().array()).isEqualTo(TEXT);
    }

    /// What a person was shown that Porter is doing.
    private static List<String> actions(BotApiEmulator server) {
        return server.calls("sendChatAction").stream()
                .map(call -> call.parameters().path("action").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My%20Doc.pdf",
                "a\\b.txt",
                "semi;colon \"quoted\".txt",
                "chat_id",
                "Ümläut 日本語.pdf",
                "line\nbreak\u0000.txt",
                "dash – and 😀.txt",
                ".hidden",
                "it's & <more>.tar.gz"
            })
    void a_name_never_breaks_the_request_and_is_always_shown(String name) {
        porter.platform().send(chat, file(name, TEXT, false, "caption"));
        assertThat(arrived().start().array()).isEqualTo(TEXT);
        var shown = arrived().name().equals(name) || ada.reads().getLast().text().contains(name);
        assertThat(shown).isTrue();
        assertThat(ada.reads().getLast().text()).contains("caption");
    }

    @Test
    void a_name_that_telegram_cuts_is_in_the_caption_which_is_cut_itself() {
        var name = "n".repeat(100) + ".txt";
        porter.platform().send(chat, file(name, TEXT, false, "&".repeat(2_000)));
        assertThat(ada.reads().getLast().text())
                .startsWith(name + "\n&&&")
                .endsWith("&…")
                .hasSize(1_024);
    }

    @Test
    void a_gif_stays_the_document_it_is() {
        porter.platform().send(chat, file("fun.gif", TEXT, false, ""));
        assertThat(arrived().kind()).isEqualTo("document");
    }

    @Test
    void a_picture_is_shown_and_one_that_telegram_cannot_show_comes_as_a_document() {
        porter.platform().send(chat, file("chart.jpg", PICTURE, true, "Your space"));
        assertThat(arrived().kind()).isEqualTo("photo");
        porter.platform().send(chat, file("chart.svg", TEXT, true, ""));
        assertThat(arrived().kind()).isEqualTo("document");
        assertThat(arrived().start().array()).isEqualTo(TEXT);
    }

    private static OutgoingFile secret() {
        return new OutgoingFile(
                "code.jpg",
                "image/jpeg",
                PICTURE.length,
                true,
                "the seed",
                Care.FLEETING,
                () -> new ByteArrayInputStream(PICTURE));
    }

    /// The next message that Porter takes away stays until this is counted down.
    private CountDownLatch stays() {
        var looked = new CountDownLatch(1);
        server.fail("deleteMessage", new BotApiEmulator.Fault.Held(looked));
        return looked;
    }

    @Test
    void a_fleeting_picture_is_covered_protected_and_goes_away() {
        var looked = stays();
        porter.platform().send(chat, secret());
        var shown = server.messages().getLast();
        assertThat(Objects.requireNonNull(shown.file()).kind()).isEqualTo("photo");
        assertThat(shown.text()).isEqualTo("the seed");
        assertThat(shown.hasSpoiler()).isTrue();
        assertThat(shown.isProtected()).isTrue();
        looked.countDown();
        porter.awaitGone(shown);
    }

    @Test
    void a_secret_picture_is_shown_only_in_a_message_that_is_noted_to_be_taken_away() {
        server.fail("sendMessage", new BotApiEmulator.Fault.DoneUnanswered());
        assertThatThrownBy(() -> porter.platform().send(chat, secret()))
                .isInstanceOf(UncertainChatException.class);
        assertThat(ada.reads()).hasSize(1);
        assertThat(ada.reads().getFirst().file()).isNull();
        assertThat(ada.reads().getFirst().text()).doesNotContain("seed");

        var looked = stays();
        server.fail("editMessageMedia", new BotApiEmulator.Fault.DoneUnanswered());
        porter.platform().send(chat, secret());
        assertThat(server.messages()).hasSize(3);
        assertThat(server.messages().getLast().hasSpoiler()).isTrue();
        looked.countDown();
        porter.awaitGone(server.messages().getLast());
    }

    @Test
    void a_secret_picture_goes_away_even_when_porter_is_killed_before_its_answer() {
        server.fail("deleteMessage", new BotApiEmulator.Fault.Silence());
        for (var i = 0; i < 3; i++) {
            server.fail("editMessageMedia", new BotApiEmulator.Fault.DoneUnanswered());
        }
        assertThatThrownBy(() -> porter.platform().send(chat, secret()))
                .isInstanceOf(UncertainChatException.class);
        var shown = server.messages().getLast();
        assertThat(shown.file()).isNotNull();
        server.await(it -> it.troubled() == 4);
        porter.crash();
        assertThat(shown.deleted()).isFalse();
        porter = Porter.start(server, data);
        porter.awaitGone(shown);
    }

    @Test
    void a_secret_file_that_telegram_cannot_show_comes_as_a_document() {
        var file =
                new OutgoingFile(
                        "codes.txt",
                        "text/plain",
                        TEXT.length,
                        true,
                        "",
                        Care.FLEETING,
                        () -> new ByteArrayInputStream(TEXT));
        var looked = stays();
        porter.platform().send(chat, file);
        var shown = server.messages().getLast();
        assertThat(Objects.requireNonNull(shown.file()).kind()).isEqualTo("document");
        looked.countDown();
        porter.awaitGone(shown);
    }

    private static OutgoingFile restored(String name, String type, byte[] bytes) {
        return new OutgoingFile(
                name,
                type,
                bytes.length,
                false,
                "",
                Care.ORDINARY,
                HexFormat.of().formatHex(bytes),
                () -> new ByteArrayInputStream(bytes));
    }

    private List<String> kinds() {
        return ada.reads().stream()
                .map(message -> Objects.requireNonNull(message.file()).kind())
                .toList();
    }

    @Test
    void a_picture_that_comes_back_is_shown_and_its_bytes_follow_untouched() {
        for (var i = 0; i < 2; i++) {
            porter.platform().send(chat, restored("beach.jpg", "image/jpeg", PICTURE));
        }
        assertThat(kinds()).containsExactly("photo", "document", "photo", "document");
        assertThat(arrived().start().array()).isEqualTo(PICTURE);
        assertThat(arrived().name()).isEqualTo("beach.jpg");
        assertThat(ada.reads())
                .extracting(EmulatedMessage::isSilent)
                .containsExactly(true, false, true, false);
        assertThat(ada.reads().getFirst().text()).isEmpty();
    }

    @Test
    void what_cannot_be_shown_comes_as_a_document_all_the_same() {
        porter.platform().send(chat, restored("no picture.jpg", "image/jpeg", TEXT));
        porter.platform().send(chat, restored("film.mp4", "video/mp4", PICTURE));
        server.fail("sendPhoto", new BotApiEmulator.Fault.DoneUnanswered());
        porter.platform().send(chat, restored("beach.jpg", "image/jpeg", PICTURE));
        assertThat(kinds()).containsExactly("document", "document", "photo", "document");
    }

    @Test
    void what_turns_out_wrong_while_it_is_read_is_not_delivered() {
        var wrongAtTheEnd =
                new OutgoingFile(
                        "a.bin", "x/y", TEXT.length, false, "", Care.ORDINARY, FailsAtTheEnd::new);
        assertThatThrownBy(() -> porter.platform().send(chat, wrongAtTheEnd))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("could not be read");
        for (var size : new long[] {TEXT.length - 1, TEXT.length + 1}) {
            var liar =
                    new OutgoingFile(
                            "a.bin",
                            "x/y",
                            size,
                            false,
                            "",
                            Care.ORDINARY,
                            () -> new ByteArrayInputStream(TEXT));
            assertThatThrownBy(() -> porter.platform().send(chat, liar))
                    .isInstanceOf(ChatException.class);
        }
        assertThat(ada.reads()).isEmpty();
    }

    private static final class FailsAtTheEnd extends FilterInputStream {
        FailsAtTheEnd() {
            super(new ByteArrayInputStream(TEXT));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            if (count < 0) {
                throw new IOException("The digest is another.");
            }
            return count;
        }
    }

    @Test
    void an_upload_whose_answer_is_lost_is_not_repeated_and_a_flood_is() {
        var opened = new AtomicInteger();
        var file =
                new OutgoingFile(
                        "a.txt",
                        "text/plain",
                        TEXT.length,
                        false,
                        "",
                        Care.ORDINARY,
                        () -> {
                            opened.incrementAndGet();
                            return new ByteArrayInputStream(TEXT);
                        });
        server.fail("sendDocument", new BotApiEmulator.Fault.Refuse(429, "Too Many", 1));
        server.fail("sendDocument", new BotApiEmulator.Fault.DoneUnanswered());
        assertThatThrownBy(() -> porter.platform().send(chat, file))
                .isInstanceOf(UncertainChatException.class);
        assertThat(opened).hasValue(2);
        assertThat(ada.reads()).hasSize(1);
    }

    private static OutgoingFile known(
            String name, byte[] bytes, String caption, AtomicInteger opened) {
        return new OutgoingFile(
                name,
                "application/octet-stream",
                bytes.length,
                false,
                caption,
                Care.ORDINARY,
                HexFormat.of().formatHex(bytes),
                () -> {
                    opened.incrementAndGet();
                    return new ByteArrayInputStream(bytes);
                });
    }

    @Test
    void what_telegram_has_already_is_sent_again_without_its_bytes_and_only_that() {
        var opened = new AtomicInteger();
        porter.platform().send(chat, known("a.txt", TEXT, "first", opened));
        porter.platform().send(chat, known("a.txt", TEXT, "second", opened));
        assertThat(opened).hasValue(1);
        assertThat(arrived().start().array()).isEqualTo(TEXT);
        assertThat(ada.reads().getLast().text()).isEqualTo("second");

        porter.platform().send(chat, known("b.txt", TEXT, "", opened));
        assertThat(opened).hasValue(2);
        assertThat(arrived().name()).isEqualTo("b.txt");
        porter.platform().send(chat, known("a.txt", PICTURE, "", opened));
        assertThat(opened).hasValue(3);
        assertThat(arrived().start().array()).isEqualTo(PICTURE);

        server.forgetFiles();
        porter.platform().send(chat, known("a.txt", TEXT, "third", opened));
        assertThat(opened).hasValue(4);
        assertThat(arrived().start().array()).isEqualTo(TEXT);
        assertThat(ada.reads()).hasSize(5);
    }

    @Test
    void the_first_bytes_are_on_their_way_before_the_last_are_read() {
        var size = 4L << 20;
        var half = new Zeros(size / 2);
        var large =
                new OutgoingFile(
                        "a.bin",
                        "x/y",
                        size,
                        false,
                        "",
                        Care.ORDINARY,
                        () ->
                                new SequenceInputStream(
                                        half, new Awaiting(new Zeros(size / 2), server)));
        porter.platform().send(chat, large);
        assertThat(arrived().size()).isEqualTo(size);
    }

    /// Gives no byte before the server has some.
    private static final class Awaiting extends FilterInputStream {
        private final BotApiEmulator server;

        Awaiting(InputStream content, BotApiEmulator server) {
            super(content);
            this.server = server;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            server.await(it -> it.received() > 1 << 20);
            return super.read(bytes, offset, length);
        }
    }

    @Test
    void an_upload_may_be_answered_later_than_a_message() {
        porter.close();
        porter = Porter.impatient(server, data);
        var longer = Porter.IMPATIENT.answer().plusMillis(200);
        server.fail("sendDocument", new BotApiEmulator.Fault.DoneLate(longer));
        porter.platform().send(chat, file("slow.txt", TEXT, false, ""));
        assertThat(ada.reads()).hasSize(1);
    }

    @Test
    void an_empty_file_which_telegram_does_not_carry_is_told() {
        porter.platform().send(chat, file("empty.txt", new byte[0], false, ""));
        assertThat(ada.reads().getLast().text()).contains("empty.txt", "no bytes");
    }

    @Test
    void a_file_can_get_another_caption_afterwards() {
        var id = porter.platform().send(chat, file("a.txt", TEXT, false, "Sending"));
        porter.platform().edit(id, Message.of("Sent"));
        assertThat(ada.reads().getLast().text()).isEqualTo("Sent");
        assertThat(ada.reads()).hasSize(1);
    }

    @Test
    void nothing_is_larger_than_the_platform_says() {
        var size = porter.platform().features().largestOut();
        var large =
                new OutgoingFile(
                        "large.bin", "x/y", size, false, "", Care.ORDINARY, () -> new Zeros(size));
        porter.platform().send(chat, large);
        assertThat(arrived().size()).isEqualTo(size);
        var larger =
                new OutgoingFile(
                        "larger.bin",
                        "x/y",
                        51L << 20,
                        false,
                        "",
                        Care.ORDINARY,
                        () -> new Zeros(51L << 20));
        assertThatThrownBy(() -> porter.platform().send(chat, larger))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("413");
    }

    /// As many zeros as wanted.
    static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
