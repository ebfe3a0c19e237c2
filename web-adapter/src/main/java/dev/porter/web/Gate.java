package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Lets in only requests that a browser or a script on this machine makes to this page itself, and
/// turns what goes wrong into one sentence, all in the language of the chat.
final class Gate implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private static final Pattern HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final long LONGEST_BODY = 128 * 1024;
    private static final Map<String, String> SHIELD =
            Shielded.with(
                    Map.of(
                            "Content-Security-Policy",
                            "default-src 'self'; base-uri 'none'; form-action 'self';"
                                    + " frame-ancestors 'none'; object-src 'none'",
                            "Referrer-Policy",
                            "same-origin"));
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final PageLanguages languages;
    private final Rendering rendering;

    Gate(PageLanguages languages, Rendering rendering) {
        this.languages = languages;
        this.rendering = rendering;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        try {
            return languages.of(request).speak(() -> answered(request, next));
        } catch (RuntimeException e) {
            return failed(request, e); // nobody knows which language it is
        }
    }

    private ServerResponse answered(ServerRequest request, HandlerFunction<ServerResponse> next) {
        try {
            check(request);
            return shielded(next.handle(request));
        } catch (Refusal e) {
            return refused(request, e);
        } catch (HttpMediaTypeNotSupportedException _) {
            return refused(
                    request,
                    new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "Send this as JSON, with Content-Type: application/json."));
        } catch (HttpMessageConversionException _) {
            return refused(
                    request, Refusal.badInput("This is not the JSON that is asked for here."));
        } catch (Exception e) {
            return failed(request, e);
        }
    }

    private ServerResponse failed(ServerRequest request, Exception e) {
        if (!(e instanceof AsyncRequestNotUsableException)) {
            log.error("A request to the chat page failed: {}", Failures.words(e));
        }
        return refused(request, Refusal.failed());
    }

    private static void check(ServerRequest request) {
        if (!Way.fromThisMachine(request)) {
            throw forbidden(tr("The chat page answers only on the machine Porter runs on."));
        }
        var host = request.headers().firstHeader(HttpHeaders.HOST);
        if (host == null || !HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw forbidden(tr("Open the chat page as localhost."));
        }
        if (!fromThisPage(request, host)) {
            throw forbidden(tr("Another web page may not do this."));
        }
        if (changes(request) && !Uploads.isUpload(request)) {
            var length = request.servletRequest().getContentLengthLong();
            if (length < 0) {
                throw new Refusal(
                        HttpStatus.LENGTH_REQUIRED, "Say how long this is, with Content-Length.");
            }
            if (length > LONGEST_BODY) {
                throw new Refusal(HttpStatus.CONTENT_TOO_LARGE, tr("This is too long."));
            }
        }
    }

    private static boolean fromThisPage(ServerRequest request, String host) {
        var site = request.headers().firstHeader("Sec-Fetch-Site");
        var ours = site == null || site.equals("same-origin") || site.equals("none");
        if (!changes(request)) {
            return ours || "navigate".equals(request.headers().firstHeader("Sec-Fetch-Mode"));
        }
        return ours && isOurs(request.headers().firstHeader(HttpHeaders.ORIGIN), host);
    }

    private static boolean isOurs(@Nullable String origin, String host) {
        return origin == null || origin.equalsIgnoreCase("http://" + host);
    }

    private static boolean changes(ServerRequest request) {
        return !request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD);
    }

    private static Refusal forbidden(String sentence) {
        return new Refusal(HttpStatus.FORBIDDEN, sentence);
    }

    private static ServerResponse shielded(ServerResponse response) {
        return new Shielded(response, SHIELD);
    }

    private ServerResponse refused(ServerRequest request, Refusal refusal) {
        var response = ServerResponse.status(refusal.status());
        if (request.path().startsWith("/api/")) {
            return shielded(
                    response.contentType(MediaType.APPLICATION_JSON)
                            .body(Map.of("error", refusal.sentence())));
        }
        if (request.headers().firstHeader("HX-Request") != null) {
            return shielded(
                    response.contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                            .body(refusal.sentence()));
        }
        return shielded(
                response.contentType(Rendering.HTML)
                        .body(rendering.page("refused", Map.of("sentence", refusal.sentence()))));
    }
}
