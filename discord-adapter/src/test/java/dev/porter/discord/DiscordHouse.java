package dev.porter.discord;

import static org.awaitility.Awaitility.await;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.chat.Pulse;
import dev.porter.chat.Suggestions;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.language.Language;
import dev.porter.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Porter's side of Discord, connected to a fake one, and nothing else of Porter.
final class DiscordHouse implements AutoCloseable {
    static final List<BotCommand> COMMANDS =
            List.of(
                    new BotCommand(
                            "start",
                            Audience.ANYONE,
                            "begin here",
                            new Takes.Text("code", "an invite", false)),
                    new BotCommand("backup", Audience.MEMBER, "send files"),
                    new BotCommand(
                            "files",
                            Audience.MEMBER,
                            "my stored files",
                            new Takes.Text("text", "a part of the name", true)),
                    new BotCommand(
                            "admin",
                            Audience.ADMINISTRATOR,
                            "look after Porter",
                            new Takes.OneOf(
                                    List.of(
                                            new Word("overview", "how everything is"),
                                            new Word("people", "who is here")))),
                    new BotCommand("cancel", Audience.ANYONE, "stop what we were doing"),
                    new BotCommand(
                            "restore",
                            Audience.MEMBER,
                            "bring one back",
                            new Takes.Text("name", "its name", true)),
                    new BotCommand("security", Audience.MEMBER, "keep an account safe"));

    private final FakeDiscord discord;
    private final Path data;
    private final Inbox inbox;
    private Pace pace = Paces.quick().pace();
    private Clock clock = Clock.systemUTC();
    private String token = FakeDiscord.TOKEN;
    private @Nullable URI api;
    private @Nullable URI gatewayAddress;
    private volatile Map<ChatId, Instant> drops = Map.of();
    private AwaitedSecrets secrets = _ -> false;
    private Suggestions suggestions = (_, _, _) -> List.of();
    private Languages languages = _ -> Language.ENGLISH;
    private @Nullable Connection connection;
    private @Nullable Gateway gateway;

    DiscordHouse(FakeDiscord discord, Path data, Inbox inbox) {
        this.discord = discord;
        this.data = data;
        this.inbox = inbox;
    }

    DiscordHouse with(Paces other) {
        pace = other.pace();
        return this;
    }

    DiscordHouse by(Clock other) {
        clock = other;
        return this;
    }

    DiscordHouse withToken(String other) {
        token = other;
        return this;
    }

    /// Looks for Discord at other addresses than the fake's; null for the fake's.
    DiscordHouse lookingAt(@Nullable URI otherApi, @Nullable URI otherGateway) {
        api = otherApi;
        gatewayAddress = otherGateway;
        return this;
    }

    DiscordHouse suggesting(Suggestions other) {
        suggestions = other;
        return this;
    }

    DiscordHouse keepingFilesOf(ChatId channel, Instant since) {
        drops = Map.of(channel, since);
        return this;
    }

    DiscordHouse awaiting(AwaitedSecrets other) {
        secrets = other;
        return this;
    }

    DiscordHouse speaking(Languages other) {
        languages = other;
        return this;
    }

    DiscordHouse open() {
        var settings =
                new DiscordSettings(
                        new Secret(token),
                        null,
                        Objects.requireNonNullElse(api, discord.api()),
                        Objects.requireNonNullElse(gatewayAddress, discord.gateway().address()));
        connection = new Connection(settings, data.resolve("discord"), pace, clock);
        gateway =
                connection.gateway(
                        inbox, suggestions, () -> drops, secrets, () -> COMMANDS, languages);
        gateway.start();
        return this;
    }

    DiscordHouse openConnected() {
        open();
        await().until(discord.gateway()::isConnected);
        await().until(() -> pulse().state().alive() != null);
        return this;
    }

    ChatPlatform platform() {
        return Objects.requireNonNull(connection).platform();
    }

    Pulse pulse() {
        return Objects.requireNonNull(connection).pulse();
    }

    void shut() {
        if (gateway != null) {
            gateway.stop();
            gateway = null;
        }
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        shut();
    }
}
