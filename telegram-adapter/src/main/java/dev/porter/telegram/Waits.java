package dev.porter.telegram;

import java.time.Duration;

/// How long to wait for what.
///
/// @param hold how long Telegram may keep a question for updates open
/// @param answer the longest wait for the answer to a small question
/// @param transfer the longest silence while a file goes out or the server fetches one
/// @param download the longest silence while a file comes in
/// @param retry the pause before a second try; each further one doubles
/// @param longest the longest of these pauses
/// @param refused the pause after Telegram refused the token
/// @param flood the longest `retry_after` that is sat out before giving up
/// @param unavailable how long a file that is "temporarily unavailable" is asked for
/// @param crowd the pause between two questions while an update is still being handled; asked again
///   within half a second, Telegram shows only the first of the updates
/// @param typing how long an update is handled before the person sees "typing"
/// @param fleeting how long a fleeting message stays
record Waits(
        Duration hold,
        Duration answer,
        Duration transfer,
        Duration download,
        Duration retry,
        Duration longest,
        Duration refused,
        Duration flood,
        Duration unavailable,
        Duration crowd,
        Duration typing,
        Duration fleeting) {

    /// What suits Telegram's own server, and with `localServer` one that itself has to carry the
    /// file to Telegram before it answers.
    static Waits usual(boolean localServer) {
        return new Waits(
                Duration.ofSeconds(50),
                Duration.ofMinutes(1),
                localServer ? Duration.ofHours(2) : Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMillis(700),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    /// The pause after so many failures in a row.
    Duration pause(int failures) {
        var doubled = retry.multipliedBy(1L << Math.min(failures - 1, 16));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
