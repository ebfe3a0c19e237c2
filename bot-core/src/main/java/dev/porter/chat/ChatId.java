package dev.porter.chat;

/// Where messages go: one chat on one platform.
///
/// @param platform the name of the [ChatPlatform] it belongs to
/// @param value that platform's own identifier, at most 200 characters
public record ChatId(String platform, String value) {
    /// Both in one text, as it is stored: `platform:value`.
    public String key() {
        return platform + ":" + value;
    }

    /// Reads a [#key].
    public static ChatId parse(String key) {
        var colon = key.indexOf(':');
        return new ChatId(key.substring(0, colon), key.substring(colon + 1));
    }
}
