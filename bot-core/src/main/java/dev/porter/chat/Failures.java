package dev.porter.chat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may be said in a log of a failure that a turn met: its kinds and its place. A message can
/// quote a person, a row of the database, or an address with a token.
public final class Failures {
    private static final String OURS = "dev.porter.";
    private static final int MOST_CAUSES = 5;

    private Failures() {}

    /// Such as `java.io.UncheckedIOException, because of java.io.IOException, at
    /// dev.porter.web.Chat.append(Chat.java:231)`: the place is Porter's own where there is one.
    public static String words(Throwable failure) {
        var kinds =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .map(one -> one.getClass().getName())
                        .collect(Collectors.joining(", because of "));
        var places = Arrays.asList(failure.getStackTrace());
        return places.stream()
                .filter(place -> place.getClassName().startsWith(OURS))
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(place -> kinds + ", at " + place)
                .orElse(kinds);
    }
}
