package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.gateway.synology.LogInBudget.Whose;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.secret.Secret;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Logs in to DSM and out again.
final class DsmAuth {
    /// The name under which DSM lists Porter among an account's trusted devices. It belongs to the
    /// device id: another name, and the id is worth nothing.
    static final String DEVICE_NAME = "Porter";

    /// The session name of the file APIs: some DSM let ordinary users in under no other.
    static final String FILES = "FileStation";

    private static final int CODE_NEEDED = 403;
    private static final int BLOCKED = 407;

    private final DsmHttp http;
    private final DsmDirectory directory;
    private final LogInBudget budget;

    DsmAuth(DsmHttp http, DsmDirectory directory, LogInBudget budget) {
        this.http = http;
        this.directory = directory;
        this.budget = budget;
    }

    /// What a log-in needs.
    ///
    /// @param code of two-step verification
    /// @param deviceId of a trusted device, instead of the code
    record Credentials(
            String account, Secret password, @Nullable Secret code, @Nullable Secret deviceId) {}

    /// What shows to DSM that somebody is logged in.
    record SessionKey(Secret sid, Secret token) {
        /// Puts it where no access log sees it.
        Request.Builder applyTo(Request.Builder request) {
            var headers = new Headers.Builder().addUnsafeNonAscii("Cookie", "id=" + sid.reveal());
            if (!token.reveal().isEmpty()) {
                headers.addUnsafeNonAscii("X-SYNO-TOKEN", token.reveal());
            }
            return request.headers(headers.build());
        }
    }

    /// Logs in once, with the newest version there is: after an older log-in, a DSM 7 refuses every
    /// change of users. What fails counts.
    ///
    /// @throws DsmRefusal with a code of `SYNO.API.Auth`
    /// @throws LogInHeldBack when Porter may not try now
    /// @throws NasException when DSM cannot be asked, or has just blocked Porter
    SessionKey logIn(Credentials credentials, String sessionName, Whose whose) {
        if (whose == Whose.PORTERS) {
            // DSM may have been upgraded since the last one.
            directory.refresh();
        }
        var place = directory.place(DsmApi.AUTH);
        budget.begin(whose);
        // What became of one whose answer is lost nobody knows. What Porter itself sends is right
        // as
        // a rule, and while DSM starts answers are lost by the dozen.
        var failed = whose == Whose.PERSONS;
        try {
            var key = logIn(credentials, sessionName, place);
            failed = false;
            return key;
        } catch (DsmRefusal refusal) {
            failed = refusal.code() >= 400 && refusal.code() != CODE_NEEDED;
            if (refusal.code() != BLOCKED) {
                throw refusal;
            }
            budget.block();
            throw new NasException(Kind.NOT_SIGNED_IN, LogInBudget.BLOCKED, refusal);
        } catch (NasException e) {
            failed &= !DsmHttp.neverArrived(e);
            throw e;
        } finally {
            budget.end(failed);
        }
    }

    private SessionKey logIn(
            Credentials credentials, String sessionName, DsmDirectory.Place place) {
        var form =
                new FormBody.Builder()
                        .add("api", DsmApi.AUTH.id())
                        .add("version", String.valueOf(place.version()))
                        .add("method", "login")
                        .add("account", credentials.account())
                        .add("passwd", credentials.password().reveal())
                        .add("session", sessionName)
                        .add("format", "sid")
                        .add("enable_syno_token", "yes");
        if (credentials.code() != null) {
            form.add("otp_code", credentials.code().reveal());
        }
        if (credentials.deviceId() != null) {
            form.add("device_name", DEVICE_NAME);
            form.add("device_id", credentials.deviceId().reveal());
        }
        var request = new Request.Builder().url(url(place)).post(new Once(form.build())).build();
        var envelope = http.call(request);
        if (DsmAnswers.yes(envelope.path("success"))) {
            return key(envelope.path("data"));
        }
        throw DsmRefusal.of(DsmCall.order(DsmApi.AUTH, "login"), envelope.path("error"));
    }

    /// Reads what a log-in of any version answers.
    static SessionKey key(JsonNode data) {
        var sid = DsmAnswers.text(data.path("sid"));
        var token = DsmAnswers.text(data.path("synotoken"));
        if (sid.isEmpty() || !isHeader(sid) || !isHeader(token)) {
            throw new NasException(
                    Kind.BROKEN, sentence("DSM accepts a log-in and names no session."));
        }
        return new SessionKey(new Secret(sid), new Secret(token));
    }

    private static boolean isHeader(String value) {
        return value.chars().allMatch(c -> c > ' ' && c != 127 && c != ';' && c != ',');
    }

    /// Logs out; that it fails does not matter, because DSM forgets a session by itself.
    void logOut(SessionKey key, String sessionName) {
        try {
            var place = directory.place(DsmApi.AUTH);
            var form =
                    new FormBody.Builder()
                            .add("api", DsmApi.AUTH.id())
                            .add("version", String.valueOf(place.version()))
                            .add("method", "logout")
                            .add("session", sessionName)
                            .add("_sid", key.sid().reveal());
            var request = key.applyTo(new Request.Builder()).url(url(place)).post(form.build());
            var _ = http.call(request.build());
        } catch (NasException e) {
            // It is gone sooner or later.
        }
    }

    private HttpUrl url(DsmDirectory.Place place) {
        return http.url(place.path()).build();
    }
}
