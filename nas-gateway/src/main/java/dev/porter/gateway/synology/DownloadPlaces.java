package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds how many downloads run at the same time. One that nobody reads on gives its place to one
/// that waits, and takes another when it is read on.
final class DownloadPlaces {
    private static final int LONGEST_QUEUE = 300;

    private final Semaphore free;
    private final Duration unread;
    private final Clock clock;
    private final Set<DsmDownload> taken = ConcurrentHashMap.newKeySet();

    DownloadPlaces(DsmPace pace, Clock clock) {
        this.free = new Semaphore(pace.downloads(), true);
        this.unread = pace.unread();
        this.clock = clock;
    }

    /// Now, for who remembers when it was read last.
    Instant now() {
        return clock.instant();
    }

    /// Whether a download has a place.
    boolean has(DsmDownload download) {
        return taken.contains(download);
    }

    /// Waits for a place.
    ///
    /// @throws NasException `AWAY` when none becomes free
    void take(DsmDownload download) {
        try {
            for (int seconds = 0; !free.tryAcquire(seconds == 0 ? 0 : 1, TimeUnit.SECONDS); ) {
                if (++seconds > LONGEST_QUEUE) {
                    throw new NasException(Kind.AWAY, "Too much waits for DSM already.");
                }
                var before = now().minus(unread);
                var _ = taken.stream().anyMatch(other -> other.givesUp(before));
            }
            taken.add(download);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NasException(Kind.AWAY, "Porter is stopping.", e);
        }
    }

    /// Lets another one have the place, if there is one.
    void leave(DsmDownload download) {
        if (taken.remove(download)) {
            free.release();
        }
    }
}
