package dev.porter.web;

import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatformContract;
import dev.porter.chat.Inbox;
import dev.porter.chat.OtherEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ContentDisposition;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/// The chat page, played through its JSON API over real HTTP.
class WebChatContractTest extends ChatPlatformContract {
    @TempDir private Path data;

    @Override
    protected Meeting open(Inbox inbox) {
        return new WebMeeting(data, inbox);
    }

    private static final class WebMeeting implements Meeting {
        private final Path data;
        private final Inbox inbox;
        private final Map<String, ScriptedPerson> people = new HashMap<>();
        private final Script script;
        private WebChatHouse house;

        WebMeeting(Path data, Inbox inbox) {
            this.data = data;
            this.inbox = inbox;
            house = WebChatHouse.open(data, inbox);
            script = new Script(() -> house.port());
        }

        @Override
        public ChatPlatform platform() {
            return house.chat();
        }

        @Override
        public OtherEnd person(String name) {
            return people.computeIfAbsent(
                    name, _ -> new ScriptedPerson(script, script.newPerson(name)));
        }

        @Override
        public ChatId nowhere() {
            return new ChatId("web", "nobody");
        }

        @Override
        public void restart() {
            house.close();
            house = WebChatHouse.open(data, inbox);
        }

        @Override
        public void forgetFiles() {
            try (var files = Files.list(data.resolve("web-chat").resolve("in"))) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean deliversAgain() {
            return false;
        }

        @Override
        public boolean wasTold(OtherEnd person) {
            return person instanceof ScriptedPerson scripted && scripted.wasTold();
        }

        @Override
        public void close() {
            script.close();
            house.close();
        }
    }

    private static final class ScriptedPerson implements OtherEnd {
        private final Script script;
        private final String id;
        private Supplier<HttpResponse<String>> last =
                () -> {
                    throw new IllegalStateException("Nothing was done yet.");
                };
        private int status;

        ScriptedPerson(Script script, String id) {
            this.script = script;
            this.id = id;
        }

        boolean wasTold() {
            return status == 503;
        }

        @Override
        public ChatId chat() {
            return new ChatId("web", id);
        }

        @Override
        public void says(String text) {
            act("messages", Map.of("text", text, "event", event()));
        }

        @Override
        public void presses(Seen message, String value) {
            act("presses", Map.of("value", value, "message", message.id(), "event", event()));
        }

        @Override
        public void fillsIn(String value) {
            act("answers", Map.of("value", value, "event", event()));
        }

        @Override
        public void sends(List<Parcel> files) {
            var event = event();
            if (files.size() == 1) {
                var file = files.getFirst();
                var path =
                        "/api/people/%s/files?name=%s&event=%s"
                                .formatted(
                                        id,
                                        UriUtils.encode(file.name(), StandardCharsets.UTF_8),
                                        event);
                last = () -> script.put(path, BodyPublishers.ofByteArray(file.bytes()));
            } else {
                var form = Form.of(event, files);
                last =
                        () ->
                                script.send(
                                        script.request("/api/people/" + id + "/files")
                                                .header("Content-Type", Form.TYPE)
                                                .POST(BodyPublishers.ofByteArray(form)));
            }
            repeats();
        }

        @Override
        public void repeats() {
            status = last.get().statusCode();
        }

        @Override
        public List<Seen> sees() {
            var seen = new ArrayList<Seen>();
            for (var message : script.get("/api/people/" + id + "/messages").get("messages")) {
                if (!message.get("deleted").asBoolean()) {
                    seen.add(seen(message));
                }
            }
            seen.sort((a, b) -> Long.compare(Long.parseLong(a.id()), Long.parseLong(b.id())));
            return seen;
        }

        @Override
        public InputStream fetches(SeenFile file) throws IOException {
            return script.download(file.id()).body();
        }

        private void act(String what, Map<String, ?> body) {
            last = () -> script.post("/api/people/" + id + "/" + what, body);
            repeats();
        }

        private Seen seen(JsonNode message) {
            var buttons = new ArrayList<SeenButton>();
            for (var button : message.get("buttons")) {
                buttons.add(
                        new SeenButton(
                                button.get("label").asString(),
                                text(button, "value"),
                                text(button, "url").or(() -> text(button, "copy"))));
            }
            var title = message.get("title").asString();
            var text = message.get("text").asString();
            return new Seen(
                    message.get("id").asString(),
                    message.get("from").asString().equals("porter"),
                    title.isEmpty() ? text : title + "\n" + text,
                    buttons,
                    message.has("form"),
                    Optional.ofNullable(message.get("file")).map(this::file));
        }

        private SeenFile file(JsonNode file) {
            var url = file.get("url").asString();
            try {
                var answer = script.download(url);
                answer.body().close();
                var saved =
                        ContentDisposition.parse(
                                answer.headers().firstValue("Content-Disposition").orElseThrow());
                return new SeenFile(url, String.valueOf(saved.getFilename()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Optional<String> text(JsonNode node, String field) {
            return Optional.ofNullable(node.get(field)).map(JsonNode::asString);
        }

        private static String event() {
            return UUID.randomUUID().toString();
        }
    }

    /// A form with files, as a browser sends it.
    private static final class Form {
        private static final String BOUNDARY = "porter-boundary-0123456789";
        static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

        static byte[] of(String event, List<OtherEnd.Parcel> files) {
            var body = new ByteArrayOutputStream();
            for (var file : files) {
                body.writeBytes(
                        bytes(
                                "--"
                                        + BOUNDARY
                                        + "\r\nContent-Disposition: form-data; name=\"file\";"
                                        + " filename=\""
                                        + file.name()
                                        + "\"\r\nContent-Type: "
                                        + file.mediaType()
                                        + "\r\n\r\n"));
                body.writeBytes(file.bytes());
                body.writeBytes(bytes("\r\n"));
            }
            body.writeBytes(
                    bytes(
                            "--"
                                    + BOUNDARY
                                    + "\r\nContent-Disposition: form-data; name=\"event\"\r\n\r\n"
                                    + event
                                    + "\r\n--"
                                    + BOUNDARY
                                    + "--\r\n"));
            return body.toByteArray();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
