package dev.porter.gateway.synology.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request with its parameters, from the address and from a form.
final class Request {
    private final HttpExchange exchange;
    private final Map<String, String> parameters = new HashMap<>();
    private Lie lie = Lie.NONE;

    Request(HttpExchange exchange) throws IOException {
        this.exchange = exchange;
        read(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        if (contentType().startsWith("application/x-www-form-urlencoded")) {
            read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void read(String form) {
        for (var pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    HttpExchange exchange() {
        return exchange;
    }

    /// What happens to the bytes that it brings.
    Lie lie() {
        return lie;
    }

    void lie(Lie what) {
        lie = what;
    }

    boolean get() {
        return exchange.getRequestMethod().equals("GET");
    }

    String contentType() {
        return header("Content-Type");
    }

    String header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    /// The value of a cookie; empty when there is none.
    String cookie(String name) {
        for (var pair : header("Cookie").split(";", -1)) {
            if (pair.strip().startsWith(name + "=")) {
                return pair.strip().substring(name.length() + 1);
            }
        }
        return "";
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    String raw(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// A string, quoted as JSON or not; empty when it is missing.
    String text(String name) {
        var raw = raw(name);
        return raw.startsWith("\"") ? (String) json(raw) : raw;
    }

    /// A string that must be there.
    String needed(String name, int otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            throw new Refusal(otherwise, Map.of("name", name, "reason", "required"));
        }
        return text;
    }

    /// A list of strings, or one string instead of it.
    List<String> texts(String name) {
        var raw = raw(name);
        if (raw.isEmpty()) {
            throw new Refusal(101);
        }
        return raw.startsWith("[")
                ? ((List<?>) json(raw)).stream().map(String.class::cast).toList()
                : List.of(text(name));
    }

    /// A list of strings that must be one.
    List<String> list(String name, int otherwise) {
        if (!raw(name).startsWith("[")) {
            throw new Refusal(otherwise);
        }
        return texts(name);
    }

    List<?> objects(String name, int otherwise) {
        return json(raw(name)) instanceof List<?> list ? list : refuse(otherwise);
    }

    private static List<?> refuse(int code) {
        throw new Refusal(code);
    }

    int number(String name, int otherwise) {
        var text = text(name);
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refusal(101);
        }
    }

    boolean yes(String name, boolean otherwise, int wrong) {
        return switch (text(name)) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refusal(wrong);
        };
    }

    private static Object json(String raw) {
        try {
            return Json.parse(raw);
        } catch (IllegalArgumentException e) {
            throw new Refusal(120, Map.of("name", "?", "reason", "type"));
        }
    }
}
