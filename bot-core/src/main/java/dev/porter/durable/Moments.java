package dev.porter.durable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
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
        return latest == null || latest.compareTo(moment) < 0
                ? moment
                : of(latest).map(before -> FORM.format(before.plusMillis(1))).orElse(moment);
    }

    /// The moment with which a name begins; empty where somebody else gave it.
    public static Optional<Instant> of(String name) {
        try {
            return Optional.of(Instant.from(FORM.parse(name.substring(0, name.indexOf('Z') + 1))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
