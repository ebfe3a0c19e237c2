package dev.porter.chat;

/// Untrusted text made fit to be shown in one line of a message.
public final class Texts {
    private Texts() {}

    /// Returns the text on one line, without characters that cannot be seen or that change the
    /// direction of what follows, cut to at most `longest` characters with an ellipsis.
    public static String line(String text, int longest) {
        var shown =
                text.codePoints()
                        .map(c -> Character.isWhitespace(c) ? ' ' : c)
                        .filter(Texts::visible)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        return shown.codePointCount(0, shown.length()) <= longest
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }

    /// Whether a character can be shown as it is: no control, format or surrogate character.
    public static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    codePoint == 0x200D;
            default -> true;
        };
    }
}
