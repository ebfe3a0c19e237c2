package dev.porter.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to be said later, when it is known in which language: so it can be kept and compared,
/// and each reader has it in their own. Two are equal when they say the same.
///
/// @param parts said one after another
public record Saying(List<Part> parts) {
    public Saying {
        parts = List.copyOf(parts);
    }

    /// A part of it.
    ///
    /// @param english as [Language#tr] takes it
    /// @param values what takes the places of `%s` in it
    public record Part(String english, List<String> values) {
        public Part {
            values = List.copyOf(values);
        }

        private String words() {
            return Language.spoken().say(english, values.toArray());
        }
    }

    /// Says something in whatever language will be spoken.
    ///
    /// @param english a literal, as in [Language#tr], with a `%s` for each value
    public static Saying sentence(String english, Object... values) {
        return new Saying(
                List.of(new Part(english, Stream.of(values).map(String::valueOf).toList())));
    }

    /// Says what is said in no other language, such as what only operators read.
    public static Saying verbatim(String words) {
        return new Saying(List.of(new Part(words, List.of())));
    }

    /// Says something more after it.
    public Saying and(Saying more) {
        var all = new ArrayList<>(parts);
        all.addAll(more.parts);
        return new Saying(all);
    }

    /// What it is in the language that is spoken here and now.
    public String words() {
        return parts.stream().map(Part::words).collect(Collectors.joining(" "));
    }

    /// What it is in English, for logs.
    public String english() {
        return Language.ENGLISH.speak(this::words);
    }
}
