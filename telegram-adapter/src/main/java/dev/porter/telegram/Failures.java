package dev.porter.telegram;

import java.util.Arrays;

/// What may be said of a failure in a log: its kind and place. Its message can quote a person, or
/// an address with the token.
final class Failures {
    private Failures() {}

    static String words(Throwable failure) {
        return failure.getClass().getName()
                + Arrays.stream(failure.getStackTrace())
                        .findFirst()
                        .map(place -> " at " + place)
                        .orElse("");
    }
}
