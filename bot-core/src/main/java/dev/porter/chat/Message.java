package dev.porter.chat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Porter says. Plain text: a platform shows it letter by letter, whatever it contains, and
/// splits it where it has a limit.
///
/// @param title a first line in bold; empty for none
/// @param text the rest
/// @param rows the buttons, row by row, at most five in a row
/// @param form a field to fill in
/// @param care how it is kept
public record Message(
        String title, String text, List<List<Button>> rows, @Nullable Form form, Care care) {

    /// How a message is kept.
    public enum Care {
        /// As the platform does.
        ORDINARY,
        /// It may be passed on, and is never written to Porter's own disk.
        PRIVATE,
        /// As `PRIVATE`, and protected from being passed on and taken away again after a minute
        /// where the platform can.
        FLEETING
    }

    public Message {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// A message with one row of buttons, or none.
    public static Message of(String text, Button... buttons) {
        return titled("", text, buttons);
    }

    /// A message with a title and one row of buttons, or none.
    public static Message titled(String title, String text, Button... buttons) {
        return new Message(
                title,
                text,
                buttons.length == 0 ? List.of() : List.of(List.of(buttons)),
                null,
                Care.ORDINARY);
    }

    /// The same with one more row of buttons.
    public Message row(Button... buttons) {
        return row(List.of(buttons));
    }

    /// The same with one more row of buttons; an empty row changes nothing.
    public Message row(List<Button> buttons) {
        if (buttons.isEmpty()) {
            return this;
        }
        var more = new ArrayList<>(rows);
        more.add(buttons);
        return new Message(title, text, more, form, care);
    }

    /// The same with as many more rows as the buttons need.
    ///
    /// @param inARow how many stand in one row, 1 to 5
    public Message rows(List<Button> buttons, int inARow) {
        var message = this;
        for (var from = 0; from < buttons.size(); from += inARow) {
            message = message.row(buttons.subList(from, Math.min(from + inARow, buttons.size())));
        }
        return message;
    }

    /// The same with a field to fill in.
    public Message with(Form field) {
        return new Message(title, text, rows, field, care);
    }

    /// The same, kept in another way.
    public Message with(Care how) {
        return new Message(title, text, rows, form, how);
    }

    /// The same with a line or paragraph before its text.
    public Message after(String words) {
        return new Message(title, words + (text.isEmpty() ? "" : "\n\n" + text), rows, form, care);
    }

    /// The same with a line or paragraph after its text.
    public Message before(String words) {
        return new Message(title, (text.isEmpty() ? "" : text + "\n\n") + words, rows, form, care);
    }

    @Override
    public String toString() {
        return care == Care.ORDINARY ? title + "|" + text + "|" + rows : "Message[" + care + "]";
    }
}
