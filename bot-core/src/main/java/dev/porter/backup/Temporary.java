package dev.porter.backup;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What the bytes of a backup are called on the NAS until they are verified.
final class Temporary {
    private static final Pattern NAME = Pattern.compile("\\.porter-([0-9]{1,18})\\.part");

    private Temporary() {}

    static String name(long backup) {
        return ".porter-%d.part".formatted(backup);
    }

    /// The backup for which a name was made; empty where somebody else gave it.
    static OptionalLong backup(String name) {
        var found = NAME.matcher(name);
        return found.matches()
                ? OptionalLong.of(Long.parseLong(found.group(1)))
                : OptionalLong.empty();
    }
}
