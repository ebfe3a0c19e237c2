package dev.porter.discord;

import dev.porter.chat.Button;

/// What a button carries. That of a choice is its value as it is, in visible ASCII; the others
/// begin with a sign that no choice can have.
sealed interface CustomId {
    int LONGEST = 100;

    /// A choice.
    record Choice(String value) implements CustomId {}

    /// Opens the form with this field.
    record Form(String label) implements CustomId {}

    /// Shows a text to copy.
    record Copy(String text) implements CustomId {
        @Override
        public String toString() {
            return "Copy";
        }
    }

    private static String form() {
        return "\u270E";
    }

    private static String copy() {
        return "\u29C9";
    }

    private static String again() {
        return "\u2021";
    }

    static CustomId read(String id) {
        if (id.startsWith(form())) {
            return new Form(id.substring(1));
        }
        if (id.startsWith(copy())) {
            return new Copy(id.substring(1));
        }
        var end = id.indexOf(again());
        return new Choice(end < 0 ? id : id.substring(0, end));
    }

    static String form(String label) {
        return form() + label;
    }

    static boolean fits(Button.Copy button) {
        return !button.text().isBlank() && button.text().length() < LONGEST;
    }

    static String of(Button.Copy button) {
        return copy() + button.text();
    }

    /// The same once more: Discord wants every one in a message to be different.
    static String different(String id, int number) {
        return id + again() + number;
    }
}
