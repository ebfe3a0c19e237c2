package dev.porter.nas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A file or folder inside one account's home on the NAS. There is no way to name anything outside
/// of it.
///
/// @param home whose home
/// @param path the names from the home down, joined with `/`; empty for the home itself. No name is
///   empty, `.` or `..`, longer than 255 bytes in UTF-8, or has a slash, backslash or control
///   character in it.
public record NasPath(UserName home, String path) {
    private static final int MOST_BYTES = 255;

    public NasPath {
        if (!path.isEmpty() && !Arrays.stream(path.split("/", -1)).allMatch(NasPath::isName)) {
            throw new IllegalArgumentException("Not a path inside a home.");
        }
    }

    /// Whether it can be the name of a file or folder.
    public static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    /// Whether a NAS keeps files or folders of that name for itself.
    public static boolean isOfNas(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("@ea")
                || lower.equals("@tmp")
                || lower.equals("#recycle")
                || lower.equals("#snapshot");
    }

    /// The home itself.
    public static NasPath home(UserName owner) {
        return new NasPath(owner, "");
    }

    /// What is called `name` in this folder; `name` may also be several names joined with `/`.
    public NasPath resolve(String name) {
        return new NasPath(home, path.isEmpty() ? name : path + "/" + name);
    }

    /// The last name; empty for the home.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The folder it is in; the home for the home itself.
    public NasPath parent() {
        return new NasPath(
                home, path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "");
    }

    /// Whether people have nothing to do with it: it or a folder that it is in begins with a dot,
    /// or the NAS keeps it for itself.
    public boolean hidden() {
        return Arrays.stream(path.split("/"))
                .anyMatch(name -> name.startsWith(".") || isOfNas(name));
    }

    @Override
    public String toString() {
        return home + ":/" + path;
    }
}
