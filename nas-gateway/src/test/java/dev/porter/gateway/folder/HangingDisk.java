package dev.porter.gateway.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A disk that hangs when it is told to, as a mounted NAS does whose server is gone: what it is
/// asked then comes back only when it is told to go on, and is done then. Nobody waits for long for
/// what hangs, and for anything else as long as it takes.
public final class HangingDisk extends Calls {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger asked = new AtomicInteger();
    private int from = Integer.MAX_VALUE;
    private int until = Integer.MAX_VALUE;
    private int hanging;
    private Duration waited = SHORT;
    private @Nullable CountDownLatch goesOn;

    /// A folder on it as the NAS.
    public FolderNas nas(Path folder, Path memory) {
        return new FolderNas(folder, memory, OptionalLong.empty(), this);
    }

    /// Hangs from now on.
    public void hangs() {
        hangs(0, Integer.MAX_VALUE);
    }

    /// Hangs from now on, and whoever asks waits for hours.
    public synchronized void hangsForHours() {
        hangs();
        waited = LONG;
    }

    /// Hangs when it is asked for the next time after so many times, and not at the other ones.
    synchronized void hangsOnceAfter(int steps) {
        hangs(steps, steps + 1);
    }

    private synchronized void hangs(int first, int end) {
        asked.set(0);
        from = first;
        until = end;
        goesOn = new CountDownLatch(1);
        waited = SHORT;
    }

    /// How often it hangs.
    public synchronized int hanging() {
        return hanging;
    }

    /// Goes on with all that it was asked for.
    public synchronized void goesOn() {
        from = Integer.MAX_VALUE;
        hanging = 0;
        if (goesOn != null) {
            goesOn.countDown();
        }
    }

    @Override
    void asks(Step step, Consumer<Duration> within) {
        var latch = latch();
        if (latch == null) {
            within.accept(LONG);
            return;
        }
        within.accept(waited());
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // What hangs in the system cannot be interrupted.
            }
        }
    }

    private synchronized Duration waited() {
        return waited;
    }

    private synchronized @Nullable CountDownLatch latch() {
        var now = asked.getAndIncrement();
        if (now < from || now >= until) {
            return null;
        }
        hanging++;
        return goesOn;
    }
}
