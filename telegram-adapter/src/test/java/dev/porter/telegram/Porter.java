package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.ChatId;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Languages;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.language.Language;
import dev.porter.secret.Secret;
import dev.porter.secret.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The adapter as a test runs it against an emulator: it tries again soon, and gives up late; its
/// inbox remembers what came in.
final class Porter implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(2);
    static final Waits PATIENT = waits(LONG, LONG);

    /// For a server that says nothing.
    static final Waits IMPATIENT = waits(SHORT, SHORT);

    /// For a server that says nothing in the middle of a file.
    private static final Waits IMPATIENT_WITH_FILES = waits(LONG, SHORT);

    static final String ADMINISTRATOR = "99";
    private static final List<BotCommand> COMMANDS =
            List.of(
                    new BotCommand("start", Audience.ANYONE, "say hello"),
                    new BotCommand("files", Audience.MEMBER, "my stored files"),
                    new BotCommand("admin", Audience.ADMINISTRATOR, "requests and people"));

    final List<Incoming> received = new CopyOnWriteArrayList<>();
    final Connection connection;
    private final Path fleeting;
    private final UpdateLoop updates;

    private Porter(
            BotApiEmulator server,
            Path data,
            Inbox inbox,
            Languages languages,
            boolean localFiles,
            Waits waits,
            Clock clock) {
        fleeting = data.resolve("telegram-fleeting");
        connection =
                new Connection(
                        new TelegramSettings(
                                new Secret(server.token()), null, server.address(), localFiles),
                        data,
                        new Vault(data.resolve("keys")),
                        waits,
                        clock);
        updates =
                connection.updates(
                        incoming -> {
                            inbox.receive(incoming);
                            received.add(incoming);
                        },
                        () -> COMMANDS,
                        (audience, person) ->
                                audience != Audience.ADMINISTRATOR
                                        || person.value().equals(ADMINISTRATOR),
                        languages);
        updates.start();
    }

    private static Waits waits(Duration answer, Duration download) {
        return new Waits(
                Duration.ofSeconds(20),
                answer,
                Duration.ofMinutes(2),
                download,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                Duration.ofMillis(520),
                Duration.ofMillis(300),
                Duration.ofMillis(300));
    }

    private static Languages english() {
        return _ -> Language.ENGLISH;
    }

    static Porter speaking(BotApiEmulator server, Path data, Languages languages) {
        return new Porter(server, data, _ -> {}, languages, false, PATIENT, Clock.systemUTC());
    }

    static Porter start(BotApiEmulator server, Path data) {
        return start(server, data, _ -> {});
    }

    static Porter start(BotApiEmulator server, Path data, Inbox inbox) {
        return new Porter(server, data, inbox, english(), false, PATIENT, Clock.systemUTC());
    }

    static Porter impatient(BotApiEmulator server, Path data) {
        return new Porter(server, data, _ -> {}, english(), false, IMPATIENT, Clock.systemUTC());
    }

    static Porter impatientWithFiles(BotApiEmulator server, Path data) {
        return new Porter(
                server, data, _ -> {}, english(), false, IMPATIENT_WITH_FILES, Clock.systemUTC());
    }

    static Porter start(BotApiEmulator server, Path data, Clock clock) {
        return new Porter(server, data, _ -> {}, english(), false, PATIENT, clock);
    }

    static Porter withLocalFiles(BotApiEmulator server, Path data) {
        return new Porter(server, data, _ -> {}, english(), true, PATIENT, Clock.systemUTC());
    }

    TelegramPlatform platform() {
        return connection.platform();
    }

    static ChatId chat(EmulatedPerson person) {
        return new ChatId("telegram", String.valueOf(person.id()));
    }

    /// Waits until a fleeting message is taken away, and nothing is noted any more.
    void awaitGone(EmulatedMessage shown) {
        await().until(shown::deleted);
        await().untilAsserted(() -> assertThat(Files.readString(fleeting)).isEmpty());
    }

    void stop() {
        updates.stop();
    }

    /// Ends as by a power cut: nothing is finished, nothing is confirmed.
    void crash() {
        connection.close();
        Thread.startVirtualThread(updates::stop);
    }

    @Override
    public void close() {
        updates.stop();
        connection.close();
    }
}
