package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.TestPatience;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who talks with Porter on the chat page, through its JSON API: says, presses, fills in,
/// sends, and gets to hear. What is answered is told as text, title first, so that a test reads
/// like the conversation.
final class WebPerson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LINE = "\r\n";

    record Key(String label, @Nullable String value, @Nullable String url, @Nullable String copy) {}

    record Field(String label, boolean secret, boolean answered) {}

    record Handed(
            String name, long size, String mediaType, String url, boolean picture, boolean kept) {}

    record Message(
            long id,
            long seq,
            String from,
            String title,
            String text,
            List<Key> buttons,
            @Nullable Field form,
            @Nullable Handed file,
            String care,
            boolean kept,
            boolean edited,
            boolean deleted) {
        boolean porters() {
            return from.equals("porter") && !deleted;
        }

        /// Title and text.
        String words() {
            return title.isEmpty() ? text : title + "\n" + text;
        }

        List<String> labels() {
            return buttons.stream().map(Key::label).toList();
        }

        Handed handed() {
            if (file == null) {
                throw new NoSuchElementException("There is no file with: " + words());
            }
            return file;
        }
    }

    record Page(List<Message> messages, long last) {}

    record Taken(String event, @Nullable Long message, long before) {}

    private record Known(String id, String name) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;
    private final Known known;
    private long before;

    private WebPerson(URI page, String name) {
        this.page = page;
        this.known = JSON.readValue(post("/api/people", Map.of("name", name)), Known.class);
    }

    private WebPerson(URI page, WebPerson same) {
        this.page = page;
        this.known = same.known;
        this.before = same.before;
    }

    /// Somebody new comes to the chat page.
    static WebPerson arrivesAt(URI page, String name) {
        return new WebPerson(page, name);
    }

    /// The same person, after Porter was started again at another address.
    WebPerson comesBackTo(URI other) {
        return new WebPerson(other, this);
    }

    String name() {
        return known.name();
    }

    String id() {
        return known.id();
    }

    /// Types something.
    ///
    /// @return what Porter answers at once
    String says(String text) {
        return answer(post(mine("/messages"), Map.of("text", text)));
    }

    /// Presses the newest button of that name.
    String presses(String label) {
        return presses(
                chat().reversed().stream()
                        .filter(Message::porters)
                        .filter(message -> key(message, label) != null)
                        .findFirst()
                        .orElseThrow(() ->
                                new NoSuchElementException(
                                        "No button “%s” in: %s".formatted(label, last()))),
                label);
    }

    /// Presses a button of one message.
    String presses(Message message, String label) {
        var key = key(message, label);
        if (key == null || key.value() == null) {
            throw new NoSuchElementException("No button “%s” in: %s".formatted(label, message));
        }
        return pressesValue(key.value(), message);
    }

    /// Sends what a button would send, whether there is such a button or not.
    String pressesValue(String value, Message message) {
        return answer(post(mine("/presses"), Map.of("value", value, "message", message.id())));
    }

    private static @Nullable Key key(Message message, String label) {
        return message.buttons().stream()
                .filter(key -> key.value() != null && key.label().contains(label))
                .findFirst()
                .orElse(null);
    }

    /// Fills in the form that is open.
    String fillsIn(String value) {
        return answer(post(mine("/answers"), Map.of("value", value)));
    }

    /// Sends one file.
    String sends(String name, byte[] content) {
        return sends(
                name,
                content.length == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(content));
    }

    /// Sends one file that is too large for the memory.
    String sends(String name, long size, Supplier<InputStream> content) {
        return sends(
                name, BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), size));
    }

    private String sends(String name, BodyPublisher body) {
        return answer(
                exchange(
                        request(mine("/files?name=" + encoded(name)))
                                .header("Content-Type", "application/octet-stream")
                                .PUT(body)));
    }

    /// Sends several files in one go.
    String sendsTogether(Map<String, byte[]> files) {
        var parts = new ArrayList<byte[]>();
        for (var file : files.entrySet()) {
            var head =
                    "--boundary%sContent-Disposition: form-data; name=\"file\"; filename=\"%s\"%s"
                                    .formatted(LINE, quoted(file.getKey()), LINE)
                            + "Content-Type: application/octet-stream"
                            + LINE
                            + LINE;
            parts.add(head.getBytes(StandardCharsets.UTF_8));
            parts.add(file.getValue());
            parts.add(LINE.getBytes(StandardCharsets.UTF_8));
        }
        parts.add(("--boundary--" + LINE).getBytes(StandardCharsets.UTF_8));
        return answer(
                exchange(
                        request(mine("/files"))
                                .header("Content-Type", "multipart/form-data; boundary=boundary")
                                .POST(BodyPublishers.ofByteArrays(parts))));
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /// The file that Porter handed over last.
    Handed handed() {
        return chat().reversed().stream()
                .filter(message -> message.file() != null)
                .findFirst()
                .orElseThrow()
                .handed();
    }

    /// Waits until Porter says something with these words, after what this person did last.
    Message hears(String words) {
        return follows(words).getLast();
    }

    /// Follows the chat until Porter says something with these words, after what this person did
    /// last: everything that was seen, also what was changed again since.
    List<Message> follows(String words) {
        var seen = new LinkedHashMap<Long, Message>();
        var at = before;
        var deadline = System.nanoTime() + TestPatience.LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            var page = messages(at, 5);
            at = Math.max(at, page.last());
            for (var message : page.messages()) {
                if (message.porters()) {
                    seen.put(message.seq(), message);
                    if (message.words().contains(words)) {
                        return List.copyOf(seen.values());
                    }
                }
            }
        }
        throw new AssertionError(
                "%s did not hear “%s”, but: %s".formatted(known.name(), words, seen.values()));
    }

    /// The whole chat as it stands now.
    List<Message> chat() {
        return messages(0, 0).messages();
    }

    /// How many messages this person has written so far, answers in forms too, as the chat itself
    /// tells it. A press of a button is none.
    long written() {
        return chat().stream()
                .filter(message ->
                        message.from().equals("person")
                                || (message.form() != null && message.form().answered()))
                .count();
    }

    /// What Porter said last.
    Message last() {
        return chat().reversed().stream().filter(Message::porters).findFirst().orElseThrow();
    }

    /// The newest message with these words.
    Message message(String words) {
        return chat().reversed().stream()
                .filter(Message::porters)
                .filter(message -> message.words().contains(words))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(words + " is not in " + chat()));
    }

    /// Fetches a file that Porter handed over; the caller closes it.
    InputStream fetches(Handed file) {
        try {
            var response =
                    http.send(
                            HttpRequest.newBuilder(page.resolve(file.url())).build(),
                            BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).as(file.name()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Page messages(long after, int wait) {
        var request = request(mine("/messages?after=%d&wait=%d".formatted(after, wait)));
        return JSON.readValue(exchange(request.GET()), Page.class);
    }

    private String answer(String json) {
        before = JSON.readValue(json, Taken.class).before();
        return messages(before, 0).messages().stream()
                .filter(Message::porters)
                .map(Message::words)
                .collect(Collectors.joining("\n"));
    }

    private String mine(String path) {
        return "/api/people/" + known.id() + path;
    }

    private String post(String path, Map<String, ?> body) {
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(page.resolve(path)).timeout(Duration.ofMinutes(10));
    }

    private String exchange(HttpRequest.Builder request) {
        try {
            var built = request.build();
            HttpResponse<String> response =
                    http.send(built, BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(response.statusCode())
                    .as("%s %s: %s", built.method(), built.uri().getPath(), response.body())
                    .isLessThan(300);
            return response.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
