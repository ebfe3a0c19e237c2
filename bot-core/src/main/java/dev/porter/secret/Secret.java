package dev.porter.secret;

/// A password, code or token in hand. It is in no log, however it gets there: only [#reveal] shows
/// it.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
