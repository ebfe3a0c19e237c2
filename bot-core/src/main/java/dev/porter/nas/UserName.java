package dev.porter.nas;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an account on the NAS: also its home folder, so it means the same on every file
/// system. 3 to 32 lower-case letters, digits, `.`, `-` or `_`, beginning with a letter and ending
/// with a letter or digit.
public record UserName(String value) {
    private static final Pattern FORM =
            Pattern.compile("[a-z](?:[a-z0-9]|[._-](?=[a-z0-9])){2,31}");

    /// Whose home holds what Porter itself keeps on the NAS. Nobody else gets this name.
    public static final UserName PORTER = new UserName("porter");

    /// @throws IllegalArgumentException when it is not such a name; [#parse] asks first
    public UserName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a user name.");
        }
    }

    /// Reads what a person typed, in any case and with blanks around it.
    public static Optional<UserName> parse(String typed) {
        var name = typed.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(name).matches() ? Optional.of(new UserName(name)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
