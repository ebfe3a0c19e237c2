package dev.porter.discord;

import java.io.IOException;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.Route.CompiledRoute;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Discord's REST API, asked without JDA, which would ask one thing after the other.
final class Api {
    private final DiscordSettings settings;
    private final OkHttpClient http;

    Api(DiscordSettings settings, OkHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /// Asks once; the caller closes the answer, whatever it is.
    Response ask(CompiledRoute route, @Nullable RequestBody body) throws IOException {
        var base = HttpUrl.get(settings.apiUrl() + "/");
        var request =
                new Request.Builder()
                        .url(route.toHttpUrl(base))
                        .header("User-Agent", RestConfig.USER_AGENT)
                        .header("Authorization", "Bot " + settings.bot().reveal())
                        .method(route.getMethod().toString(), body)
                        .build();
        return http.newCall(request).execute();
    }
}
