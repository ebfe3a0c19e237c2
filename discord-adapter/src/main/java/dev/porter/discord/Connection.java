package dev.porter.discord;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.FleetingMessages;
import dev.porter.chat.Inbox;
import dev.porter.chat.Lanes;
import dev.porter.chat.Languages;
import dev.porter.chat.Notes;
import dev.porter.chat.Pulse;
import dev.porter.chat.Suggestions;
import dev.porter.conversation.BotCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/// Everything of Discord, put together: the platform works as soon as it is made, the gateway
/// delivers once it is started.
final class Connection implements AutoCloseable {
    private static final int MOST_REQUESTS = 64;
    private static final int MOST_WAITING = 500;

    private final DiscordSettings settings;
    private final Path folder;
    private final Pace pace;
    private final Clock clock;
    private final Pulse pulse;
    private final Rest rest = new Rest();
    private final Timer timer = new Timer();
    private final OkHttpClient http;
    private final Api api;
    private final Intents intents;
    private final Visitors visitors;
    private final Channels channels;
    private final Hooks hooks;
    private final Wholes wholes = new Wholes();
    private final Removals removals;
    private final Delivery delivery;
    private final Messages messages;
    private final Downloads downloads;
    private final Fleeting fleeting;
    private final DiscordPlatform platform;

    Connection(DiscordSettings settings, Path folder, Pace pace, Clock clock) {
        settings.bot(); // a wrong setting stops the start
        this.settings = settings;
        this.folder = folder;
        this.pace = pace;
        this.clock = clock;
        pulse = new Pulse("Discord", ChronoUnit.FOREVER.getDuration(), clock);
        http = http(pace);
        api = new Api(settings, http);
        intents = new Intents(api);
        visitors = new Visitors(folder.resolve("people"));
        channels = new Channels(rest, visitors);
        hooks = new Hooks(clock);
        removals = new Removals(rest, channels, hooks);
        delivery = new Delivery(rest, channels, hooks, removals, wholes);
        messages = new Messages(rest, channels, hooks, delivery, removals, wholes);
        downloads = new Downloads(rest, http, settings, pace);
        fleeting =
                new Fleeting(
                        removals,
                        new FleetingMessages(
                                DiscordPlatform.NAME, new Notes(folder.resolve("fleeting"))),
                        clock,
                        pace.fleeting(),
                        timer);
        platform =
                new DiscordPlatform(
                        messages,
                        removals,
                        new Uploads(new Transfers(api, pace), hooks, delivery),
                        downloads,
                        fleeting,
                        pulse,
                        new Servers(rest, intents, hooks));
    }

    private static OkHttpClient http(Pace pace) {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_REQUESTS);
        dispatcher.setMaxRequestsPerHost(MOST_REQUESTS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(10))
                .writeTimeout(Duration.ofMinutes(1))
                // Discord's answer to a large file takes a while; no limit is on the whole.
                .readTimeout(pace.silence())
                .followRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .addInterceptor(Connection::noteRefusal)
                .build();
    }

    /// JDA asks again by itself what met a rate limit.
    private static Response noteRefusal(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        if (response.code() == 429 && chain.request().body() instanceof WatchedBody body) {
            body.refused();
        }
        return response;
    }

    DiscordPlatform platform() {
        return platform;
    }

    Pulse pulse() {
        return pulse;
    }

    Gateway gateway(
            Inbox inbox,
            Suggestions suggestions,
            DropPlaces drops,
            AwaitedSecrets secrets,
            Supplier<List<BotCommand>> commands,
            Languages languages) {
        var lanes = new Lanes("discord-lane", MOST_WAITING);
        var answers = new FirstAnswers(rest, hooks, pace, clock);
        var handover = new Handover(inbox, pace, clock);
        var letters = new Letters(handover, messages, visitors, languages, drops, secrets, lanes);
        var asks =
                new Asks(
                        handover,
                        answers,
                        messages,
                        delivery,
                        removals,
                        visitors,
                        languages,
                        suggestions,
                        lanes,
                        timer,
                        pace,
                        clock);
        var catchUp =
                new CatchUp(
                        rest, channels, visitors, downloads, handover, letters, lanes, intents,
                        drops);
        var ears =
                new Ears(
                        new Events(wholes),
                        new Desk(handover, letters, asks, answers, fleeting),
                        downloads,
                        catchUp,
                        new CommandList(rest, timer, pace, commands));
        var identifies = new Identifies(new Notes(folder.resolve("sessions")), clock);
        return new Gateway(
                pace,
                clock,
                pulse,
                visitors,
                fleeting,
                handover,
                lanes,
                () ->
                        new Session(
                                settings,
                                pace,
                                pulse,
                                rest,
                                http,
                                intents,
                                new PacedSessions(settings.gatewayUrl(), pace, identifies, pulse),
                                ears));
    }

    @Override
    public void close() {
        timer.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
