package dev.porter.discord;

import java.util.ArrayList;
import java.util.List;

/// Text as Discord's Markdown, so that it is shown letter by letter.
final class Markdown {
    private static final char UNREADABLE = '\uFFFD';
    private static final String ALWAYS = "\\*_~`|<[]";
    private static final String AT_LINE_START = "#>-+";

    private Markdown() {}

    /// The only way for text into a message. Only what means something where it stands is escaped:
    /// a phone's notification shows the backslashes.
    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        var lineStart = true;
        var numbered = false;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            if (c >= 0xD800 && c <= 0xDFFF) {
                safe.append(UNREADABLE);
            } else {
                if (means(text, i, c, lineStart, numbered)) {
                    safe.append('\\');
                }
                safe.appendCodePoint(c);
            }
            numbered = Character.isDigit(c) && (lineStart || numbered);
            lineStart = c == '\n' || (lineStart && Character.isWhitespace(c));
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    private static boolean means(String text, int at, int c, boolean lineStart, boolean numbered) {
        if (ALWAYS.indexOf(c) >= 0) {
            return true;
        }
        return switch (c) {
            case '.', ')' -> numbered;
            case '@' -> text.startsWith("everyone", at + 1) || text.startsWith("here", at + 1);
            case ':' -> text.startsWith("//", at + 1) || isShortcode(text, at);
            default -> lineStart && AT_LINE_START.indexOf(c) >= 0;
        };
    }

    /// Whether `:smile:` begins here.
    private static boolean isShortcode(String text, int at) {
        for (var i = at + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ':') {
                return i > at + 1;
            }
            if (Character.isWhitespace(c)) {
                return false;
            }
        }
        return false;
    }

    static String bold(String text) {
        return text.isBlank() ? escape(text) : "**" + escape(text) + "**";
    }

    /// Covered until it is tapped.
    static String spoiler(String text) {
        return text.isBlank() ? escape(text) : "||" + escape(text) + "||";
    }

    /// In a box from which it is easily copied.
    static String code(String text) {
        return text.contains("`") ? escape(text) : "```\n" + text + "\n```";
    }

    /// An address that can be tapped and shows no preview.
    static String link(String url) {
        return url.matches("https?://[^\\s<>]+") ? "<" + url + ">" : escape(url);
    }

    /// The text in parts that are at most so long when escaped, cut between paragraphs, lines or
    /// words where that leaves parts of a reasonable length.
    static List<String> split(String text, int first, int longest) {
        var parts = new ArrayList<String>();
        var rest = text;
        var room = first;
        while (escape(rest).length() > room) {
            var end = end(rest, fitting(rest, room));
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
            room = longest;
        }
        parts.add(rest);
        return parts;
    }

    private static int fitting(String text, int room) {
        var length = Math.min(text.length(), room);
        while (length > 1) {
            var escaped = escape(text.substring(0, length)).length();
            if (escaped <= room) {
                return length;
            }
            length = Math.min(length - 1, Math.max(1, length * room / escaped));
        }
        return Math.max(length, 1);
    }

    private static int end(String text, int longest) {
        for (var gap : List.of("\n\n", "\n", " ")) {
            var found = text.lastIndexOf(gap, longest - gap.length());
            if (found > longest / 2) {
                return found + gap.length();
            }
        }
        return longest > 1 && Character.isHighSurrogate(text.charAt(longest - 1))
                ? longest - 1
                : longest;
    }
}
