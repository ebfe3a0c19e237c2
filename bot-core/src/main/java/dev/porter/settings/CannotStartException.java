package dev.porter.settings;

/// Porter cannot start, and an administrator can do something about it.
public final class CannotStartException extends RuntimeException {
    /// @param sentence names the setting and the remedy
    public CannotStartException(String sentence) {
        super(sentence);
    }
}
