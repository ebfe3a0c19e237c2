package dev.porter.gateway;

/// A setting that Porter cannot start with.
final class UnusableSettingException extends RuntimeException {
    /// @param sentence that names the key and the remedy
    UnusableSettingException(String sentence) {
        super(sentence);
    }

    /// @param remedy what to do, as the end of a sentence
    UnusableSettingException(String key, String remedy) {
        super("Porter cannot use the value of " + key + ": " + remedy + ".");
    }
}
