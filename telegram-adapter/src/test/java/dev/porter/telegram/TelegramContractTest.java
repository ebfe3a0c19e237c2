package dev.porter.telegram;

import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatformContract;
import dev.porter.chat.Inbox;
import dev.porter.chat.OtherEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Telegram, played through the emulator of its Bot API.
class TelegramContractTest extends ChatPlatformContract {
    @TempDir private Path data;

    @Override
    protected Meeting open(Inbox inbox) {
        try {
            return new TelegramMeeting(new BotApiEmulator(), data, inbox);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Telegram refuses to take them, from anybody.
    @Override
    protected boolean carriesEmptyFiles() {
        return false;
    }

    private static final class TelegramMeeting implements Meeting {
        private final BotApiEmulator server;
        private final Path data;
        private final Inbox inbox;
        private final Map<String, OtherEnd> people = new HashMap<>();
        private Porter porter;

        TelegramMeeting(BotApiEmulator server, Path data, Inbox inbox) {
            this.server = server;
            this.data = data;
            this.inbox = inbox;
            porter = Porter.start(server, data, inbox);
        }

        @Override
        public ChatPlatform platform() {
            return porter.platform();
        }

        @Override
        public OtherEnd person(String name) {
            return people.computeIfAbsent(
                    name,
                    _ -> new Ends(server, server.person(people.size() + 11, name).known(true)));
        }

        @Override
        public ChatId nowhere() {
            return new ChatId("telegram", "404");
        }

        @Override
        public void restart() {
            server.await(it -> it.waiting() == 0); // or what was received comes again
            porter.close();
            porter = Porter.start(server, data, inbox);
        }

        @Override
        public void forgetFiles() {
            server.forgetFiles();
        }

        @Override
        public boolean deliversAgain() {
            return true;
        }

        @Override
        public void close() {
            porter.close();
            server.close();
        }
    }

    private record Ends(BotApiEmulator server, EmulatedPerson person) implements OtherEnd {
        @Override
        public ChatId chat() {
            return Porter.chat(person);
        }

        @Override
        public void says(String text) {
            person.says(text);
        }

        @Override
        public void presses(Seen message, String value) {
            var shown =
                    server.messages().stream()
                            .filter(each -> String.valueOf(each.number()).equals(message.id()))
                            .findFirst()
                            .orElseThrow();
            person.pressesForged(shown, value);
        }

        @Override
        public void fillsIn(String value) {
            throw new UnsupportedOperationException("Telegram has no forms.");
        }

        @Override
        public void sends(List<Parcel> files) {
            var album = files.size() > 1 ? "album" + server.number() : null;
            for (var file : files) {
                var bytes = file.bytes();
                person.sends(
                        "document",
                        file.name(),
                        file.mediaType(),
                        bytes.length,
                        () -> new ByteArrayInputStream(bytes),
                        album,
                        null);
            }
        }

        @Override
        public void repeats() {
            server.await(it -> it.waiting() == 0); // or its confirmation takes both away
            server.repeatLast();
        }

        @Override
        public List<Seen> sees() {
            var seen = new ArrayList<Seen>();
            for (var message : server.messages()) {
                if (message.chat() == person.id() && !message.deleted()) {
                    seen.add(seen(message));
                }
            }
            return seen;
        }

        private static Seen seen(EmulatedMessage message) {
            var file = message.file();
            return new Seen(
                    String.valueOf(message.number()),
                    message.byBot(),
                    message.text(),
                    message.keys().map(Ends::button).toList(),
                    false,
                    file == null
                            ? Optional.empty()
                            : Optional.of(
                                    new SeenFile(String.valueOf(message.number()), file.name())));
        }

        private static SeenButton button(JsonNode key) {
            var carries =
                    key.hasNonNull("url")
                            ? key.path("url").asString()
                            : key.path("copy_text").path("text").asString("");
            return new SeenButton(
                    key.path("text").asString(),
                    key.path("callback_data").asStringOpt(),
                    Optional.of(carries).filter(each -> !each.isEmpty()));
        }

        @Override
        public InputStream fetches(SeenFile file) {
            return server.messages().stream()
                    .filter(each -> String.valueOf(each.number()).equals(file.id()))
                    .flatMap(each -> Optional.ofNullable(each.file()).stream())
                    .map(each -> new ByteArrayInputStream(each.start().array()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
