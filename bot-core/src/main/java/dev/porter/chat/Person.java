package dev.porter.chat;

/// Who sent something, and where Porter can write to them alone.
///
/// @param id who it is
/// @param home the private chat with this person, for what Porter says unasked
/// @param displayName what the person calls themselves; untrusted text, for showing only
public record Person(PersonId id, ChatId home, String displayName) {
    private static final int LONGEST_NAME = 60;

    public Person {
        displayName = Texts.line(displayName, LONGEST_NAME);
    }
}
