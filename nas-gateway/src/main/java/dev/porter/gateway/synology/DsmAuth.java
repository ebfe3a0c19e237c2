package dev.porter.gateway.synology;

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

    /// What an administrator is told when DSM has blocked Porter.
    static final String BLOCKED =
            "DSM has blocked Porter's address after too many failed log-ins (code 407). Remove it"
                    + " in DSM under Control Panel > Security > Protection > Allow/Block List, and"
                    + " put it on the allow list. Porter tries no log-in for 15 minutes.";

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

    LogInBudget budget() {
        return budget;
    }

    /// Logs in once, with the newest version there is: after an older log-in, a DSM 7 refuses every
    /// change of users.
    ///
    /// @throws DsmRefusal with a code of `SYNO.API.Auth`
    /// @throws NasException when Porter may not try, or DSM cannot be asked
    SessionKey logIn(Credentials credentials, String sessionName) {
        if (budget.isBlocked()) {
            throw blocked();
        }
        var place = directory.place(DsmApi.AUTH);
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
        var refusal = DsmRefusal.of(DsmCall.order(DsmApi.AUTH, "login"), envelope.path("error"));
        if (refusal.code() == 407) {
            budget.block();
            throw blocked();
        }
        throw refusal;
    }

    /// Reads what a log-in of any version answers.
    static SessionKey key(JsonNode data) {
        var sid = DsmAnswers.text(data.path("sid"));
        var token = DsmAnswers.text(data.path("synotoken"));
        if (sid.isEmpty() || !isHeader(sid) || !isHeader(token)) {
            throw new NasException(Kind.BROKEN, "DSM accepts a log-in and names no session.");
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

    private static NasException blocked() {
        return new NasException(Kind.NOT_SIGNED_IN, BLOCKED);
    }
}
