package dev.porter.files;

import dev.porter.chat.Texts;
import dev.porter.nas.NasPath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// File names as they can be kept on any file system, made from whatever a person's device calls
/// the file.
public final class SafeName {
    private static final int MOST_BYTES = 180;
    private static final int LONGEST_EXTENSION = 16;
    private static final String FORBIDDEN = "/\\:*?\"<>|";
    private static final Set<String> DEVICES =
            Set.of(
                    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5",
                    "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
                    "lpt6", "lpt7", "lpt8", "lpt9", "com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³",
                    "conin$", "conout$");

    private SafeName() {}

    /// Makes a name of at most 180 bytes in UTF-8 that no file system reads as anything but a name.
    ///
    /// @param original what the file is called; anything
    /// @param instead the name when nothing is left of the original
    public static String of(String original, String instead) {
        var composed = Normalizer.normalize(original, Normalizer.Form.NFC);
        var kept =
                composed.codePoints()
                        .map(c -> FORBIDDEN.indexOf(c) >= 0 || Character.isWhitespace(c) ? ' ' : c)
                        .filter(c -> Texts.visible(c) && c != 0x200D)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .replaceAll(" {2,}", " ");
        // What was taken out may have stood between a letter and its accent.
        var name = trimmed(Normalizer.normalize(kept, Normalizer.Form.NFC));
        if (name.isEmpty()) {
            name = instead;
        }
        // What is cut may end in what then looks like an extension, and so on.
        for (var fitted = fitted(name); !fitted.equals(name); fitted = fitted(name)) {
            name = fitted;
        }
        return name;
    }

    private static String fitted(String original) {
        var name = original;
        var stem = name.substring(0, dot(name));
        if (DEVICES.contains(stem(name).toLowerCase(Locale.ROOT)) || NasPath.isOfNas(name)) {
            name = "_" + name;
            stem = "_" + stem;
        }
        var extension = name.substring(stem.length());
        return trimmedEnd(cut(stem, MOST_BYTES - bytes(extension))) + extension;
    }

    /// Makes a new name for a file from what was typed; without an extension it keeps the one it
    /// has.
    ///
    /// @param before the name it has
    /// @return empty when nothing of what was typed can be a name
    public static Optional<String> renamed(String typed, String before) {
        var name = of(typed, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var extension =
                before.lastIndexOf('.') > 0 ? before.substring(before.lastIndexOf('.')) : "";
        return Optional.of(name.contains(".") ? name : of(name + extension, name));
    }

    /// The same name with a number before its extension, still of at most 180 bytes.
    public static String numbered(String name, int number) {
        var suffix = " (" + number + ")" + name.substring(dot(name));
        return trimmedEnd(cut(name.substring(0, dot(name)), MOST_BYTES - bytes(suffix))) + suffix;
    }

    /// By which names that some file system takes for the same are the same.
    public static String key(String name) {
        return Normalizer.normalize(
                Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT),
                Normalizer.Form.NFC);
    }

    private static String stem(String name) {
        var first = name.indexOf('.');
        return (first < 0 ? name : name.substring(0, first)).strip();
    }

    /// Where the extension begins.
    private static int dot(String name) {
        var dot = name.lastIndexOf('.');
        return dot <= 0 || name.length() - dot > LONGEST_EXTENSION ? name.length() : dot;
    }

    private static String trimmed(String name) {
        var start = 0;
        while (start < name.length() && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
            start++;
        }
        return trimmedEnd(name.substring(start));
    }

    private static String trimmedEnd(String name) {
        var end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(0, end);
    }

    private static String cut(String text, int mostBytes) {
        var end = 0;
        for (var left = mostBytes; end < text.length(); ) {
            var next = text.offsetByCodePoints(end, 1);
            left -= bytes(text.substring(end, next));
            if (left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
