package dev.porter.telegram;

import dev.porter.chat.FleetingMessages;
import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.chat.Notes;
import dev.porter.chat.Pulse;
import dev.porter.conversation.Audiences;
import dev.porter.conversation.BotCommand;
import dev.porter.secret.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// One bot on one Bot API server, and all that talks to it.
final class Connection implements AutoCloseable {
    private final Clock clock;
    private final Waits waits;
    private final Bot bot = new Bot();
    private final Identities identities;
    private final Kept kept;
    private final Blocked blocked = new Blocked();
    private final ScheduledExecutorService timer;
    private final BotApi api;
    private final Pulse pulse;
    private final Messages messages;
    private final Fleeting fleeting;
    private final Told greeted;
    private final Told answered;
    private final TelegramPlatform platform;

    /// @param data the folder for what it must not forget
    /// @param vault seals what people wrote, where that has to lie there
    Connection(TelegramSettings settings, Path data, Vault vault, Waits waits, Clock clock) {
        this.clock = clock;
        this.waits = waits;
        var token = settings.bot();
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("telegram-timer").factory());
        api = new BotApi(settings.apiUrl(), token, waits);
        pulse = new Pulse("Telegram", waits.hold().plus(waits.answer()).multipliedBy(2), clock);
        identities = new Identities(token, new Notes(data.resolve("telegram-bot")), clock);
        kept = new Kept(data.resolve("telegram-waiting").resolve(identities.bot()), vault);
        messages = new Messages(api, blocked, identities);
        greeted = new Told(new Notes(data.resolve("telegram-groups")));
        answered = new Told(new Notes(data.resolve("telegram-answered")));
        fleeting =
                new Fleeting(
                        messages,
                        new FleetingMessages(
                                TelegramPlatform.NAME,
                                new Notes(data.resolve("telegram-fleeting"))),
                        clock,
                        waits.fleeting(),
                        timer);
        platform =
                new TelegramPlatform(
                        messages,
                        new Downloads(api, settings.localFiles(), waits),
                        new Uploads(api, blocked, timer),
                        fleeting,
                        bot,
                        identities,
                        pulse,
                        settings.localFiles());
    }

    TelegramPlatform platform() {
        return platform;
    }

    Pulse pulse() {
        return pulse;
    }

    UpdateLoop updates(
            Inbox inbox,
            Supplier<List<BotCommand>> commands,
            Audiences audiences,
            Languages languages) {
        var menu = new Menu(api, commands, audiences);
        var desk =
                new Desk(
                        api, messages, blocked, bot, menu, greeted, answered, inbox, languages,
                        waits, timer);
        var updates = new Updates(bot, identities, new SentFiles(identities, clock));
        return new UpdateLoop(api, updates, desk, bot, menu, pulse, fleeting, waits, kept);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        api.close();
    }
}
