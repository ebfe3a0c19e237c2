package dev.porter.web;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers that come from outside.
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,15}");

    private Numbers() {}

    static Optional<Long> parse(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(digits -> DIGITS.matcher(digits).matches())
                .map(Long::valueOf);
    }
}
