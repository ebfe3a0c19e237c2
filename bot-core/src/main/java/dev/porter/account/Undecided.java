package dev.porter.account;

/// Knows how much waits for an administrator's yes or no.
@FunctionalInterface
public interface Undecided {
    /// How many requests there are.
    int count();
}
