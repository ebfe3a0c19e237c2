package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.porter.chat.Attachment;
import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.Incoming;
import dev.porter.core.TestPatience;
import dev.porter.telegram.OutgoingFilesTest.Zeros;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class AttachmentsTest {
    private static final byte[] BYTES = new byte[300_000];

    static {
        new Random(7).nextBytes(BYTES);
    }

    @TempDir Path data;
    private BotApiEmulator server;
    private EmulatedPerson ada;
    private Porter porter;

    @BeforeEach
    void start() throws Exception {
        server = new BotApiEmulator();
        ada = server.person(11, "Ada");
        porter = Porter.start(server, data);
    }

    @AfterEach
    void stop() {
        porter.close();
        server.close();
    }

    private Attachment sent(String kind, @Nullable String name, String type) {
        ada.sends(
                kind, name, type, BYTES.length, () -> new ByteArrayInputStream(BYTES), null, null);
        return last();
    }

    private Attachment last() {
        server.await(it -> it.waiting() == 0);
        assertThat(porter.received.getLast()).isInstanceOf(Incoming.Attachments.class);
        return ((Incoming.Attachments) porter.received.getLast()).attachments().getFirst();
    }

    private byte[] read(Attachment attachment) throws IOException {
        try (var content = porter.platform().open(attachment)) {
            return content.readAllBytes();
        }
    }

    @Test
    void a_document_comes_with_its_name_and_its_bytes() throws Exception {
        var attachment = sent("document", "My%20 Döc; \"x\".pdf", "application/pdf");
        assertThat(attachment.name()).isEqualTo("My%20 Döc; \"x\".pdf");
        assertThat(attachment.mediaType()).isEqualTo("application/pdf");
        assertThat(attachment.size()).isEqualTo(BYTES.length);
        assertThat(attachment.recompressed()).isFalse();
        assertThat(read(attachment)).isEqualTo(BYTES);
    }

    @Test
    void photos_of_an_album_belong_together_and_have_names_of_their_own() throws Exception {
        for (var i = 0; i < 3; i++) {
            ada.sends(
                    "photo",
                    null,
                    "image/jpeg",
                    BYTES.length,
                    () -> new ByteArrayInputStream(BYTES),
                    "album1",
                    null);
        }
        server.await(it -> it.waiting() == 0);
        var attachments =
                porter.received.stream()
                        .map(Incoming.Attachments.class::cast)
                        .map(each -> each.attachments().getFirst())
                        .toList();
        assertThat(attachments).extracting(Attachment::bunch).containsOnly("album1");
        assertThat(attachments).extracting(Attachment::recompressed).containsOnly(true);
        assertThat(attachments).extracting(Attachment::mediaType).containsOnly("image/jpeg");
        assertThat(attachments).extracting(Attachment::name).doesNotHaveDuplicates();
        assertThat(attachments).extracting(Attachment::key).doesNotHaveDuplicates();
        assertThat(attachments.getFirst().name())
                .matches("photo_\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d_\\d+\\.jpg");
        assertThat(read(attachments.getFirst())).isEqualTo(BYTES);
    }

    @Test
    void every_kind_of_file_is_an_attachment_once() {
        assertThat(sent("video", "trip.mov", "video/quicktime").name()).isEqualTo("trip.mov");
        assertThat(sent("animation", "fun.mp4", "video/mp4").name()).isEqualTo("fun.mp4");
        assertThat(sent("audio", null, "audio/mpeg").name()).matches("audio_.*\\.mp3");
        assertThat(sent("voice", null, "audio/ogg").name()).matches("voice_.*\\.ogg");
        assertThat(sent("video_note", null, "video/mp4").name()).matches("videonote_.*\\.mp4");
        assertThat(porter.received).hasSize(5);
        assertThat(porter.received)
                .map(each -> ((Incoming.Attachments) each).attachments().getFirst())
                .map(Attachment::recompressed)
                .containsExactly(true, true, false, false, false);
    }

    private void captioned(String file, String caption) {
        var message = BotApiEmulator.json(file);
        message.put("caption", caption);
        ada.sendsOther(message);
        server.await(it -> it.waiting() == 0);
    }

    @Test
    void what_is_written_beside_a_photo_is_the_beginning_of_its_name() {
        var photo = "{\"photo\": [{\"file_id\": \"p\", \"width\": 9, \"height\": 9}]}";
        captioned(photo, "Grandma's 80th: cake");
        assertThat(last().name())
                .matches(
                        "Grandma's 80th: cake_\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d_\\d+\\.jpg");
        assertThat(ada.reads()).isEmpty();
        captioned(photo, "a long story ".repeat(9));
        assertThat(last().name()).startsWith("photo_");
        ada.awaits("send as a message of its own");
    }

    @Test
    void words_beside_a_file_with_a_name_are_neither_lost_in_silence_nor_taken_for_an_answer() {
        var file = "{\"document\": {\"file_id\": \"d\", \"file_name\": \"Will.pdf\"}}";
        captioned(file, "Tr0ub4dor&3");
        assertThat(last().name()).isEqualTo("Will.pdf");
        ada.awaits("send as a message of its own");
        assertThat(porter.received).hasSize(1);
        captioned(file, "Will");
        assertThat(ada.reads()).hasSize(1);
    }

    @Test
    void a_command_beside_a_file_is_done_after_the_file() {
        captioned("{\"video\": {\"file_id\": \"v\", \"mime_type\": \"video/mp4\"}}", "/verify now");
        assertThat(porter.received).hasSize(2);
        assertThat(porter.received.getFirst()).isInstanceOf(Incoming.Attachments.class);
        assertThat(porter.received.getLast())
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> {
                            assertThat(command.name()).isEqualTo("verify");
                            assertThat(command.text()).isEqualTo("now");
                            assertThat(command.origin().event())
                                    .isNotEqualTo(porter.received.getFirst().origin().event());
                        });
        assertThat(ada.reads()).isEmpty();
    }

    @Test
    void a_file_that_telegram_does_not_hand_out_is_told_with_its_size() {
        ada.sends(
                "document",
                "film.mkv",
                "video/x-matroska",
                3_000_000_000L,
                InputStream::nullInputStream,
                null,
                null);
        var attachment = last();
        assertThat(attachment.size()).isEqualTo(3_000_000_000L);
        assertThat(attachment.size()).isGreaterThan(porter.platform().features().largestIn());
        assertThatThrownBy(() -> porter.platform().open(attachment))
                .isInstanceOf(AttachmentGoneException.class);
    }

    @Test
    void the_first_bytes_are_there_before_the_last_are_on_their_way() throws Exception {
        var size = 4 << 20;
        var read = new CountDownLatch(1);
        ada.sends(
                "document",
                "film.mkv",
                "video/x-matroska",
                size,
                () -> new SequenceInputStream(new Zeros(size / 2), new After(read, size / 2)),
                null,
                null);
        try (var content = porter.platform().open(last())) {
            assertThat(content.readNBytes(size / 4)).hasSize(size / 4);
            read.countDown();
            assertThat(content.readAllBytes()).hasSize(size - size / 4);
        } finally {
            read.countDown();
        }
    }

    /// Gives no byte before the latch is open.
    private static final class After extends FilterInputStream {
        private final CountDownLatch latch;

        After(CountDownLatch latch, long count) {
            super(new Zeros(count));
            this.latch = latch;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (!latch.await(TestPatience.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("Nobody reads the first bytes.");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return super.read(bytes, offset, length);
        }
    }

    @Test
    void an_error_message_is_never_taken_for_the_file() throws Exception {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        server.fail("file", new BotApiEmulator.Fault.Refuse(404, "Not Found", 0));
        server.fail("file", new BotApiEmulator.Fault.BadGateway());
        server.fail("file", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 1));
        assertThat(read(attachment)).isEqualTo(BYTES);
        for (var i = 0; i < 9; i++) {
            server.fail("file", new BotApiEmulator.Fault.Refuse(500, "Internal", 0));
        }
        assertThatThrownBy(() -> read(attachment))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(AttachmentGoneException.class);
    }

    @Test
    void a_body_that_breaks_off_is_an_error_and_not_a_shorter_file() throws Exception {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        server.fail("file", new BotApiEmulator.Fault.DoneCut());
        assertThatThrownBy(() -> read(attachment))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining(BotApiEmulator.TOKEN);
        assertThat(read(attachment)).isEqualTo(BYTES);
    }

    @Test
    void a_download_that_stands_still_is_left_soon_for_the_backup_fetches_it_again()
            throws Exception {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        porter.close();
        porter = Porter.impatientWithFiles(server, data);
        for (var i = 0; i < 9; i++) { // where the machine stands still, it is opened anew
            server.fail("file", new BotApiEmulator.Fault.Stalled());
        }
        assertTimeoutPreemptively(
                Porter.IMPATIENT.transfer().minusSeconds(5),
                () -> assertThatThrownBy(() -> read(attachment)).isInstanceOf(IOException.class));
        server.heal();
        porter.close();
        porter = Porter.start(server, data);
        assertThat(read(attachment)).isEqualTo(BYTES);
    }

    @Test
    void a_server_that_fetches_a_file_itself_is_asked_once_for_the_backup_asks_again()
            throws Exception {
        var disk = Files.write(data.resolve("file_1.bin"), BYTES);
        try (var local = new BotApiEmulator(0, true);
                var near = Porter.withLocalFiles(local, data)) {
            local.person(12, "Ben")
                    .sends(
                            "document",
                            "big.bin",
                            "application/octet-stream",
                            BYTES.length,
                            InputStream::nullInputStream,
                            null,
                            disk);
            local.await(it -> it.waiting() == 0);
            var attachment =
                    ((Incoming.Attachments) near.received.getFirst()).attachments().getFirst();
            local.fail("getFile", new BotApiEmulator.Fault.DoneUnanswered());
            assertThatThrownBy(() -> near.platform().open(attachment))
                    .isInstanceOf(ChatException.class)
                    .isNotInstanceOf(AttachmentGoneException.class);
            assertThat(local.calls("getFile")).hasSize(1);
            near.platform().open(attachment).close();
        }
    }

    @Test
    void a_body_of_another_length_than_promised_is_refused() throws Exception {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        assertThat(read(attachment)).isEqualTo(BYTES);
        var path = server.calls("file").getLast().parameters().path("path").asString();
        var lie = BotApiEmulator.json("{\"ok\":true,\"result\":{\"file_size\":9}}");
        ((ObjectNode) lie.get("result")).put("file_path", path);
        for (var i = 0; i < 4; i++) {
            server.fail("getFile", new BotApiEmulator.Fault.DoneAnswered(lie.toString()));
        }
        assertThatThrownBy(() -> read(attachment))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("another length");
    }

    @Test
    void an_expired_path_is_asked_for_again_and_a_busy_server_too() throws Exception {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        server.fail(
                "getFile",
                new BotApiEmulator.Fault.Refuse(
                        400,
                        "Bad Request: wrong file_id or the file is temporarily unavailable",
                        0));
        server.fail("getFile", new BotApiEmulator.Fault.Refuse(429, "Too Many Requests", 1));
        server.fail("getFile", new BotApiEmulator.Fault.BadGateway());
        server.fail("getFile", new BotApiEmulator.Fault.DoneUnanswered());
        assertThat(read(attachment)).isEqualTo(BYTES);
        server.fail("file", new BotApiEmulator.Fault.Refuse(404, "Not Found", 0));
        server.expirePaths();
        assertThat(read(attachment)).isEqualTo(BYTES);
    }

    @Test
    void a_file_that_telegram_forgot_is_gone() {
        var attachment = sent("document", "a.bin", "application/octet-stream");
        var forgotten = new Attachment("telegram", "11:1", "unknown", "a", null, 5, false, null);
        assertThatThrownBy(() -> porter.platform().open(forgotten))
                .isInstanceOf(AttachmentGoneException.class);
        assertThat(attachment.reference()).isNotEmpty();
    }

    @Test
    void a_server_with_local_files_is_read_from_disk() throws Exception {
        var disk = Files.write(data.resolve("file_1.bin"), BYTES);
        try (var local = new BotApiEmulator(0, true);
                var near = Porter.withLocalFiles(local, data)) {
            var ben = local.person(12, "Ben");
            ben.sends(
                    "document",
                    "big.bin",
                    "application/octet-stream",
                    BYTES.length,
                    InputStream::nullInputStream,
                    null,
                    disk);
            local.await(it -> it.waiting() == 0);
            var attachment =
                    ((Incoming.Attachments) near.received.getFirst()).attachments().getFirst();
            try (var content = near.platform().open(attachment)) {
                assertThat(content.readAllBytes()).isEqualTo(BYTES);
            }
            Files.write(disk, new byte[3]);
            assertThatThrownBy(() -> near.platform().open(attachment))
                    .isInstanceOf(ChatException.class);
            Files.delete(disk);
            Files.createSymbolicLink(disk, data.resolve("elsewhere"));
            assertThatThrownBy(() -> near.platform().open(attachment))
                    .isInstanceOf(ChatException.class);
            assertThat(near.platform().features().largestOut()).isEqualTo(2_000L << 20);
        }
    }
}
