package dev.porter.schedule;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Something that is done when its time comes, on a thread of its own.
public interface Work {
    /// Its name, lasting.
    String name();

    /// Does it. When it throws, it is done again later.
    void run(String id);

    /// How long after the end of one run the next one starts, for work that is always there; null
    /// for work that [Schedule#at] asks for.
    default @Nullable Duration every() {
        return null;
    }

    /// The time of day in which it is done, for work that is done once a day; null for other work.
    default @Nullable LocalTime daily() {
        return null;
    }
}
