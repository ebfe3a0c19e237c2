package dev.porter.discord;

import dev.porter.chat.ChatException;
import java.time.Duration;

/// How long what takes.
///
/// @param first the pause after a first failure; it doubles with each further one
/// @param longest no pause after a failure is longer
/// @param identify the least time between two new sessions
/// @param look how often the session is looked at
/// @param stuck how long a session may be without a connection before it is replaced
/// @param deaf how long a connected session may be without a sign of life before it is replaced
/// @param catchUp how often everybody's messages are looked through for what did not arrive
/// @param hook how long an interaction can be answered; Discord says 15 minutes
/// @param thinking how long "thinking" stands when the answer to a command is nothing
/// @param fleeting how long a fleeting message stands
/// @param silence how long Discord may take to begin its answer to a request
/// @param stop how long all of the end takes at most
record Pace(
        Duration first,
        Duration longest,
        Duration identify,
        Duration look,
        Duration stuck,
        Duration deaf,
        Duration catchUp,
        Duration hook,
        Duration thinking,
        Duration fleeting,
        Duration silence,
        Duration stop) {

    static Pace usual() {
        return new Pace(
                Duration.ofSeconds(2),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(4),
                Duration.ofMinutes(5),
                Duration.ofMinutes(14),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(3));
    }

    /// Waits.
    ///
    /// @throws ChatException when Porter is stopped meanwhile
    static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatException("Porter is stopping.");
        }
    }

    /// The pause after this many failures in a row.
    Duration pause(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 16));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
