package dev.porter.gateway.synology;

import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Names with a meaning of their own on a DSM.
final class DsmNames {
    /// What Porter calls a file while its bytes arrive.
    static final String ARRIVING = ".porter-upload-";

    private static final String MOVING = ".porter-move-";

    private DsmNames() {}

    /// What Porter calls a file while it is moved to another folder and another name. It is the
    /// same for the same two places, so that a move that was cut can be found.
    static String moving(NasPath from, NasPath to) {
        return MOVING + between(from, to);
    }

    /// What Porter calls the folder in which it makes a copy, just as lasting.
    static String copying(NasPath from, NasPath to) {
        return "copy-" + between(from, to);
    }

    private static String between(NasPath from, NasPath to) {
        var places = (from + "\n" + to).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(Fingerprint.newSha256().digest(places), 16));
    }

    /// Whether a file of this name is between two places, and belongs to somebody.
    static boolean isMoving(String name) {
        return name.startsWith(MOVING);
    }

    /// Whether people have nothing to do with it.
    static boolean isHidden(String name) {
        return NasPath.isOfNas(name) || name.startsWith(ARRIVING) || isMoving(name);
    }

    /// @throws NasException `INVALID` when something of this name would be hidden, or other
    ///   programs could not open it
    static void check(NasPath path) {
        for (var name : path.path().split("/", -1)) {
            if (isHidden(name) || !name.equals(name.strip())) {
                throw new NasException(
                        Kind.INVALID, "No file or folder can be called so on DSM: " + path + ".");
            }
        }
    }

    /// The longest part of a text that File Station's search takes as it is.
    static String searchable(String text) {
        return Arrays.stream(text.split("[^A-Za-z0-9._-]+", -1))
                .reduce("", (a, b) -> b.length() > a.length() ? b : a);
    }
}
