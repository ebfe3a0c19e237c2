package dev.porter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One message in a chat, as it stands now. It is replaced as a whole when something changes.
///
/// @param id lasting, and growing along the chat
/// @param seq grows with every change anywhere in the chat
/// @param event the happening by which a person's message came
record Entry(
        long id,
        long seq,
        Instant at,
        boolean fromPorter,
        @Nullable String event,
        State state,
        boolean edited,
        @JsonUnwrapped Said said) {

    enum State {
        /// A person's, and the inbox has not taken it yet: what it says is in memory only.
        WAITING,
        /// A person's that the inbox did not take.
        REFUSED,
        STANDING,
        /// What it said was never written down, and Porter was restarted since.
        NOT_KEPT,
        DELETED
    }

    /// A button: one of value, url and copy is there. What a browser should not follow is for
    /// copying.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownButton(
            String label, @Nullable String value, @Nullable String url, @Nullable String copy) {
        private static final Pattern WEB = Pattern.compile("(?i)https?://");

        static ShownButton of(Button button) {
            return switch (button) {
                case Button.Choice(var label, var value) ->
                        new ShownButton(wellFormed(label), value, null, null);
                case Button.Link(var label, var url) when !WEB.matcher(url).lookingAt() ->
                        new ShownButton(wellFormed(label), null, null, wellFormed(url));
                case Button.Link(var label, var url) ->
                        new ShownButton(wellFormed(label), null, url, null);
                case Button.Copy(var label, var text) ->
                        new ShownButton(wellFormed(label), null, null, wellFormed(text));
            };
        }
    }

    /// A form.
    ///
    /// @param answer the happening that answered it
    record Field(String label, boolean secret, @Nullable String answer) {
        static Field of(Form form) {
            return new Field(form.label(), form.secret(), null);
        }
    }

    /// A file that a person sent.
    record Parcel(String reference, String name, @Nullable String mediaType, long size) {}

    /// A file that Porter sent.
    record Sent(String id, String name, String mediaType, long size, boolean picture) {
        Sent {
            name = wellFormed(name);
        }
    }

    /// What a message says.
    ///
    /// @param parcels what a person sent
    /// @param file what Porter sent
    record Said(
            String title,
            String text,
            List<List<ShownButton>> rows,
            @Nullable Field field,
            List<Parcel> parcels,
            @Nullable Sent file,
            Care care) {
        Said {
            title = wellFormed(title);
            text = wellFormed(text);
            rows = rows.stream().map(List::copyOf).toList();
            parcels = List.copyOf(parcels);
        }

        static Said byPorter(Message message, @Nullable Sent file) {
            return new Said(
                    message.title(),
                    message.text(),
                    keys(message),
                    message.form() == null ? null : Field.of(message.form()),
                    List.of(),
                    file,
                    message.care());
        }

        static Said byPerson(String text, List<Parcel> parcels) {
            return new Said("", text, List.of(), null, parcels, null, Care.ORDINARY);
        }

        static Said nothing(Care care) {
            return new Said("", "", List.of(), null, List.of(), null, care);
        }

        Said with(@Nullable Field next) {
            return new Said(title, text, rows, next, parcels, file, care);
        }

        Said withoutButtons() {
            var answered = field == null || field.answer() == null ? null : field;
            return new Said(title, text, List.of(), answered, parcels, file, care);
        }

        private static List<List<ShownButton>> keys(Message message) {
            return message.rows().stream()
                    .map(row -> row.stream().map(ShownButton::of).toList())
                    .toList();
        }
    }

    static Entry fromPorter(Instant at, Message message, @Nullable Sent file) {
        var said = Said.byPorter(message, file);
        return new Entry(0, 0, at, true, null, State.STANDING, false, said);
    }

    static Entry fromPerson(Instant at, String event, String text, List<Parcel> parcels) {
        var said = Said.byPerson(text, parcels);
        return new Entry(0, 0, at, false, event, State.WAITING, false, said);
    }

    Entry numbered(long id, long seq) {
        return new Entry(id, seq, at, fromPorter, event, state, edited, said);
    }

    private Entry with(State state, boolean edited, Said said) {
        return new Entry(id, seq, at, fromPorter, event, state, edited, said);
    }

    Entry in(State next) {
        return with(next, edited, said);
    }

    Entry saying(Message message) {
        return with(State.STANDING, true, Said.byPorter(message, said.file()));
    }

    /// A person's message that is delivered once more, after it was refused or not kept.
    Entry revived(String words, List<Parcel> files) {
        return with(State.WAITING, edited, Said.byPerson(words, files));
    }

    /// With its form marked as answered, unless it has come to say something else. Its buttons may
    /// be gone already, and the form with them.
    ///
    /// @param asked as it was when it was answered
    /// @param answer the happening that answered it
    Entry answered(Entry asked, String answer) {
        var field = asked.said().field();
        if (field == null
                || !said.with(field).withoutButtons().equals(asked.said().withoutButtons())) {
            return this;
        }
        return with(state, edited, said.with(new Field(field.label(), field.secret(), answer)));
    }

    Entry withoutForm() {
        return with(state, edited, said.with(null));
    }

    /// Without what invites to answer; that a form was answered stays.
    Entry withoutButtons() {
        return with(state, edited, said.withoutButtons());
    }

    Entry emptied(State next) {
        return with(next, edited, Said.nothing(said.care()));
    }

    /// What of it may be written to the disk.
    Entry kept() {
        return switch (state) {
            case WAITING, REFUSED, NOT_KEPT -> emptied(State.NOT_KEPT);
            case DELETED -> this;
            case STANDING -> said.care() == Care.ORDINARY ? this : emptied(State.NOT_KEPT);
        };
    }

    /// Whether this says the same as the other, whenever it was said.
    boolean says(Message message) {
        var field = said.field();
        var asked =
                field == null ? said : said.with(new Field(field.label(), field.secret(), null));
        return asked.equals(Said.byPorter(message, said.file()));
    }

    boolean isThere() {
        return switch (state) {
            case WAITING, STANDING, NOT_KEPT -> true;
            case REFUSED, DELETED -> false;
        };
    }

    boolean canBeEdited() {
        return fromPorter && isThere();
    }

    /// Half a character can be neither written down nor sent.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Entry[" + id + ", " + seq + ", " + state + "]";
    }
}
