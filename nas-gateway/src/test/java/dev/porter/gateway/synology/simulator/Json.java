package dev.porter.gateway.synology.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Just enough JSON, so that the simulator starts with nothing but a JDK.
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// Reads maps, lists, strings, numbers and booleans.
    ///
    /// @throws IllegalArgumentException when it is no JSON
    static Object parse(String text) {
        var json = new Json(text);
        var value = json.value();
        json.blanks();
        if (json.at != text.length()) {
            throw new IllegalArgumentException("more than one value");
        }
        return value;
    }

    static String write(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> quote(e.getKey().toString()) + ":" + write(e.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case List<?> list ->
                    list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case String string -> quote(string);
            default -> value.toString();
        };
    }

    private static String quote(String string) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private Object value() {
        blanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() {
        var map = new LinkedHashMap<String, Object>();
        take('{');
        blanks();
        while (peek() != '}') {
            if (!map.isEmpty()) {
                take(',');
                blanks();
            }
            var key = string();
            blanks();
            take(':');
            map.put(key, value());
            blanks();
        }
        take('}');
        return map;
    }

    private List<Object> array() {
        var list = new ArrayList<Object>();
        take('[');
        blanks();
        while (peek() != ']') {
            if (!list.isEmpty()) {
                take(',');
            }
            list.add(value());
            blanks();
        }
        take(']');
        return list;
    }

    private String string() {
        take('"');
        var string = new StringBuilder();
        while (peek() != '"') {
            var c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        var c = text.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }

    private Object literal() {
        var from = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var literal = text.substring(from, at);
        return switch (literal) {
            case "true" -> true;
            case "false" -> false;
            default -> Long.parseLong(literal);
        };
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("cut off");
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw new IllegalArgumentException("not a " + expected);
        }
        at++;
    }
}
