package dev.porter.chat;

import java.util.Locale;

/// Numbers of bytes in words for people.
public final class Sizes {
    private static final long KILO = 1_000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {}

    /// Such as "1.4 MB", in thousands as the platforms and the NAS count.
    public static String words(long bytes) {
        if (bytes < KILO) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        var value = (double) bytes;
        var unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[Math.max(unit, 0)]);
    }
}
