package dev.porter.discord;

import java.util.regex.Pattern;

/// Text as Discord's client shows it: what is escaped is there letter by letter, and what is not
/// turns into formatting and is gone.
final class Shown {
    private static final Pattern CODE = Pattern.compile("```\\n?(.*?)\\n?```", Pattern.DOTALL);
    private static final Pattern PLAIN_LINK = Pattern.compile("^<(https?://[^\\s<>]+)>");

    private Shown() {}

    static String of(String content) {
        var shown = new StringBuilder();
        var code = CODE.matcher(content);
        var at = 0;
        while (code.find()) {
            shown.append(inline(content.substring(at, code.start()))).append(code.group(1));
            at = code.end();
        }
        return shown.append(inline(content.substring(at))).toString().strip();
    }

    private static String inline(String text) {
        var shown = new StringBuilder();
        var lineStart = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && isMark(text.charAt(i + 1))) {
                i++;
                shown.append(text.charAt(i));
                lineStart = false;
                continue;
            }
            var link = PLAIN_LINK.matcher(text.substring(i));
            if (link.find()) {
                shown.append(link.group(1));
                i += link.end() - 1;
                continue;
            }
            if (!formats(text, i, c, lineStart)) {
                shown.append(c);
            }
            lineStart = c == '\n' || (lineStart && Character.isWhitespace(c));
        }
        return shown.toString();
    }

    private static boolean isMark(char c) {
        return !Character.isLetterOrDigit(c) && !Character.isWhitespace(c);
    }

    private static boolean formats(String text, int at, char c, boolean lineStart) {
        return switch (c) {
            case '*', '_', '~', '`', '|', '<', '[' -> true;
            case '@' -> text.startsWith("everyone", at + 1) || text.startsWith("here", at + 1);
            case ':' -> text.startsWith("//", at + 1);
            case '#', '>', '-' -> lineStart;
            case '.' ->
                    at > 0 && Character.isDigit(text.charAt(at - 1)) && startsLine(text, at - 1);
            default -> false;
        };
    }

    private static boolean startsLine(String text, int digit) {
        return digit == 0 || text.charAt(digit - 1) == '\n';
    }
}
