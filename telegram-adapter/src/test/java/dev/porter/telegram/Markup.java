package dev.porter.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/// Telegram's HTML as its server reads it: known tags, balanced, or nothing at all.
final class Markup {
    private static final Set<String> TAGS =
            Set.of(
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "ins",
                    "s",
                    "del",
                    "tg-spoiler",
                    "a",
                    "code",
                    "pre",
                    "blockquote");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z-]+)([^<>]*)>");

    private Markup() {}

    /// The text without its markup.
    static String read(String html) throws BotApiEmulator.Refusal {
        var text = new StringBuilder();
        var open = new ArrayDeque<String>();
        var tag = TAG.matcher(html);
        var at = 0;
        while (at < html.length()) {
            var c = html.charAt(at);
            if (c != '<') {
                text.append(c);
                at++;
            } else if (tag.region(at, html.length()).lookingAt()) {
                close(tag.group(1).isEmpty(), tag.group(2), open);
                at = tag.end();
            } else {
                throw unreadable();
            }
        }
        if (!open.isEmpty()) {
            throw unreadable();
        }
        return text.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static void close(boolean opening, String name, Deque<String> open)
            throws BotApiEmulator.Refusal {
        if (!TAGS.contains(name)) {
            throw unreadable();
        }
        if (opening) {
            open.push(name);
        } else if (!name.equals(open.poll())) {
            throw unreadable();
        }
    }

    private static BotApiEmulator.Refusal unreadable() {
        return new BotApiEmulator.Refusal(400, "Bad Request: can't parse entities");
    }
}
