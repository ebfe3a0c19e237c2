package dev.porter.discord;

import static dev.porter.language.Language.tr;

import dev.porter.chat.ChatException;
import dev.porter.chat.Pulse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Being logged in to Discord once, from the log-in until it is of no use any more. JDA comes to
/// terms by itself with most of what may happen to a connection meanwhile.
final class Session implements EventListener {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /// How long the reason for the end of a session may be behind the end itself.
    private static final Duration REASON = Duration.ofSeconds(5);

    /// Asked again and again with what it refuses, Discord shuts out the whole address.
    private static final String UNTIL_A_START = "It is not asked again until Porter is started.";

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
    private final Pulse pulse;
    private final Rest rest;
    private final OkHttpClient http;
    private final Intents intents;
    private final PacedSessions turns;
    private final Ears ears;

    /// One thread, so that events stay in their order; nothing on it waits for anything.
    private final ExecutorService events =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-events").factory());

    private volatile @Nullable JDA jda;
    private volatile @Nullable Supplier<String> fatal;
    private volatile boolean saidWhy;
    private volatile boolean over;
    private boolean ready;
    private volatile long signOfLife;

    Session(
            DiscordSettings settings,
            Pace pace,
            Pulse pulse,
            Rest rest,
            OkHttpClient http,
            Intents intents,
            PacedSessions turns,
            Ears ears) {
        this.settings = settings;
        this.pace = pace;
        this.pulse = pulse;
        this.rest = rest;
        this.http = http;
        this.intents = intents;
        this.turns = turns;
        this.ears = ears;
    }

    /// Logs in, and stays until it is of no use any more or Porter stops.
    ///
    /// @return what a person must change before another one is of use; null when nothing
    /// @throws RuntimeException when Discord cannot be reached
    @Nullable Supplier<String> stay() throws InterruptedException {
        try {
            watch(logIn());
        } catch (InvalidTokenException e) {
            return Session::tokenRefused;
        }
        return fatal;
    }

    private JDA logIn() {
        var allowed = intents.allowed();
        var made =
                JDABuilder.createLight(settings.bot().reveal(), allowed)
                        .setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl() + "/"))
                        .setSessionController(turns)
                        .setHttpClient(http)
                        .setEventPool(events, false)
                        .setRawEventsEnabled(true)
                        .setEnableShutdownHook(false)
                        .setContextEnabled(false)
                        .setMaxReconnectDelay(MOST_RECONNECT_DELAY_SECONDS)
                        .addEventListeners(this)
                        .build();
        signOfLife = System.nanoTime();
        var internal = (JDAImpl) made;
        for (var event : OURS) {
            internal.getClient().getHandlers().put(event, new SocketHandler.NOPHandler(internal));
        }
        begin(made);
        rest.use(made);
        turns.open();
        return made;
    }

    /// Porter may have been stopped meanwhile.
    private synchronized void begin(JDA made) {
        if (over) {
            made.shutdownNow();
            throw new ChatException("Porter is stopping.");
        }
        jda = made;
    }

    /// Looks at it from time to time; returns when it is of no use any more.
    private void watch(JDA made) throws InterruptedException {
        var connected = System.nanoTime();
        var held = System.nanoTime();
        var looked = System.nanoTime();
        while (!over) {
            Thread.sleep(pace.look());
            var now = System.nanoTime();
            if (made.getStatus() == JDA.Status.CONNECTED) {
                connected = now;
            }
            if (connected == now || turns.waits()) {
                held = now;
            }
            // The status changes before the event that says why; without the reason Porter would
            // connect again with a token that is void.
            var ended = made.getStatus() == JDA.Status.SHUTDOWN;
            if (fatal != null || (ended && (saidWhy || now - connected > REASON.toNanos()))) {
                return;
            }
            if (now - connected > 2 * pace.look().toNanos()) {
                sayThatItIsNotConnected();
            }
            if (now - held > pace.stuck().toNanos()) {
                pulse.failed(() -> tr("Discord's gateway cannot be reached."));
                return;
            }
            if (connected == now && now - signOfLife > pace.deaf().toNanos()) {
                pulse.failed(() -> tr("Discord has gone quiet; Porter connects anew."));
                return;
            }
            if (connected == now && now - looked > pace.catchUp().toNanos()) {
                looked = now;
                ears.missed();
            }
        }
    }

    /// The status changes after the event that says so.
    private synchronized void sayThatItIsNotConnected() {
        if (!ready && pulse.state().trouble() == null) {
            pulse.failed(() -> tr("Porter is not connected to Discord."));
        }
    }

    /// Waits until what was heard is in its lane, or for as long as this.
    void awaitHeard(Duration longest) throws InterruptedException {
        try {
            events.submit(() -> {}).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            log.debug("Something was heard that is not in its lane: {}", e.toString());
        }
    }

    /// Ends it for good; what was asked through it is done within the time given, or not at all.
    void end(Duration patience) {
        var last = over();
        turns.end();
        if (last != null) {
            try {
                if (patience.isPositive()) {
                    last.shutdown();
                    var _ = last.awaitShutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            last.shutdownNow();
        }
        events.shutdown();
    }

    private synchronized @Nullable JDA over() {
        over = true;
        return jda;
    }

    @Override
    public void onEvent(GenericEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case RawGatewayEvent raw -> {
                alive();
                ears.heard(raw);
            }
            case GatewayPingEvent _ -> alive();
            case ReadyEvent ready -> {
                connected();
                ears.began(ready.getJDA().getSelfUser().getApplicationId());
            }
            case SessionResumeEvent _, SessionRecreateEvent _ -> connected();
            case SessionDisconnectEvent lost -> {
                // JDA goes on after codes that it does not know.
                disconnected();
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
        pulse.alive();
    }

    private void connected() {
        signOfLife = System.nanoTime();
        sayThatItIsConnected();
        ears.missed();
    }

    private synchronized void sayThatItIsConnected() {
        ready = true;
        pulse.connected();
    }

    private synchronized void disconnected() {
        ready = false;
    }

    /// What a person must change before Discord lets Porter in again; null when nothing.
    private @Nullable Supplier<String> mustChange(int code) {
        return switch (code) {
            case 4004 -> Session::tokenRefused;
            case 4014 -> {
                if (intents.hearsServers()) {
                    log.warn(
                            "Discord does not let Porter read what is posted in servers any more;"
                                    + " all else goes on.");
                    intents.askForLess();
                    yield null;
                }
                yield () ->
                        untilAStart(tr("Discord does not allow an intent that Porter asked for."));
            }
            case 4010, 4011, 4012, 4013 ->
                    () ->
                            untilAStart(
                                    tr(
                                            "Discord does not accept this version of Porter (%d):"
                                                    + " update Porter.",
                                            code));
            default -> null;
        };
    }

    private static String tokenRefused() {
        return untilAStart(
                tr(
                        "Discord refuses the token: make a new one in the developer portal, under"
                                + " Bot, set porter.discord.token, and start Porter again."));
    }

    private static String untilAStart(String trouble) {
        return trouble + " " + tr(UNTIL_A_START);
    }
}
