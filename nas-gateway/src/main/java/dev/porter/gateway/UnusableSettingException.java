package dev.porter.gateway;

/// A setting that Porter cannot start with.
final class UnusableSettingException extends RuntimeException {
    /// @param remedy what to do, as the end of a sentence
    UnusableSettingException(String key, String remedy) {
        super("Porter cannot use the value of " + key + ": " + remedy + ".");
    }
}
