package dev.porter.telegram;

import dev.porter.chat.Inbox;
import dev.porter.conversation.Audiences;
import dev.porter.conversation.BotCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// One bot on one Bot API server, and all that talks to it.
final class Connection implements AutoCloseable {
    private final Clock clock;
    private final Patience patience;
    private final Bot bot = new Bot();
    private final Blocked blocked = new Blocked();
    private final ScheduledExecutorService timer;
    private final BotApi api;
    private final Line line;
    private final Messages messages;
    private final Fleeting fleeting;
    private final Greeted greeted;
    private final TelegramPlatform platform;

    /// @param notes the file that remembers what is to be deleted; others stand beside it
    Connection(TelegramSettings settings, Path notes, Patience patience, Clock clock) {
        this.clock = clock;
        this.patience = patience;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("telegram-timer").factory());
        api = new BotApi(settings.apiUrl(), settings.bot(), patience);
        line = new Line(clock, patience.hold().plus(patience.answer()).multipliedBy(2));
        messages = new Messages(api, blocked);
        greeted = new Greeted(notes.resolveSibling("telegram-groups"));
        fleeting = new Fleeting(api, notes, clock, patience.fleeting(), timer);
        platform =
                new TelegramPlatform(
                        messages,
                        new Downloads(api, settings.localFiles(), patience),
                        new Uploads(api, blocked, timer),
                        fleeting,
                        bot,
                        line,
                        settings.localFiles());
    }

    TelegramPlatform platform() {
        return platform;
    }

    Line line() {
        return line;
    }

    UpdateLoop updates(Inbox inbox, Supplier<List<BotCommand>> commands, Audiences audiences) {
        var menu = new Menu(api, commands, audiences);
        greeted.resume();
        var desk = new Desk(api, messages, blocked, bot, menu, greeted, inbox, patience, timer);
        var updates = new Updates(bot, new SentFiles(clock));
        return new UpdateLoop(api, updates, desk, bot, menu, line, fleeting, patience);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        api.close();
    }
}
