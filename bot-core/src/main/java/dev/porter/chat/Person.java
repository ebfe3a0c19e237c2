package dev.porter.chat;

import dev.porter.language.Language;
import org.jspecify.annotations.Nullable;

/// Who sent something, and where Porter can write to them alone.
///
/// @param id who it is
/// @param home the private chat with this person, for what Porter says unasked
/// @param displayName what the person calls themselves; untrusted text, for showing only
/// @param language what the platform says that they read; null where it does not say
public record Person(PersonId id, ChatId home, String displayName, @Nullable Language language) {
    private static final int LONGEST_NAME = 60;

    public Person {
        displayName = Texts.line(displayName, LONGEST_NAME);
    }

    /// Somebody whose platform does not say what they read.
    public Person(PersonId id, ChatId home, String displayName) {
        this(id, home, displayName, null);
    }
}
