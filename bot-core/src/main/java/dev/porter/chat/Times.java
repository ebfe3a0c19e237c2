package dev.porter.chat;

import static dev.porter.language.Language.tr;

import dev.porter.language.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Points in time in words for people, in the time zone of this machine and in the language that is
/// spoken.
public final class Times {
    private Times() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Language.spoken().locale())
                .withZone(ZoneId.systemDefault());
    }

    /// Such as "3 Nov 2026".
    public static String day(Instant time) {
        return formatter(tr("d MMM uuuu")).format(time);
    }

    /// Such as "2026-11-03", in every language: for the keys of what is said once a day.
    public static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneId.systemDefault()).toString();
    }

    /// Such as "3 Nov 2026, 14:05".
    public static String minute(Instant time) {
        return formatter(tr("d MMM uuuu, HH:mm")).format(time);
    }

    /// Such as "November 2026".
    public static String month(YearMonth month) {
        return formatter(tr("MMMM uuuu")).format(month);
    }
}
