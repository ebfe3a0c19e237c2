package dev.porter.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A language that Porter speaks. What it says is written in English, at the place where it is
/// said, inside [#tr]. The other languages stand in `dev/porter/language/CODE.json` of each module,
/// by the English text.
///
/// Whoever begins work for one chat has it done in the language of that chat ([#speak]); all that
/// is said underneath follows. A thread that is started inside begins in English again.
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private static final ScopedValue<Language> SPOKEN = ScopedValue.newInstance();

    private final String code;
    private final String ownName;

    Language(String code, String ownName) {
        this.code = code;
        this.ownName = ownName;
    }

    /// Its code, of two letters (ISO 639-1).
    public String code() {
        return code;
    }

    /// What it is called in itself.
    public String ownName() {
        return ownName;
    }

    /// How numbers and days are written in it.
    public Locale locale() {
        return Locale.of(code);
    }

    /// The language that is spoken here and now.
    public static Language spoken() {
        return SPOKEN.orElse(ENGLISH);
    }

    /// Says something in the language that is spoken here and now.
    ///
    /// @param english what it is in English, as [String#format] takes it when there are values: a
    ///   literal, so that what is not translated yet can be found
    /// @param values what takes the places in it
    public static String tr(String english, Object... values) {
        return spoken().say(english, values);
    }

    String say(String english, Object... values) {
        var text = of(english);
        return values.length == 0 ? text : String.format(locale(), text, values);
    }

    /// What a text is in this language; the English one where it was never translated.
    public String of(String english) {
        return this == ENGLISH ? english : Translations.of(this, english);
    }

    /// Does something in this language.
    public <T extends @Nullable Object> T speak(Supplier<T> work) {
        return ScopedValue.where(SPOKEN, this).call(work::get);
    }

    /// Does something in this language.
    public void speak(Runnable work) {
        ScopedValue.where(SPOKEN, this).run(work);
    }

    /// The language that somebody names.
    ///
    /// @param name its code, a language tag such as `de-AT`, or its name in any of these languages,
    ///   in any case; may be anything
    public static Optional<Language> named(String name) {
        return Arrays.stream(values())
                .filter(language -> language.isCalled(name.strip()))
                .findFirst();
    }

    private boolean isCalled(String name) {
        return code.equals(Locale.forLanguageTag(name.replace('_', '-')).getLanguage())
                || Arrays.stream(values())
                        .map(language -> locale().getDisplayLanguage(language.locale()))
                        .anyMatch(name::equalsIgnoreCase);
    }
}
