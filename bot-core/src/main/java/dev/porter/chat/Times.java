package dev.porter.chat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Points in time in words for people, in the time zone of this machine.
public final class Times {
    private static final DateTimeFormatter DAY = formatter("d MMM uuuu");
    private static final DateTimeFormatter MINUTE = formatter("d MMM uuuu, HH:mm");
    private static final DateTimeFormatter MONTH = formatter("MMMM uuuu");

    private Times() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneId.systemDefault());
    }

    /// Such as "3 Nov 2026".
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /// Such as "3 Nov 2026, 14:05".
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /// Such as "November 2026".
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }
}
