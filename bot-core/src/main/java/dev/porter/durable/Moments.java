package dev.porter.durable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Moments as beginnings of names, which so sort by when they were given, also where the clock was
/// put back in between.
public final class Moments {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss-SSS'Z'").withZone(ZoneOffset.UTC);

    private Moments() {}

    /// The moment for the next name.
    ///
    /// @param latest the last name so far, from its moment on; null when there is none
    public static String next(@Nullable String latest, Instant now) {
        var moment = FORM.format(now);
        if (latest == null || latest.compareTo(moment) < 0) {
            return moment;
        }
        try {
            var before = Instant.from(FORM.parse(latest.substring(0, latest.indexOf('Z') + 1)));
            return FORM.format(before.plusMillis(1));
        } catch (DateTimeException _) {
            return moment; // somebody else gave that name
        }
    }
}
