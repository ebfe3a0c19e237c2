package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Where DSM has its APIs and in which versions, as it says itself.
final class DsmDirectory {
    private static final Pattern PATH = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_./-]*");

    /// How long what is missing is taken to be missing: a package may be started any time.
    private static final Duration MISSING = Duration.ofMinutes(1);

    private final DsmHttp http;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Known known;

    DsmDirectory(DsmHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /// What DSM said, and when it was asked.
    private record Known(Map<DsmApi, Place> places, Instant asked) {}

    /// Where an API is, and the newest version that both sides speak.
    record Place(String path, int version) {}

    /// @throws NasException `BROKEN` when DSM does not have the API, or only an old one
    Place place(DsmApi api) {
        var place = known(api).get(api);
        if (place == null) {
            throw new NasException(
                    Kind.BROKEN,
                    sentence(
                            "DSM does not offer %s: its package is stopped or not installed.",
                            api.id()));
        }
        if (place.version() < api.least()) {
            throw new NasException(
                    Kind.BROKEN,
                    sentence(
                            "This DSM is too old: it has no version %s of %s.",
                            api.least(), api.id()));
        }
        return place;
    }

    boolean has(DsmApi api) {
        return known(api).containsKey(api);
    }

    /// Asks again now, because DSM may have been upgraded. What it said before stays when it does
    /// not answer.
    void refresh() {
        lock.lock();
        try {
            known = new Known(read(ask()), clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// Asks again at the next call, because DSM or a package has changed.
    void forget() {
        known = null;
    }

    private Map<DsmApi, Place> known(DsmApi wanted) {
        var said = known;
        if (said != null && isEnough(said, wanted)) {
            return said.places();
        }
        lock.lock();
        try {
            said = known;
            if (said == null || !isEnough(said, wanted)) {
                said = asked(said);
                known = said;
            }
            return said.places();
        } finally {
            lock.unlock();
        }
    }

    /// What was said before is good until DSM says something else: that a package is missing needs
    /// no answer of a DSM that is away.
    private Known asked(@Nullable Known before) {
        try {
            return new Known(read(ask()), clock.instant());
        } catch (NasException e) {
            if (before == null) {
                throw e;
            }
            return new Known(before.places(), clock.instant());
        }
    }

    private boolean isEnough(Known said, DsmApi wanted) {
        return said.places().containsKey(wanted)
                || clock.instant().isBefore(said.asked().plus(MISSING));
    }

    private JsonNode ask() {
        try {
            return ask("query.cgi");
        } catch (NasException e) {
            if (e.kind() != Kind.BROKEN) {
                throw e;
            }
            return ask("entry.cgi");
        }
    }

    private JsonNode ask(String path) {
        var wanted = Arrays.stream(DsmApi.values()).map(DsmApi::id);
        var url =
                http.url(path)
                        .addQueryParameter("api", "SYNO.API.Info")
                        .addQueryParameter("version", "1")
                        .addQueryParameter("method", "query")
                        .addQueryParameter("query", wanted.collect(Collectors.joining(",")))
                        .build();
        return http.call(new Request.Builder().url(url).build()).path("data");
    }

    /// Reads DSM's list; what makes no sense in it is as good as missing.
    static Map<DsmApi, Place> read(JsonNode data) {
        var places = new EnumMap<DsmApi, Place>(DsmApi.class);
        for (var api : DsmApi.values()) {
            var said = data.path(api.id());
            var path = DsmAnswers.text(said.path("path"));
            var most = (int) DsmAnswers.number(said.path("maxVersion"), 0);
            var least = (int) DsmAnswers.number(said.path("minVersion"), 1);
            if (PATH.matcher(path).matches() && most > 0 && least <= api.most()) {
                places.put(api, new Place(path, Math.min(most, api.most())));
            }
        }
        if (!places.containsKey(DsmApi.AUTH)) {
            throw new NasException(Kind.BROKEN, sentence("DSM does not say where one logs in."));
        }
        return places;
    }
}
