package dev.porter.nas;

import java.util.Optional;

/// The NAS behind Porter. What it cannot do is absent.
public interface Nas {
    /// Where files live, in words for people, such as "a folder on this computer".
    String place();

    /// What Porter knows of its state; never throws.
    Health health();

    /// The files in the accounts' homes.
    NasFiles files();

    /// The users that the NAS keeps; empty when it keeps none, and Porter does.
    Optional<NasAccounts> accounts();

    /// Whether the NAS can be worked with.
    ///
    /// @param ready whether files can be stored and read
    /// @param words one sentence for an administrator
    /// @param free bytes that can still be written, -1 when unknown
    record Health(boolean ready, String words, long free) {}
}
