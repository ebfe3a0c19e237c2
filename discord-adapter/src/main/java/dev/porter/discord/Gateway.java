package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.conversation.BotCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps Porter connected: begins again when Discord cannot be reached, replaces a session that is
/// stuck or deaf, and gives up only when a person must change something first.
final class Gateway implements SmartLifecycle, EventListener {
    /// How long the reason for the end of a session may be behind the end itself.
    private static final Duration REASON = Duration.ofSeconds(5);

    /// Asked again and again with what it refuses, Discord shuts out the whole address.
    private static final String UNTIL_A_START = " It is not asked again until Porter is started.";

    private static final String TOKEN_REFUSED =
            "Discord refuses the token: make a new one in the developer portal, under Bot, set"
                    + " porter.discord.token, and start Porter again."
                    + UNTIL_A_START;

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final int MOST_RECONNECT_DELAY_SECONDS = 60;

    /// What is read from Discord's own JSON and need not be read by JDA, which would log a person's
    /// whole message when it does not understand a part of it.
    private static final List<String> OURS =
            List.of(
                    "INTERACTION_CREATE",
                    "MESSAGE_CREATE",
                    "MESSAGE_UPDATE",
                    "MESSAGE_DELETE",
                    "TYPING_START");

    private final DiscordSettings settings;
    private final Pace pace;
    private final Clock clock;
    private final Line line;
    private final Rest rest;
    private final OkHttpClient http;
    private final Identifies identifies;
    private final Intents intents;
    private final Visitors visitors;
    private final Downloads downloads;
    private final Fleeting fleeting;
    private final Events reading;
    private final Desk desk;
    private final CatchUp catchUp;
    private final Lanes lanes;
    private final Supplier<List<BotCommand>> commands;

    private volatile boolean running;
    private volatile @Nullable ExecutorService events;
    private volatile @Nullable Thread thread;
    private volatile @Nullable PacedSessions sessions;
    private volatile @Nullable JDA session;
    private volatile @Nullable String fatal;
    private volatile boolean saidWhy;
    private volatile boolean commandsKnown;
    private volatile long signOfLife;

    Gateway(
            DiscordSettings settings,
            Pace pace,
            Clock clock,
            Line line,
            Rest rest,
            OkHttpClient http,
            Identifies identifies,
            Intents intents,
            Visitors visitors,
            Downloads downloads,
            Fleeting fleeting,
            Events reading,
            Desk desk,
            CatchUp catchUp,
            Lanes lanes,
            Supplier<List<BotCommand>> commands) {
        this.settings = settings;
        this.pace = pace;
        this.clock = clock;
        this.line = line;
        this.rest = rest;
        this.http = http;
        this.identifies = identifies;
        this.intents = intents;
        this.visitors = visitors;
        this.downloads = downloads;
        this.fleeting = fleeting;
        this.reading = reading;
        this.desk = desk;
        this.catchUp = catchUp;
        this.lanes = lanes;
        this.commands = commands;
    }

    @Override
    public void start() {
        running = true;
        // One thread, so that events stay in their order; nothing on it waits for anything.
        events =
                Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("discord-events").factory());
        desk.open();
        visitors.load();
        fleeting.resume();
        thread = Thread.ofVirtual().name("discord").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        desk.close();
        try {
            var runner = thread;
            if (runner != null) {
                runner.interrupt();
                runner.join(pace.stop());
            }
            lanes.awaitEmpty(pace.stop());
            fleeting.takeAllAway();
            end(pace.stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Duration.ZERO);
        }
        var pool = events;
        if (pool != null) {
            pool.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        var failures = 0;
        while (running) {
            try {
                var began = clock.instant();
                connect();
                watch();
                if (fatal != null) {
                    line.failed(fatal);
                    return;
                }
                // A session that held for a while was no failure.
                failures = began.plus(pace.stuck()).isBefore(clock.instant()) ? 1 : failures + 1;
            } catch (InterruptedException e) {
                return;
            } catch (InvalidTokenException e) {
                line.failed(TOKEN_REFUSED);
                return;
            } catch (RuntimeException e) {
                failures++;
                line.failed("Discord cannot be reached.");
                log.debug("The reason", e);
            }
            try {
                Thread.sleep(pace.pause(failures));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() {
        var pool = events;
        var paced = new PacedSessions(settings.gatewayUrl(), pace, identifies, line);
        sessions = paced;
        fatal = null;
        var allowed = intents.allowed();
        line.hearsServers(allowed.contains(GatewayIntent.MESSAGE_CONTENT));
        var jda =
                JDABuilder.createLight(settings.bot().reveal(), allowed)
                        .setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl() + "/"))
                        .setSessionController(paced)
                        .setHttpClient(http)
                        .setEventPool(pool, false)
                        .setRawEventsEnabled(true)
                        .setEnableShutdownHook(false)
                        .setContextEnabled(false)
                        .setMaxReconnectDelay(MOST_RECONNECT_DELAY_SECONDS)
                        .addEventListeners(this)
                        .build();
        session = jda;
        signOfLife = System.nanoTime();
        var internal = (JDAImpl) jda;
        for (var event : OURS) {
            internal.getClient().getHandlers().put(event, new SocketHandler.NOPHandler(internal));
        }
        rest.use(jda);
        paced.open();
    }

    /// Looks at the session from time to time; returns when it is of no use any more.
    private void watch() throws InterruptedException {
        saidWhy = false;
        var connected = System.nanoTime();
        var held = System.nanoTime();
        var looked = System.nanoTime();
        var jda = session;
        var paced = sessions;
        while (running && jda != null && paced != null) {
            Thread.sleep(pace.look());
            var now = System.nanoTime();
            if (jda.getStatus() == JDA.Status.CONNECTED) {
                connected = now;
            }
            if (connected == now || paced.waits()) {
                held = now;
            }
            // The status changes before the event that says why; without the reason Porter would
            // connect again with a token that is void.
            var over = jda.getStatus() == JDA.Status.SHUTDOWN;
            if (fatal != null || (over && (saidWhy || now - connected > REASON.toNanos()))) {
                break;
            }
            if (now - connected > 2 * pace.look().toNanos() && line.state().trouble() == null) {
                line.failed("Porter is not connected to Discord.");
            }
            if (now - held > pace.stuck().toNanos()) {
                line.failed("Discord's gateway cannot be reached.");
                break;
            }
            if (connected == now && now - signOfLife > pace.deaf().toNanos()) {
                line.failed("Discord has gone quiet; Porter connects anew.");
                break;
            }
            if (connected == now && now - looked > pace.catchUp().toNanos()) {
                looked = now;
                catchUp.everybody();
            }
        }
        if (running) {
            end(Duration.ZERO);
        }
    }

    private void end(Duration patience) {
        var paced = sessions;
        if (paced != null) {
            paced.end();
        }
        var jda = session;
        if (jda == null) {
            return;
        }
        session = null;
        try {
            if (patience.isPositive()) {
                jda.shutdown();
                var _ = jda.awaitShutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jda.shutdownNow();
    }

    @Override
    public void onEvent(GenericEvent event) {
        var current = session;
        if (current != null && !event.getJDA().equals(current)) {
            return;
        }
        switch (event) {
            case RawGatewayEvent raw -> {
                alive();
                happened(raw);
            }
            case GatewayPingEvent _ -> alive();
            case ReadyEvent ready -> {
                connected();
                var application = ready.getJDA().getSelfUser().getApplicationId();
                Thread.ofVirtual().start(() -> tellCommands(application));
            }
            case SessionResumeEvent _, SessionRecreateEvent _ -> connected();
            case SessionDisconnectEvent lost -> {
                // JDA goes on after codes that it does not know.
                var frame = lost.getServiceCloseFrame();
                fatal = frame == null ? null : mustChange(frame.getCloseCode());
            }
            case ShutdownEvent shutdown -> {
                fatal = mustChange(shutdown.getCode());
                saidWhy = true;
            }
            default -> {}
        }
    }

    private void alive() {
        signOfLife = System.nanoTime();
        line.alive();
    }

    private void connected() {
        signOfLife = System.nanoTime();
        line.connected();
        catchUp.everybody();
    }

    private void happened(RawGatewayEvent raw) {
        try {
            switch (raw.getType()) {
                case "MESSAGE_CREATE" -> {
                    downloads.remember(raw.getPayload());
                    desk.handle(Events.message(raw.getPayload()));
                }
                case "INTERACTION_CREATE" -> desk.handle(reading.interaction(raw.getPayload()));
                default -> {}
            }
        } catch (ParsingException | IllegalArgumentException e) {
            log.warn("An event could not be read: {}", e.getClass().getName());
        }
    }

    /// What a person must change before Discord lets Porter in again; null when nothing.
    private @Nullable String mustChange(int code) {
        return switch (code) {
            case 4004 -> TOKEN_REFUSED;
            case 4014 -> {
                if (line.hearsServers()) {
                    log.warn(
                            "Discord does not let Porter read what is posted in servers any more;"
                                    + " all else goes on.");
                    intents.askForLess();
                    yield null;
                }
                yield "Discord does not allow an intent that Porter asked for." + UNTIL_A_START;
            }
            case 4010, 4011, 4012, 4013 ->
                    "Discord does not accept this version of Porter ("
                            + code
                            + "): update Porter."
                            + UNTIL_A_START;
            default -> null;
        };
    }

    /// The same commands again change nothing.
    private void tellCommands(String application) {
        for (var failures = 1; running && !commandsKnown; failures++) {
            try {
                rest.put(
                        Route.Interactions.UPDATE_COMMANDS.compile(application),
                        SlashCommands.of(commands.get()));
                commandsKnown = true;
            } catch (RefusedException e) {
                log.warn("Discord's list of commands is not up to date: {}", e.getMessage());
                return;
            } catch (ChatException e) {
                log.debug("{}", e.getMessage());
                try {
                    Thread.sleep(pace.pause(failures));
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }
}
