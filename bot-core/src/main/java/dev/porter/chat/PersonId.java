package dev.porter.chat;

/// Someone who writes to Porter, as a platform knows them: never a name that can be changed or
/// taken over.
///
/// @param platform the name of the [ChatPlatform]
/// @param value that platform's own, lasting identifier, at most 200 characters
public record PersonId(String platform, String value) {
    /// Both in one text, as it is stored: `platform:value`.
    public String key() {
        return platform + ":" + value;
    }

    /// Reads a [#key].
    public static PersonId parse(String key) {
        var colon = key.indexOf(':');
        return new PersonId(key.substring(0, colon), key.substring(colon + 1));
    }
}
