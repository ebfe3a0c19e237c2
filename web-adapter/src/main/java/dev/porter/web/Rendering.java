package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Message.Care;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.language.Language;
import dev.porter.web.Entry.ShownButton;
import dev.porter.web.Entry.State;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Turns what stands in a chat into HTML, in the language that is spoken.
final class Rendering {
    static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int LONGEST_FILE_NAME = 120;

    /// What a button says that stands for a line above it.
    private static final Pattern NUMBER = Pattern.compile("(\\S{1,2} )?\\d{1,3}");

    /// About as many as stand beside each other on a phone.
    private static final int PHONE_LETTERS = 34;

    /// What the edges of a button take, in letters.
    private static final int EDGES = 3;

    /// A message as the templates want it.
    record Bubble(
            long id,
            String side,
            String state,
            String title,
            String text,
            List<Row> rows,
            Entry.@Nullable Field field,
            @Nullable String answered,
            List<Item> files,
            @Nullable Item picture,
            String time,
            String when,
            boolean waiting,
            boolean edited,
            boolean fleeting) {}

    /// A row of buttons as the templates want it.
    ///
    /// @param fit how it is laid out: empty for beside each other
    record Row(List<ShownButton> keys, String fit) {
        static Row of(List<ShownButton> keys) {
            if (keys.stream().allMatch(key -> NUMBER.matcher(key.label()).matches())) {
                return new Row(keys, "numbers");
            }
            var words = keys.stream().mapToInt(key -> longestWord(key.label()) + EDGES).sum();
            var all = keys.stream().mapToInt(key -> key.label().length()).sum();
            var tooLong =
                    (keys.size() > 1 && words > PHONE_LETTERS)
                            || (keys.size() > 2 && all > PHONE_LETTERS + PHONE_LETTERS / 2)
                            || (keys.size() > 3 && all + EDGES * keys.size() > PHONE_LETTERS);
            return new Row(keys, tooLong ? "long" : "");
        }

        private static int longestWord(String label) {
            return Arrays.stream(label.split(" ")).mapToInt(String::length).max().orElse(0);
        }
    }

    /// A file as the templates want it.
    record Item(String name, String size, @Nullable String url) {}

    private final ITemplateEngine templates;
    private final OutgoingFiles files;
    private final ZoneId zone;

    Rendering(ITemplateEngine templates, OutgoingFiles files, ZoneId zone) {
        this.templates = templates;
        this.files = files;
        this.zone = zone;
    }

    String page(String name, Map<String, Object> model) {
        return templates.process("web-chat/" + name, context(model));
    }

    /// One message, to be put at the end of the chat.
    String message(WebPerson person, Entry entry) {
        return fragment(person, entry, false);
    }

    /// One message, to be put in its own place.
    String changed(WebPerson person, Entry entry) {
        return fragment(person, entry, true);
    }

    List<Bubble> bubbles(WebPerson person, List<Entry> entries) {
        return entries.stream().map(entry -> bubble(person, entry)).toList();
    }

    private String fragment(WebPerson person, Entry entry, boolean inPlace) {
        var model =
                Map.<String, Object>of(
                        "person", person, "bubble", bubble(person, entry), "inPlace", inPlace);
        return templates.process("web-chat/message", Set.of("message"), context(model)).strip();
    }

    private static Context context(Map<String, Object> model) {
        return new Context(Language.spoken().locale(), model);
    }

    private Bubble bubble(WebPerson person, Entry entry) {
        var time = entry.at().atZone(zone);
        var sent = entry.said().file();
        var kept = sent != null && files.isKept(sent);
        var item =
                sent == null
                        ? null
                        : new Item(
                                Texts.line(sent.name(), LONGEST_FILE_NAME),
                                Sizes.words(sent.size()),
                                kept ? PersonApi.fileUrl(person, sent) : null);
        var picture = sent != null && sent.picture() && kept;
        return new Bubble(
                entry.id(),
                entry.fromPorter() ? "porter" : "person",
                entry.state() == State.REFUSED
                        ? "deleted"
                        : entry.state().name().toLowerCase(Locale.ROOT),
                entry.said().title(),
                entry.said().text(),
                entry.said().rows().stream().map(Row::of).toList(),
                entry.said().field(),
                answered(entry.said().field()),
                item == null
                        ? entry.said().parcels().stream().map(Rendering::item).toList()
                        : picture ? List.of() : List.of(item),
                picture ? item : null,
                TIME.format(time),
                day().format(time),
                entry.state() == State.WAITING,
                entry.edited(),
                entry.said().care() == Care.FLEETING);
    }

    private static @Nullable String answered(Entry.@Nullable Field field) {
        return field == null || field.answer() == null ? null : tr("%s: sent", field.label());
    }

    private static DateTimeFormatter day() {
        return DateTimeFormatter.ofPattern(tr("d MMMM, HH:mm"), Language.spoken().locale());
    }

    private static Item item(Entry.Parcel parcel) {
        return new Item(
                Texts.line(parcel.name(), LONGEST_FILE_NAME), Sizes.words(parcel.size()), "");
    }
}
