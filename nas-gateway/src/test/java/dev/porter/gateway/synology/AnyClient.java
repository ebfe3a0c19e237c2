package dev.porter.gateway.synology;

import dev.porter.core.TestPatience;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/// Asks a simulated DSM for whatever it is told, right or wrong, as clients do that others wrote.
final class AnyClient {
    private final OkHttpClient http;
    private final HttpUrl address;
    private String sid = "";
    private String token = "";

    AnyClient(DsmSimulator simulator) {
        http =
                DsmTrust.of(simulator.certificate())
                        .applyTo(new OkHttpClient.Builder())
                        .followRedirects(false)
                        .connectTimeout(TestPatience.LONGEST)
                        .readTimeout(TestPatience.LONGEST)
                        .writeTimeout(TestPatience.LONGEST)
                        .build();
        address = HttpUrl.get(simulator.address().toString());
    }

    /// Logs in with the newest version of this kind of DSM, and stays so.
    AnyClient logIn(String path, int version, String account, String password) throws IOException {
        var form = logInForm(version, account, password);
        var data = post(path, form).path("data");
        sid = data.path("sid").stringValue();
        token = data.path("synotoken").stringValue("");
        return this;
    }

    static Map<String, String> logInForm(int version, String account, String password) {
        return Map.of(
                "api", "SYNO.API.Auth",
                "version", String.valueOf(version),
                "method", "login",
                "account", account,
                "passwd", password,
                "session", "FileStation",
                "format", "sid",
                "enable_syno_token", "yes");
    }

    String sid() {
        return sid;
    }

    String token() {
        return token;
    }

    /// Calls a method as it has to be.
    JsonNode call(String api, int version, String method, Map<String, String> parameters)
            throws IOException {
        var form = new TreeMap<>(parameters);
        form.put("api", api);
        form.put("version", String.valueOf(version));
        form.put("method", method);
        form.put("_sid", sid);
        form.put("SynoToken", token);
        return post("entry.cgi", form);
    }

    /// Sends a form.
    JsonNode post(String path, Map<String, String> form) throws IOException {
        var body = new FormBody.Builder();
        form.forEach(body::add);
        return envelope(request(path).post(body.build()).build());
    }

    /// Sends parts with the session where it belongs.
    JsonNode upload(MultipartBody body) throws IOException {
        return envelope(upload("_sid", sid, "SynoToken", token).post(body).build());
    }

    /// Begins an upload with this in its address.
    Request.Builder upload(String... query) {
        var url =
                url("entry.cgi")
                        .addQueryParameter("api", "SYNO.FileStation.Upload")
                        .addQueryParameter("version", "2")
                        .addQueryParameter("method", "upload");
        for (int n = 0; n < query.length; n += 2) {
            url.addQueryParameter(query[n], query[n + 1]);
        }
        return new Request.Builder().url(url.build());
    }

    HttpUrl.Builder url(String path) {
        return address.newBuilder().addPathSegment("webapi").addPathSegments(path);
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(url(path).build()).headers(Headers.of());
    }

    JsonNode envelope(Request request) throws IOException {
        try (var response = send(request)) {
            return DsmHttp.JSON.readTree(response.body().bytes());
        }
    }

    Response send(Request request) throws IOException {
        return http.newCall(request).execute();
    }
}
