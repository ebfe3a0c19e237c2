package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.porter.chat.ChatException;
import dev.porter.chat.UncertainChatException;
import dev.porter.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/// The Bot API as one bot uses it: asks once or until it is answered, sits out floods, and streams
/// files. What it throws never contains the token.
final class BotApi implements AutoCloseable {
    /// Whether a request may be repeated when nobody knows if the first one arrived.
    enum Repeat {
        /// Asking twice does what asking once does.
        FREELY,
        /// Asking twice may do it twice.
        UNSENT_ONLY
    }

    private static final Logger log = LoggerFactory.getLogger(BotApi.class);
    private static final int TRIES = 3;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long LONGEST_ANSWER = 1 << 20;

    private final HttpUrl base;
    private final Secret token;
    private final Waits waits;
    private final Dispatcher dispatcher;
    private final OkHttpClient transfers;
    private final OkHttpClient downloads;
    private final OkHttpClient polls;
    private final OkHttpTelegramClient calls;
    private final OkHttpTelegramClient slowCalls;
    private final OkHttpTelegramClient pollCalls;
    private final Floods floods;

    BotApi(URI server, Secret token, Waits waits) {
        this.base = HttpUrl.get(server.toString());
        this.token = token;
        this.waits = waits;
        floods = new Floods(waits.flood());
        dispatcher =
                new Dispatcher(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("telegram-http-", 0).factory()));
        dispatcher.setMaxRequests(1_000);
        dispatcher.setMaxRequestsPerHost(1_000);
        var builder =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectTimeout(Duration.ofSeconds(10))
                        .writeTimeout(Duration.ofMinutes(1))
                        .retryOnConnectionFailure(false)
                        .followRedirects(false)
                        // One dead connection must not take the other requests with it.
                        .protocols(List.of(Protocol.HTTP_1_1));
        Departure.watch(builder);
        var plain = builder.build();
        transfers = plain.newBuilder().readTimeout(waits.transfer()).build();
        downloads = plain.newBuilder().readTimeout(waits.download()).build();
        polls = within(plain, waits.hold().plus(waits.answer()));
        calls = client(within(plain, waits.answer()));
        slowCalls = client(within(plain, waits.transfer()));
        pollCalls = client(polls);
    }

    private static OkHttpClient within(OkHttpClient client, Duration limit) {
        return client.newBuilder().readTimeout(limit).callTimeout(limit).build();
    }

    private OkHttpTelegramClient client(OkHttpClient http) {
        return new OkHttpTelegramClient(
                http,
                token.reveal(),
                new TelegramUrl(base.scheme(), base.host(), base.port(), false));
    }

    /// Asks, and repeats where that is harmless.
    ///
    /// @throws RefusedException when Telegram says no
    /// @throws UncertainChatException when it says nothing, or nothing that can be read
    /// @throws NotSentException when it was not asked
    JsonNode call(BotApiMethod<?> method, Repeat repeat) {
        return persist(
                method.getMethod(),
                false,
                repeat,
                () -> ask(calls, Ask.of(method), waits.answer()));
    }

    /// The same about one chat, which is left alone for as long as Telegram wants.
    JsonNode call(String chat, BotApiMethod<?> method, Repeat repeat) {
        return persist(chat, false, repeat, () -> ask(calls, Ask.of(method), waits.answer()));
    }

    /// Asks once, whatever happens.
    JsonNode once(BotApiMethod<?> method) {
        return ask(calls, Ask.of(method), waits.answer());
    }

    /// Asks once for something that takes the server as long as a file does.
    JsonNode slowly(BotApiMethod<?> method) {
        return floods.ask(
                method.getMethod(), true, () -> ask(slowCalls, Ask.of(method), waits.transfer()));
    }

    /// Asks once for updates.
    JsonNode poll(Map<String, ?> question) {
        return ask(pollCalls, Ask.of("getUpdates", question), waits.hold().plus(waits.answer()));
    }

    /// Sends a file; `body` is made anew for each try.
    JsonNode upload(String chat, String method, Repeat repeat, Supplier<MultipartBody> body) {
        var url = base.newBuilder().addPathSegment("bot" + token.reveal()).addPathSegment(method);
        return persist(
                chat,
                true,
                repeat,
                () -> {
                    var request = new Request.Builder().url(url.build()).post(body.get()).build();
                    try (var response = transfers.newCall(request).execute()) {
                        return accepted(method, Ask.read(start(response)));
                    } catch (TelegramApiRequestException e) {
                        throw unanswered(method, words(e), true);
                    } catch (StreamedFile.SourceException e) {
                        throw e.asChatException();
                    } catch (IOException e) {
                        throw unanswered(method, words(e), Departure.maybe(e));
                    }
                });
    }

    /// Asks for the bytes of a file; the caller closes the answer, whatever its status.
    Response download(String path) throws IOException {
        var url =
                base.newBuilder()
                        .addPathSegment("file")
                        .addPathSegment("bot" + token.reveal())
                        .addPathSegments(path)
                        .build();
        // Asked for otherwise, the answer is unpacked on the way and its length is lost.
        var request = new Request.Builder().url(url).header("Accept-Encoding", "identity").build();
        return downloads.newCall(request).execute();
    }

    private JsonNode ask(OkHttpTelegramClient client, Ask question, Duration limit) {
        try {
            return answer(question.getMethod(), client.executeAsync(question), limit.plus(GRACE));
        } catch (TelegramApiException e) {
            throw new ChatException("The library refused " + question.getMethod() + ".");
        }
    }

    /// What Telegram answered.
    ///
    /// @param longest an error on OkHttp's own thread would leave this one waiting for ever
    static JsonNode answer(String name, CompletableFuture<ObjectNode> coming, Duration longest) {
        try {
            return accepted(name, coming.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(name, "Porter is stopping", true);
        } catch (ExecutionException e) {
            throw unanswered(name, words(e.getCause()), Departure.maybe(e));
        } catch (TimeoutException e) {
            throw unanswered(name, "no end in sight", true);
        }
    }

    private static ChatException unanswered(String method, String reason, boolean sent) {
        var words = "Telegram did not answer " + method + ": " + reason;
        return sent ? new UncertainChatException(words) : new NotSentException(words);
    }

    /// Only the kind of failure: its message can quote an address.
    private static String words(@Nullable Throwable failure) {
        if (failure instanceof TelegramApiRequestException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        var shown = failure instanceof Departure.NeverException ? failure.getCause() : failure;
        return shown == null ? "no reason" : shown.getClass().getSimpleName();
    }

    private static String start(Response response) throws IOException {
        var source = response.body().source();
        source.request(LONGEST_ANSWER);
        return source.getBuffer().readUtf8(Math.min(LONGEST_ANSWER, source.getBuffer().size()));
    }

    private static JsonNode accepted(String method, ObjectNode answer) {
        if (answer.path("ok").booleanValue()) {
            return answer.path("result");
        }
        throw new RefusedException(
                method,
                answer.path("error_code").asInt(),
                answer.path("description").asText(),
                Duration.ofSeconds(answer.path("parameters").path("retry_after").asInt()));
    }

    /// @param queue in which it waits in a flood: of the chat, or of the method where there is none
    private JsonNode persist(
            String queue, boolean atLength, Repeat repeat, Supplier<JsonNode> attempt) {
        for (var failures = 1; ; failures++) {
            try {
                return floods.ask(queue, atLength, attempt);
            } catch (RefusedException e) {
                if (e.code() < 500 || failures >= TRIES) {
                    throw e;
                }
            } catch (UncertainChatException e) {
                if (failures >= TRIES || repeat == Repeat.UNSENT_ONLY) {
                    throw e;
                }
            } catch (NotSentException e) {
                if (failures >= TRIES) {
                    throw e;
                }
            }
            rest(waits.pause(failures));
        }
    }

    /// Waits, or ends with an exception when Porter is stopping.
    static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatException("Porter is stopping.");
        }
    }

    /// Ends the question for updates that is open.
    void hangUp() {
        dispatcher.queuedCalls().forEach(BotApi::cancelPoll);
        dispatcher.runningCalls().forEach(BotApi::cancelPoll);
    }

    private static void cancelPoll(okhttp3.Call call) {
        if (call.request().url().encodedPath().endsWith("/getUpdates")) {
            call.cancel();
        }
    }

    @Override
    public void close() {
        dispatcher.cancelAll();
        dispatcher.executorService().shutdown();
        transfers.connectionPool().evictAll();
        log.debug("The connections to Telegram are closed.");
    }
}
