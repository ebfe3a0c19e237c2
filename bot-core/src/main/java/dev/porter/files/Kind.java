package dev.porter.files;

import static dev.porter.language.Language.tr;

import java.util.Locale;

/// What sort of file it is, as people look for it.
public enum Kind {
    PICTURE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    OTHER;

    /// In words for people.
    public String plural() {
        return switch (this) {
            case PICTURE -> tr("Pictures");
            case VIDEO -> tr("Videos");
            case AUDIO -> tr("Sound");
            case DOCUMENT -> tr("Documents");
            case OTHER -> tr("Others");
        };
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
