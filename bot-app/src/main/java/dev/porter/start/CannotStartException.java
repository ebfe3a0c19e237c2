package dev.porter.start;

/// Porter cannot start, and an administrator can do something about it.
final class CannotStartException extends RuntimeException {
    /// @param sentence names the setting and the remedy
    CannotStartException(String sentence) {
        super(sentence);
    }
}
