package dev.porter.files;

import java.util.Locale;

/// What sort of file it is, as people look for it.
public enum Kind {
    PICTURE("Pictures"),
    VIDEO("Videos"),
    AUDIO("Sound"),
    DOCUMENT("Documents"),
    OTHER("Others");

    private final String plural;

    Kind(String plural) {
        this.plural = plural;
    }

    /// In words for people.
    public String plural() {
        return plural;
    }

    /// By the media type of the content.
    public static Kind of(String mediaType) {
        var type = mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            return PICTURE;
        }
        if (type.startsWith("video/")) {
            return VIDEO;
        }
        if (type.startsWith("audio/")) {
            return AUDIO;
        }
        return type.startsWith("text/")
                        || type.equals("application/pdf")
                        || type.equals("application/rtf")
                        || type.contains("document")
                        || type.contains("officedocument")
                        || type.contains("msword")
                        || type.contains("ms-excel")
                        || type.contains("ms-powerpoint")
                ? DOCUMENT
                : OTHER;
    }
}
