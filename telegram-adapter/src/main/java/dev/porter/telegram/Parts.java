package dev.porter.telegram;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.CopyTextButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/// A message as Telegram takes it: one or more texts, and the buttons under the last of them.
///
/// @param texts in HTML
/// @param keyboard null for none
record Parts(List<String> texts, @Nullable InlineKeyboardMarkup keyboard) {
    static final int LONGEST_TEXT = 4_096;
    static final int LONGEST_CAPTION = 1_024;
    private static final int LONGEST_COPY = 256;

    static Parts of(Message message) {
        return of(message, true);
    }

    /// The same with its links as text: Telegram refuses a whole message for one address that it
    /// does not like, such as one in the home network.
    static Parts withoutLinks(Message message) {
        return of(message, false);
    }

    private static Parts of(Message message, boolean links) {
        var buttons = message.rows().stream().flatMap(List::stream).toList();
        var spelled =
                buttons.stream()
                        .filter(button -> !tappable(button, links))
                        .filter(button -> !said(button, message.text()))
                        .map(Parts::spelledOut)
                        .toList();
        var text =
                Stream.concat(Stream.of(message.text()), spelled.stream())
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining("\n\n"));
        var rows =
                message.rows().stream()
                        .map(row -> row.stream().filter(each -> tappable(each, links)).toList())
                        .filter(row -> !row.isEmpty())
                        .map(row -> new InlineKeyboardRow(row.stream().map(Parts::key).toList()))
                        .toList();
        return new Parts(
                texts(message.title(), text, message.care()),
                rows.isEmpty() ? null : new InlineKeyboardMarkup(rows));
    }

    private static boolean tappable(Button button, boolean links) {
        return switch (button) {
            case Button.Choice _ -> true;
            case Button.Link _ -> links;
            case Button.Copy copy -> !copy.text().isEmpty() && copy.text().length() <= LONGEST_COPY;
        };
    }

    /// A text to copy that is too long for a button often is the message's own.
    private static boolean said(Button button, String text) {
        return button instanceof Button.Copy copy && text.contains(copy.text());
    }

    private static String spelledOut(Button button) {
        return switch (button) {
            case Button.Choice choice -> choice.label();
            case Button.Link link -> link.label() + ": " + link.url();
            case Button.Copy copy -> copy.label() + ": " + copy.text();
        };
    }

    private static InlineKeyboardButton key(Button button) {
        var key = new InlineKeyboardButton(button.label().isBlank() ? "…" : button.label());
        switch (button) {
            case Button.Choice choice -> key.setCallbackData(choice.value());
            case Button.Link link -> key.setUrl(link.url());
            case Button.Copy copy -> key.setCopyText(new CopyTextButton(copy.text()));
        }
        return key;
    }

    private static List<String> texts(String title, String text, Care care) {
        var head = title.isEmpty() || text.isEmpty() ? title : title + "\n";
        var whole = head + text;
        // Telegram refuses a message in which nothing can be seen.
        if (whole.codePoints().noneMatch(c -> !Character.isWhitespace(c) && seen(c))) {
            return List.of("…");
        }
        var parts = Html.split(whole, LONGEST_TEXT);
        return Stream.concat(
                        Stream.of(first(parts.getFirst(), head.length(), care)),
                        parts.stream().skip(1).map(part -> plain(part, care)))
                .toList();
    }

    private static boolean seen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String first(String part, int head, Care care) {
        var end = Math.min(head, part.length());
        return Html.bold(part.substring(0, end)) + plain(part.substring(end), care);
    }

    private static String plain(String text, Care care) {
        return care == Care.FLEETING ? Html.spoiler(text) : Html.escape(text);
    }
}
