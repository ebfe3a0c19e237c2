package dev.porter.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// A response that tells the browser what not to do with it.
///
/// @param shield the headers that say so
record Shielded(ServerResponse response, Map<String, String> shield) implements ServerResponse {
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    /// What holds for every page, and what one kind of page adds.
    static Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(ALWAYS);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /// Begins the answer that hands a file over, to be saved and never shown as a page.
    static ServerResponse.BodyBuilder handingOver(String name, long size, MediaType type) {
        return ServerResponse.ok()
                .contentType(type)
                .contentLength(size)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString());
    }

    @Override
    public HttpStatusCode statusCode() {
        return response.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return response.cookies();
    }

    @Override
    public @Nullable ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse to, Context context)
            throws ServletException, IOException {
        shield.forEach(to::setHeader);
        return response.writeTo(request, to, context);
    }
}
