package dev.porter.gateway.synology;

import java.time.Duration;

/// How long to wait for DSM, and how much to ask of it at once.
///
/// @param connect until a connection stands
/// @param answer until a call is answered: hibernating disks take tens of seconds to wake up
/// @param idle while bytes flow, without one of them
/// @param stored after the last byte of an upload, until DSM has put it away
/// @param task until a task in the background is finished, besides the time its bytes take
/// @param lost for which DSM may not know a task before it is taken for lost: one that has just
///   begun it does not know either. A third of it for what changes nothing and can be started
///   again.
/// @param unread for which a download may not be read on before another one may have its place
/// @param farewell for which stopping waits for who is logged out
/// @param pause before the first repetition and before the second look at a task; later ones are
///   longer
/// @param calls at most at the same time
/// @param uploads at most at the same time, besides the calls
/// @param downloads at most at the same time, besides both
record DsmPace(
        Duration connect,
        Duration answer,
        Duration idle,
        Duration stored,
        Duration task,
        Duration lost,
        Duration unread,
        Duration farewell,
        Duration pause,
        int calls,
        int uploads,
        int downloads) {
    static final DsmPace USUAL =
            new DsmPace(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    6,
                    3,
                    3);
}
