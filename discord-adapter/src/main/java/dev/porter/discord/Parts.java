package dev.porter.discord;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// A message as Discord takes it: one or more of its messages, with the buttons under the last.
final class Parts {
    /// The numbers in Discord's JSON.
    private static final int ROW = 1;

    private static final int BUTTON = 2;
    private static final int PRIMARY = 1;
    private static final int SECONDARY = 2;
    private static final int LINK = 5;
    private static final int SUPPRESS_EMBEDS = 1 << 2;

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_URL = 512;
    private static final int IN_A_ROW = 5;
    private static final int ROWS = 5;
    static final String NOTHING = "…";

    /// Of a message that only one person sees.
    static final int EPHEMERAL = 1 << 6;

    private final List<DataObject> messages;
    private final boolean links;

    private Parts(List<DataObject> messages, boolean links) {
        this.messages = messages;
        this.links = links;
    }

    static Parts of(Message message) {
        return of(message, true);
    }

    /// The same with its links as text: Discord refuses a whole message for one address that it
    /// does not like.
    static Parts withoutLinks(Message message) {
        return of(message, false);
    }

    /// Only text, beside a file.
    static Parts of(String title, String text, Care care) {
        return new Parts(
                contents(title, text, care, "").stream().map(Parts::message).toList(), false);
    }

    /// What is posted, one after the other.
    List<DataObject> messages() {
        return messages;
    }

    /// Whether there is a button that Discord might not like.
    boolean hasLinks() {
        return links;
    }

    static DataObject onlyForThem(DataObject message) {
        return message.put("flags", SUPPRESS_EMBEDS | EPHEMERAL);
    }

    static DataObject plain(String text) {
        return message(Markdown.escape(text));
    }

    static DataObject copy(String text) {
        return onlyForThem(message(Markdown.code(text)));
    }

    private static DataObject message(String content) {
        return mentioningNobody()
                .put("content", content)
                .put("components", DataArray.empty())
                .put("flags", SUPPRESS_EMBEDS);
    }

    /// The beginning of whatever is sent or changed.
    static DataObject mentioningNobody() {
        return DataObject.empty()
                .put("allowed_mentions", DataObject.empty().put("parse", DataArray.empty()));
    }

    private static Parts of(Message message, boolean links) {
        var buttons = message.rows().stream().flatMap(List::stream).toList();
        var spelled =
                buttons.stream()
                        .filter(button -> !tappable(button, links))
                        .map(Parts::spelledOut)
                        .collect(Collectors.joining("\n"));
        var contents = contents(message.title(), message.text(), message.care(), spelled);
        var messages = contents.stream().map(Parts::message).collect(Collectors.toList());
        var rows = rows(message, links);
        for (var from = 0; from < rows.size(); from += ROWS) {
            if (from > 0) {
                messages.add(message(NOTHING));
            }
            messages.getLast()
                    .put(
                            "components",
                            DataArray.fromCollection(
                                    rows.subList(from, Math.min(from + ROWS, rows.size()))));
        }
        return new Parts(
                messages, links && buttons.stream().anyMatch(Button.Link.class::isInstance));
    }

    private static String shown(String text, Care care) {
        return care == Care.FLEETING ? Markdown.spoiler(text) : Markdown.escape(text);
    }

    private static boolean tappable(Button button, boolean links) {
        return switch (button) {
            case Button.Choice _ -> true;
            case Button.Link(_, var url) ->
                    links && url.length() <= LONGEST_URL && url.matches("https?://\\S+");
            case Button.Copy copy -> CustomId.fits(copy);
        };
    }

    private static String spelledOut(Button button) {
        return switch (button) {
            case Button.Choice(var label, _) -> Markdown.escape(label);
            case Button.Link(var label, var url) ->
                    Markdown.escape(label) + "\\: " + Markdown.link(url);
            case Button.Copy(var label, var text) ->
                    Markdown.escape(label) + "\\: " + Markdown.code(text);
        };
    }

    private static List<DataObject> rows(Message message, boolean links) {
        var used = new HashSet<String>();
        var rows =
                message.rows().stream()
                        .map(row -> row.stream().filter(each -> tappable(each, links)).toList())
                        .filter(row -> !row.isEmpty())
                        .map(row -> row.stream().map(each -> button(each, used)).toList())
                        .collect(
                                Collectors.<List<DataObject>, List<List<DataObject>>>toCollection(
                                        ArrayList::new));
        var form = message.form();
        if (form != null) {
            rows.addFirst(List.of(button(form)));
        }
        var fitting =
                rows.size() <= ROWS && rows.stream().allMatch(row -> row.size() <= IN_A_ROW)
                        ? rows
                        : packed(rows.stream().flatMap(List::stream).toList());
        return fitting.stream()
                .map(row ->
                        DataObject.empty()
                                .put("type", ROW)
                                .put("components", DataArray.fromCollection(row)))
                .toList();
    }

    private static List<List<DataObject>> packed(List<DataObject> buttons) {
        var rows = new ArrayList<List<DataObject>>();
        for (var from = 0; from < buttons.size(); from += IN_A_ROW) {
            rows.add(buttons.subList(from, Math.min(from + IN_A_ROW, buttons.size())));
        }
        return rows;
    }

    private static DataObject button(Form form) {
        return button(Sentences.fillIn(), PRIMARY).put("custom_id", CustomId.form(form.label()));
    }

    private static DataObject button(Button button, Set<String> used) {
        return switch (button) {
            case Button.Choice(var label, var value) ->
                    button(label, SECONDARY).put("custom_id", unused(value, used));
            case Button.Copy copy ->
                    button(copy.label(), SECONDARY)
                            .put("custom_id", unused(CustomId.of(copy), used));
            case Button.Link(var label, var url) -> button(label, LINK).put("url", url);
        };
    }

    private static String unused(String id, Set<String> used) {
        var unused = id;
        for (var number = 2; !used.add(unused); number++) {
            unused = CustomId.different(id, number);
        }
        return unused;
    }

    private static DataObject button(String label, int style) {
        var shown = label.isBlank() ? NOTHING : label;
        return DataObject.empty()
                .put("type", BUTTON)
                .put("style", style)
                .put(
                        "label",
                        shown.length() <= LONGEST_LABEL
                                ? shown
                                : shown.substring(0, LONGEST_LABEL - 1) + "…");
    }

    /// @param spelled what stands below, in Markdown
    private static List<String> contents(String title, String text, Care care, String spelled) {
        var contents = new ArrayList<String>();
        var titles = Markdown.split(title, LONGEST_TEXT / 2, LONGEST_TEXT / 2);
        titles.stream().limit(titles.size() - 1L).map(Markdown::bold).forEach(contents::add);
        var head = titles.getLast().isEmpty() ? "" : Markdown.bold(titles.getLast());
        var covers = care == Care.FLEETING ? 4 : 0;
        var room = LONGEST_TEXT - covers;
        for (var part : Markdown.split(text, room - head.length() - 1, room)) {
            contents.add(joined(head, shown(part, care)));
            head = "";
        }
        add(contents, spelled);
        // Discord refuses a message in which nothing can be seen.
        contents.removeIf(content -> !seen(content));
        return contents.isEmpty() ? List.of(NOTHING) : contents;
    }

    private static void add(List<String> contents, String spelled) {
        if (spelled.isEmpty()) {
            return;
        }
        var together = joined(contents.getLast(), spelled);
        if (together.length() <= LONGEST_TEXT) {
            contents.set(contents.size() - 1, together);
            return;
        }
        for (var from = 0; from < spelled.length(); from += LONGEST_TEXT) {
            contents.add(spelled.substring(from, Math.min(from + LONGEST_TEXT, spelled.length())));
        }
    }

    private static String joined(String above, String below) {
        return above.isEmpty() || below.isEmpty() ? above + below : above + "\n" + below;
    }

    private static boolean seen(String content) {
        return content.codePoints()
                .anyMatch(c ->
                        !Character.isWhitespace(c)
                                && switch (Character.getType(c)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.UNASSIGNED ->
                                            false;
                                    default -> true;
                                });
    }
}
