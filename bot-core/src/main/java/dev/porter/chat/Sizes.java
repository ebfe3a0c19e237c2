package dev.porter.chat;

import static dev.porter.language.Language.tr;

import dev.porter.language.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers of bytes in words for people.
public final class Sizes {
    private static final BigDecimal KILO = BigDecimal.valueOf(1_000);
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {}

    /// Such as "1.4 MB", in thousands as the platforms and the NAS count.
    public static String words(long bytes) {
        return words(bytes, RoundingMode.HALF_UP);
    }

    /// The most that something may have: never more than that, and for the limits that platforms
    /// have the number that people know.
    public static String limit(long bytes) {
        return words(bytes, RoundingMode.DOWN);
    }

    /// What has more than a [#limit]: never the same words.
    public static String over(long bytes) {
        return words(bytes, RoundingMode.UP);
    }

    private static String words(long bytes, RoundingMode mode) {
        if (bytes < KILO.intValue()) {
            return bytes == 1 ? tr("1 byte") : tr("%d bytes", bytes);
        }
        var value = BigDecimal.valueOf(bytes, 3);
        var unit = 0;
        while (rounded(value, mode).compareTo(KILO) >= 0 && unit < UNITS.length - 1) {
            value = value.movePointLeft(3);
            unit++;
        }
        var number = rounded(value, mode);
        var format = "%." + number.scale() + "f %s";
        return String.format(Language.spoken().locale(), format, number, UNITS[unit]);
    }

    private static BigDecimal rounded(BigDecimal value, RoundingMode mode) {
        return value.setScale(value.compareTo(BigDecimal.TEN) < 0 ? 1 : 0, mode);
    }
}
