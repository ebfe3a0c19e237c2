package dev.porter.conversation;

import java.util.List;
import java.util.Optional;

/// What a pressed button asks of its topic: the words of its value after the topic's name. Every
/// word is a claim that anybody could have made up.
///
/// @param words at least one
public record Action(List<String> words) {
    private static final String NUMBER = "[0-9]{1,18}";

    /// What to do.
    public String verb() {
        return words.getFirst();
    }

    /// The word at a place; empty where there is none.
    public String word(int place) {
        return place < words.size() ? words.get(place) : "";
    }

    /// The number after the verb, which may name anything or nothing.
    public Optional<Long> number() {
        return word(1).matches(NUMBER) ? Optional.of(Long.parseLong(word(1))) : Optional.empty();
    }
}
