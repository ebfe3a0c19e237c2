package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.ChatException;
import dev.porter.chat.Message;
import dev.porter.web.Entry.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of a chat whose file was cut off, or cannot be used.
class ChatTest {
    private static final String CUT = "Käse und Brötchen 🥨";

    @TempDir private Path folder;

    @Test
    void a_file_that_was_cut_anywhere_costs_only_the_line_that_was_cut() throws IOException {
        var file = folder.resolve("ada.jsonl");
        open(file).add(saying("Guten Tag, schöne Grüße"));
        var before = Files.size(file);
        open(file).add(saying(CUT));
        var whole = Files.readAllBytes(file);
        var text = new String(whole, StandardCharsets.ISO_8859_1).indexOf("K\u00C3");
        assertThat(text).isPositive();

        for (var length :
                IntStream.concat(
                                IntStream.of((int) before + 1), IntStream.range(text, whole.length))
                        .toArray()) {
            Files.write(file, Arrays.copyOf(whole, length));
            var chat = open(file);
            assertThat(texts(chat))
                    .as("cut to %d bytes", length)
                    .contains("Guten Tag, schöne Grüße");
            chat.add(saying("Danke"));
            assertThat(texts(open(file)))
                    .as("cut to %d bytes, and then written to", length)
                    .containsExactlyElementsOf(
                            length == whole.length - 1
                                    ? List.of("Guten Tag, schöne Grüße", CUT, "Danke")
                                    : List.of("Guten Tag, schöne Grüße", "Danke"));
        }
    }

    @Test
    void a_message_that_changes_for_ever_does_not_fill_the_disk() throws IOException {
        var file = folder.resolve("ada.jsonl");
        var chat = open(file);
        var line = chat.add(saying("Storing…"));
        for (var percent = 0; percent < 260; percent++) {
            var words = Message.of("Storing… " + percent);
            chat.change(line.id(), entry -> entry.saying(words));
        }
        assertThat(Files.readAllLines(file)).hasSizeLessThan(240);
        assertThat(texts(open(file))).containsExactly("Storing… 259");
    }

    @Test
    void a_chat_that_cannot_be_read_may_be_sent_to_later() throws IOException {
        var people = new People(folder);
        var ada = people.add("Ada", Optional.empty());
        Files.createDirectories(folder.resolve("chats/ada.jsonl"));
        try (var web =
                new WebChat(
                        people,
                        new IncomingFiles(Shelf.in(folder.resolve("in"))),
                        new OutgoingFiles(Shelf.in(folder.resolve("out"))),
                        () -> "0",
                        Clock.systemUTC(),
                        Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> web.send(ada.chat(), Message.of("Hello")))
                    .isInstanceOf(ChatException.class);
            Files.delete(folder.resolve("chats/ada.jsonl"));
            web.send(ada.chat(), Message.of("Hello"));
            assertThat(texts(people.chat(ada))).containsExactly("Hello");
        }
    }

    private static Chat open(Path file) {
        return new Chat(file, JsonMapper.builder().build());
    }

    private static Entry saying(String text) {
        return Entry.fromPerson(Instant.EPOCH, "e", text, List.of()).in(State.STANDING);
    }

    private static List<String> texts(Chat chat) {
        return chat.page(Long.MAX_VALUE, 100).stream().map(entry -> entry.said().text()).toList();
    }
}
