package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Carries requests to DSM and tells a sound answer from everything else that can come back.
final class DsmHttp implements AutoCloseable {
    static final ObjectMapper JSON = JsonMapper.shared();

    private static final long LARGEST_ANSWER = 4L << 20;
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    private final HttpUrl address;
    private final OkHttpClient forCalls;
    private final OkHttpClient forDownloads;
    private final OkHttpClient forUploads;
    private final Semaphore calls;
    private final Semaphore uploads;
    private final DownloadPlaces places;
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> lastAnswer =
            new AtomicReference<>(Optional.empty());

    DsmHttp(HttpUrl address, DsmTrust trust, DsmPace pace, Clock clock) {
        this.address = address;
        this.clock = clock;
        calls = new Semaphore(pace.calls(), true);
        uploads = new Semaphore(pace.uploads(), true);
        places = new DownloadPlaces(pace, clock);
        forCalls =
                trust.applyTo(new OkHttpClient.Builder())
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .followRedirects(false)
                        .followSslRedirects(false)
                        // Shorter than the 20 seconds after which DSM hangs up.
                        .connectionPool(
                                new ConnectionPool(
                                        pace.calls() + pace.uploads() + pace.downloads(),
                                        15,
                                        TimeUnit.SECONDS))
                        .connectTimeout(pace.connect())
                        .readTimeout(pace.answer())
                        .writeTimeout(pace.answer())
                        .callTimeout(pace.answer())
                        .build();
        forDownloads =
                forCalls.newBuilder()
                        .callTimeout(Duration.ZERO)
                        .readTimeout(pace.idle())
                        .writeTimeout(pace.idle())
                        .build();
        forUploads = forDownloads.newBuilder().readTimeout(pace.stored()).build();
    }

    HttpUrl.Builder url(String path) {
        return address.newBuilder().addPathSegment("webapi").addPathSegments(path);
    }

    /// When DSM answered last, if it ever did.
    Optional<Instant> lastAnswer() {
        return lastAnswer.get();
    }

    /// Sends a short request and reads DSM's envelope.
    ///
    /// @throws NasException `AWAY` or `BROKEN` when no envelope comes back
    JsonNode call(Request request) {
        return within(calls, () -> envelope(forCalls, request));
    }

    /// Sends a large request and reads DSM's envelope.
    ///
    /// @throws IOException when sending or receiving broke off
    JsonNode upload(Request request) throws IOException {
        acquire(uploads);
        try (var response = forUploads.newCall(request).execute()) {
            return envelope(response);
        } finally {
            uploads.release();
        }
    }

    /// Sends a short request and reads an answer of a few bytes.
    ///
    /// @throws IOException when sending or receiving broke off
    <T> T fetch(Request request, Reading<T> reading) throws IOException {
        acquire(calls);
        try (var response = forCalls.newCall(request).execute()) {
            return reading.read(response);
        } finally {
            calls.release();
        }
    }

    /// Reads an answer, which is closed afterwards.
    @FunctionalInterface
    interface Reading<T> {
        T read(Response response) throws IOException;
    }

    /// Begins to read; whoever asked has a place for it, and closes the response.
    Response download(Request request) throws IOException {
        return forDownloads.newCall(request).execute();
    }

    /// The places for downloads.
    DownloadPlaces places() {
        return places;
    }

    private JsonNode envelope(OkHttpClient client, Request request) {
        try (var response = client.newCall(request).execute()) {
            return envelope(response);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Reads the envelope of an answer that should have one.
    JsonNode envelope(Response response) throws IOException {
        if (response.isRedirect()) {
            throw new NasException(
                    Kind.BROKEN,
                    redirection(response)
                            .and(
                                    sentence(
                                            "Set porter.nas.synology.url to the address that it has.")));
        }
        if (response.code() == 413) {
            throw new NasException(
                    Kind.BROKEN, "A proxy before DSM refuses large files with HTTP status 413.");
        }
        if (response.code() >= 500 || response.code() == 429 || response.code() == 408) {
            throw new NasException(
                    Kind.AWAY, sentence("DSM answers with HTTP status %s.", response.code()));
        }
        if (response.code() != 200) {
            throw new NasException(
                    Kind.BROKEN,
                    sentence(
                            "DSM answers with HTTP status %s where its API should be.",
                            response.code()));
        }
        var envelope = parse(response.body().source());
        lastAnswer.set(Optional.of(clock.instant()));
        return envelope;
    }

    private static JsonNode parse(BufferedSource body) throws IOException {
        if (body.request(LARGEST_ANSWER + 1)) {
            throw new NasException(Kind.BROKEN, sentence("DSM's answer is endless."));
        }
        var text = body.readByteArray();
        try {
            var envelope = JSON.readTree(text);
            if (isEnvelope(envelope)) {
                return envelope;
            }
        } catch (JacksonException e) {
            // Its message would carry what came instead.
        }
        throw new NasException(
                Kind.BROKEN,
                sentence(
                        "What answers at DSM's address is not DSM's API: it sends no envelope in JSON."));
    }

    /// Whether it is what DSM puts around every answer.
    static boolean isEnvelope(JsonNode answer) {
        return answer.path("success").isBoolean() || answer.path("error").isObject();
    }

    private static Saying redirection(Response response) {
        var location = response.header("Location");
        var target = location == null ? null : response.request().url().resolve(location);
        return target == null
                ? sentence("DSM redirects to an unknown place.")
                : sentence(
                        "DSM redirects to %s://%s:%s.",
                        target.scheme(), target.host(), target.port());
    }

    /// What to make of a connection that failed.
    static NasException failure(IOException e) {
        if (isOfCertificate(e)) {
            return new NasException(
                    Kind.BROKEN,
                    sentence(
                            "DSM's certificate is not the one that is trusted: if it was renewed, set"
                                    + " porter.nas.synology.certificate to the new one; if not,"
                                    + " somebody may be listening in."),
                    e);
        }
        if (e instanceof SSLException) {
            return new NasException(Kind.AWAY, sentence("The secure connection to DSM broke."), e);
        }
        return new NasException(Kind.AWAY, sentence("DSM does not answer."), e);
    }

    /// Whether nobody was there to be connected with.
    static boolean isOff(NasException e) {
        return e.getCause() instanceof ConnectException
                || e.getCause() instanceof NoRouteToHostException
                || e.getCause() instanceof UnknownHostException;
    }

    /// Whether DSM cannot have seen what was sent.
    static boolean neverArrived(NasException e) {
        return isOff(e) || e.getCause() instanceof SSLHandshakeException;
    }

    /// Whether it is the certificate: a handshake fails for other reasons, too, such as a restart.
    private static boolean isOfCertificate(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static <T> T within(Semaphore bound, Supplier<T> work) {
        acquire(bound);
        try {
            return work.get();
        } finally {
            bound.release();
        }
    }

    private static void acquire(Semaphore bound) {
        try {
            if (!bound.tryAcquire(LONGEST_QUEUE.toSeconds(), TimeUnit.SECONDS)) {
                throw new NasException(Kind.AWAY, sentence("Too much waits for DSM already."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NasException(Kind.AWAY, "Porter is stopping.", e);
        }
    }

    /// Waits.
    ///
    /// @throws NasException `AWAY` when Porter stops meanwhile
    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NasException(Kind.AWAY, "Porter is stopping.", e);
        }
    }

    @Override
    public void close() {
        forCalls.dispatcher().cancelAll();
        forCalls.dispatcher().executorService().shutdown();
        forCalls.connectionPool().evictAll();
    }
}
