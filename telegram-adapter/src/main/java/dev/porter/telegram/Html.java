package dev.porter.telegram;

import java.util.ArrayList;
import java.util.List;

/// Text as Telegram's HTML, so that it is shown letter by letter.
final class Html {
    private static final char UNREADABLE = '\uFFFD';

    private Html() {}

    /// The only way for text into HTML. Half a character, which no JSON can carry, is replaced.
    static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? UNREADABLE : c)
                .forEach(c -> {
                    switch (c) {
                        case '&' -> html.append("&amp;");
                        case '<' -> html.append("&lt;");
                        case '>' -> html.append("&gt;");
                        default -> html.appendCodePoint(c);
                    }
                });
        return html.toString();
    }

    static String bold(String text) {
        return text.isEmpty() ? "" : "<b>" + escape(text) + "</b>";
    }

    /// Covered until it is tapped.
    static String spoiler(String text) {
        return text.isBlank() ? escape(text) : "<tg-spoiler>" + escape(text) + "</tg-spoiler>";
    }

    /// The text in parts of at most so many UTF-16 units, cut between paragraphs, lines or words
    /// where that leaves parts of a reasonable length.
    static List<String> split(String text, int longest) {
        var parts = new ArrayList<String>();
        var rest = text;
        while (rest.length() > longest) {
            var end = end(rest, longest);
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        parts.add(rest);
        return parts;
    }

    private static int end(String text, int longest) {
        for (var gap : List.of("\n\n", "\n", " ")) {
            var found = text.lastIndexOf(gap, longest - gap.length());
            if (found > longest / 2) {
                return found + gap.length();
            }
        }
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }

    /// The text cut to so many UTF-16 units, with an ellipsis.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
