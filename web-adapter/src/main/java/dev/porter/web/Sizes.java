package dev.porter.web;

import java.util.Locale;

/// Sizes of files as people read them.
final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final double STEP = 1_000;

    private Sizes() {}

    static String shown(long bytes) {
        if (bytes < STEP) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        var size = bytes / STEP;
        var unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ENGLISH, "%.1f %s", size, UNITS[unit]);
    }
}
