package dev.porter.secret;

import java.util.stream.Stream;

/// A password, code or token in hand. It is in no log, however it gets there: only [#reveal] shows
/// it.
public final class Secret {
    private static final int SHORTEST = 8;

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself.
    public String reveal() {
        return value;
    }

    /// Whether a text that was not asked for as a secret may be a password all the same: one word
    /// with a capital letter, a small letter and a digit.
    public static boolean mayBe(String text) {
        var word = text.strip();
        return word.length() >= SHORTEST
                && word.codePoints().noneMatch(Character::isWhitespace)
                && word.codePoints().anyMatch(Character::isUpperCase)
                && word.codePoints().anyMatch(Character::isLowerCase)
                && word.codePoints().anyMatch(Character::isDigit);
    }

    /// Whether one of the words of a text [#mayBe] one.
    public static boolean mayBeAmong(String text) {
        return Stream.of(text.split("\\s+")).anyMatch(Secret::mayBe);
    }

    @Override
    public String toString() {
        return "***";
    }
}
