package dev.porter.telegram;

import static dev.porter.language.Language.tr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.porter.chat.ChatException;
import dev.porter.chat.Failures;
import dev.porter.chat.Lanes;
import dev.porter.chat.Pulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;

/// Asks Telegram for updates, for ever, and confirms each only when it has been handled.
final class UpdateLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(UpdateLoop.class);
    private static final int MOST = 100;

    /// How long a stop may take: for what is in work, and for the last words to Telegram.
    private static final Duration LAST_WORK = Duration.ofMillis(1_500);

    private static final Duration LAST_WORDS = Duration.ofMillis(1_500);

    private final BotApi api;
    private final Updates updates;
    private final Desk desk;
    private final Bot bot;
    private final Menu menu;
    private final Pulse pulse;
    private final Fleeting fleeting;
    private final Waits waits;
    private final Kept kept;
    private final Window window = new Window(MOST);
    private final Lanes lanes = new Lanes("telegram-lane", Kept.MOST + MOST);
    private volatile @Nullable Thread thread;

    UpdateLoop(
            BotApi api,
            Updates updates,
            Desk desk,
            Bot bot,
            Menu menu,
            Pulse pulse,
            Fleeting fleeting,
            Waits waits,
            Kept kept) {
        this.api = api;
        this.updates = updates;
        this.desk = desk;
        this.bot = bot;
        this.menu = menu;
        this.pulse = pulse;
        this.fleeting = fleeting;
        this.waits = waits;
        this.kept = kept;
    }

    @Override
    public void start() {
        fleeting.resume();
        var fresh = Thread.ofVirtual().name("telegram-updates").unstarted(this::run);
        thread = fresh;
        fresh.start();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Lets what is in work come to its end, if that is soon, and confirms it; the rest comes
    /// again.
    @Override
    public void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        desk.close();
        running.interrupt();
        api.hangUp();
        try {
            var end = System.nanoTime() + LAST_WORK.toNanos();
            running.join(LAST_WORK);
            window.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
            // Telegram may be away, and a stop must not take long.
            Thread.startVirtualThread(this::sayGoodbye).join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye() {
        try {
            window.confirmable().ifPresent(offset -> api.poll(question(offset, 1, Duration.ZERO)));
            fleeting.takeAllAway();
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }

    private boolean goesOn() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        var failures = 0;
        var connected = false;
        var resumed = false;
        while (goesOn()) {
            var pause = Duration.ZERO;
            try {
                if (!connected) {
                    connect();
                    connected = true;
                }
                if (!resumed) {
                    kept.all().forEach(this::enqueue);
                    resumed = true;
                }
                poll();
                failures = 0;
            } catch (RefusedException e) {
                failures++;
                pulse.failed(() -> trouble(e));
                connected &= !e.tokenRefused() && !e.says("webhook");
                pause = pauseAfter(e, failures);
            } catch (ChatException e) {
                failures++;
                if (goesOn()) {
                    pulse.failed(() -> tr("Telegram cannot be reached."));
                    log.debug("{}", e.getMessage());
                }
                pause = waits.pause(failures);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                failures++;
                var words = Failures.words(e);
                pulse.failed(() -> tr("Porter stumbled over an answer: %s", words));
                pause = waits.pause(failures);
            }
            if (!rested(pause)) {
                return;
            }
        }
    }

    private static boolean rested(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static String trouble(RefusedException e) {
        if (e.tokenRefused()) {
            return tr(
                    "Telegram refuses the token: get a new one from BotFather and set"
                            + " porter.telegram.token.");
        }
        return switch (e.code()) {
            case 409 -> tr("Another program fetches this bot's messages: only one may run.");
            case 429 -> tr("Telegram wants to be left alone for a while.");
            default -> tr("Telegram refuses to hand out messages: %d.", e.code());
        };
    }

    private Duration pauseAfter(RefusedException e, int failures) {
        if (e.retryAfter().isPositive()) {
            return e.retryAfter();
        }
        return e.tokenRefused() ? waits.refused() : waits.pause(failures);
    }

    private void connect() {
        var me = api.once(new GetMe());
        bot.isCalled(me.path("username").asText());
        // Its webhook, if it ever had one, would keep the messages from us.
        api.once(new DeleteWebhook());
        menu.show();
    }

    private void poll() throws InterruptedException {
        if (window.crowded()) {
            window.keep(kept.keep(window::unfinished));
        }
        var confirmed = window.confirmable();
        var asked = System.nanoTime();
        var answer = api.poll(question(confirmed.orElse(null), MOST, waits.hold()));
        pulse.connected();
        take(confirmed, answer);
        var ignored = confirmed.isPresent() && window.shows(confirmed.get() - 1);
        var atOnce = System.nanoTime() - asked < waits.crowd().toNanos();
        if (ignored || (answer.isEmpty() && atOnce)) {
            // A server that does not confirm, or does not hold the question, is not hammered.
            Thread.sleep(waits.crowd());
        }
        window.awaitProgress(waits.crowd());
    }

    private static Map<String, ?> question(@Nullable Long offset, int limit, Duration hold) {
        var question = new HashMap<String, Object>();
        question.put("limit", limit);
        question.put("timeout", hold.toSeconds());
        question.put("allowed_updates", Updates.WANTED);
        if (offset != null) {
            question.put("offset", offset);
        }
        return question;
    }

    private void take(Optional<Long> confirmed, JsonNode answer) {
        var updates = new ArrayList<Update>();
        answer.forEach(update -> updates.add(Update.of(update)));
        for (var update : window.answered(confirmed, updates)) {
            if (kept.has(update)) {
                window.keep(List.of(update)); // it is in its lane already
            } else {
                enqueue(update);
            }
        }
    }

    private void enqueue(Update update) {
        if (!lanes.add(update.lane(), () -> handle(update))) {
            window.leave(update.number());
        }
    }

    private void handle(Update update) {
        var done = false;
        try {
            done = isHandled(update);
        } finally {
            if (done) {
                window.done(update.number());
                kept.done(update.number());
            } else {
                window.leave(update.number());
            }
        }
    }

    /// Handles it, however often that has to be tried.
    ///
    /// @return false when Porter stops, and it must come again
    private boolean isHandled(Update update) {
        for (var failures = 1; thread != null; failures++) {
            try {
                desk.handle(updates.read(update.json()));
                return true;
            } catch (ChatException e) {
                log.debug("{}", e.getMessage());
                return false;
            } catch (RuntimeException e) {
                log.error("An update is passed over: {}", Failures.words(e));
                return thread != null;
            } catch (Error e) {
                log.error("An update is tried again: {}", Failures.words(e));
                if (!rested(waits.pause(failures))) {
                    return false;
                }
            }
        }
        return false;
    }
}
