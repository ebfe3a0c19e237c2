package dev.porter.schedule;

import java.time.Instant;

/// Remembers what has to be done, durably: inside a transaction, together with what it commits.
/// [Work] is done at least once for each entry, maybe more often.
public interface Schedule {
    /// Has work done once.
    ///
    /// @param work the name of a [Work]
    /// @param id what it is done to; the same work with the same id waits only once, for the
    ///   earliest time asked for
    /// @param when not before
    void at(Instant when, String work, String id);
}
