package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.SessionKey;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/// Calls DSM's methods as one account: finds the place, logs in, repeats what is safe to repeat.
final class DsmClient {
    private static final int MOST_TRIES = 3;

    private final DsmHttp http;
    private final DsmDirectory directory;
    private final DsmLogIn session;
    private final DsmPace pace;

    DsmClient(DsmHttp http, DsmDirectory directory, DsmLogIn session, DsmPace pace) {
        this.http = http;
        this.directory = directory;
        this.session = session;
        this.pace = pace;
    }

    DsmHttp http() {
        return http;
    }

    DsmPace pace() {
        return pace;
    }

    boolean has(DsmApi api) {
        return directory.has(api);
    }

    /// The account's name.
    String account() {
        return session.account();
    }

    /// Makes a call.
    ///
    /// @return its data; missing when DSM sends none
    /// @throws DsmRefusal when DSM says no
    /// @throws NasException when DSM cannot be asked. What was not [DsmCall#safe] may have been
    ///   carried out when the kind is `AWAY`.
    JsonNode call(DsmCall call) {
        for (int tries = 1; ; tries++) {
            try {
                return renewing(key -> send(call, key));
            } catch (DsmRefusal refusal) {
                if (!call.safe() || !refusal.isOfLoad() || tries == MOST_TRIES) {
                    throw refusal;
                }
            } catch (NasException e) {
                if (!call.safe() || tries == MOST_TRIES || !isPassing(e)) {
                    throw e;
                }
            }
            rest(tries);
        }
    }

    /// Whether it may be over in a moment. A NAS that is off is not on a moment later, and who
    /// asked should know soon.
    private static boolean isPassing(NasException e) {
        return e.kind() == Kind.AWAY
                && !DsmHttp.isOff(e)
                && !(e.getCause() instanceof InterruptedIOException);
    }

    /// Waits longer each time, and not as long as the others.
    ///
    /// @return how long it was
    Duration rest(int tries) {
        return pause(Math.min(tries, 5));
    }

    /// As [#rest], up to most of a minute.
    void restLong(int tries) {
        var _ = pause(Math.min(tries, 9));
    }

    private Duration pause(int doublings) {
        var longest = pace.pause().toMillis() << doublings;
        var pause =
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        DsmHttp.pause(pause);
        return pause;
    }

    private JsonNode send(DsmCall call, SessionKey key) {
        var place = directory.place(call.api());
        var form =
                new FormBody.Builder()
                        .add("api", call.api().id())
                        .add("version", String.valueOf(place.version()))
                        .add("method", call.method());
        call.parameters().forEach((name, value) -> form.add(name, json(value)));
        var request =
                key.applyTo(new Request.Builder())
                        .url(http.url(place.path()).build())
                        .post(call.safe() ? form.build() : new Once(form.build()))
                        .build();
        return data(call, http.call(request));
    }

    private static String json(Object value) {
        return DsmHttp.JSON.writeValueAsString(value);
    }

    private JsonNode data(DsmCall call, JsonNode envelope) {
        if (DsmAnswers.yes(envelope.path("success"))) {
            return envelope.path("data");
        }
        var refusal = DsmRefusal.of(call, envelope.path("error"));
        if (refusal.code() == 102 || refusal.code() == 104) {
            directory.forget();
        }
        throw refusal;
    }

    /// Uploads a file into a folder, which is made when it is missing. The content cannot be sent
    /// twice: ask something else right before, so that the session is fresh.
    ///
    /// @param name made of signs that need no escape
    /// @throws IOException when sending or receiving broke off: nobody knows what DSM has
    JsonNode upload(String folder, String name, RequestBody content) throws IOException {
        var call = DsmCall.order(DsmApi.FILES_UPLOAD, "upload");
        var key = session.key();
        var place = directory.place(call.api());
        var version = String.valueOf(place.version());
        var body =
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("api", call.api().id())
                        .addFormDataPart("version", version)
                        .addFormDataPart("method", call.method())
                        .addFormDataPart("path", folder)
                        .addFormDataPart("create_parents", "true")
                        .addFormDataPart("file", name, content)
                        .build();
        var request = key.applyTo(new Request.Builder()).url(url(call, place)).post(new Once(body));
        try {
            return data(call, http.upload(request.build()));
        } catch (DsmRefusal refusal) {
            if (refusal.isOfSession()) {
                session.renew(key);
            }
            throw refusal;
        }
    }

    /// Begins to read bytes.
    ///
    /// @param call whose parameters are raw strings and lists
    /// @param offset how many bytes to skip
    /// @return an answer with bytes in it, from the offset when its status is 206, else from the
    ///   start; empty when DSM answers as it does for what is not there
    /// @throws IOException when the connection broke
    Optional<Response> download(DsmCall call, long offset) throws IOException {
        return renewing(key -> file(call, http.download(request(call, offset, key))));
    }

    /// Reads a few bytes, as part of the calls.
    ///
    /// @param call as [#download] takes it
    /// @param most how many at most
    /// @return empty when there are none, or more
    /// @throws IOException when the connection broke
    Optional<byte[]> fetch(DsmCall call, long most) throws IOException {
        return renewing(
                key -> http.fetch(request(call, 0, key), answer -> bytes(call, answer, most)));
    }

    private Optional<byte[]> bytes(DsmCall call, Response answer, long most) throws IOException {
        if (file(call, answer).isEmpty() || answer.body().source().request(most + 1)) {
            return Optional.empty();
        }
        return Optional.of(answer.body().bytes());
    }

    /// A request with a key, and what it answers.
    @FunctionalInterface
    private interface Keyed<T, X extends Exception> {
        T ask(SessionKey key) throws X;
    }

    private <T, X extends Exception> T renewing(Keyed<T, X> question) throws X {
        var key = session.key();
        try {
            return question.ask(key);
        } catch (DsmRefusal refusal) {
            if (!refusal.isOfSession()) {
                throw refusal;
            }
            session.renew(key);
            return question.ask(session.key());
        }
    }

    private Request request(DsmCall call, long offset, SessionKey key) {
        var url = url(call, directory.place(call.api())).newBuilder();
        call.parameters()
                .forEach((name, value) ->
                        url.addQueryParameter(
                                name, value instanceof String raw ? raw : json(value)));
        var request = key.applyTo(new Request.Builder()).url(url.build());
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        // Compressed on the way, its length would say nothing.
        return request.header("Accept-Encoding", "identity").build();
    }

    /// Tells bytes from everything else; the answer stays open when it has some.
    private Optional<Response> file(DsmCall call, Response response) throws IOException {
        var sound = false;
        try {
            if (response.code() == 404 || response.code() == 502) {
                return Optional.empty();
            }
            if (isFile(response)) {
                sound = true;
                return Optional.of(response);
            }
            var _ = data(call, http.envelope(response));
            throw new NasException(Kind.BROKEN, "DSM answers " + call + " with no file.");
        } finally {
            if (!sound) {
                response.close();
            }
        }
    }

    private static boolean isFile(Response response) {
        var type = response.header("Content-Type", "");
        var said = response.header("Content-Disposition") != null;
        return (response.code() == 200 || response.code() == 206)
                && (said
                        || (type != null
                                && (type.startsWith("application/octet-stream")
                                        || type.startsWith("image/")
                                        || type.startsWith("video/"))));
    }

    private HttpUrl url(DsmCall call, DsmDirectory.Place place) {
        return http.url(place.path())
                .addQueryParameter("api", call.api().id())
                .addQueryParameter("version", String.valueOf(place.version()))
                .addQueryParameter("method", call.method())
                .build();
    }
}
