package dev.porter.gateway.folder;

import static dev.porter.language.Saying.sentence;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls of a file system that may hang: on a mounted NAS whose server is gone, each may come back
/// only when the server does. So they are made on threads of their own, and who waits for one waits
/// no longer than it may take from one step of it to the next.
///
/// What was given up is still going to happen. Until it has, nothing else is changed, so that
/// nothing comes late and meets what was done after it.
class Calls {
    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    private static final ScopedValue<Call<?>> CALL = ScopedValue.newInstance();

    /// A backup takes one thread, and a chat another while it looks something up. There are more
    /// only when the disk keeps them waiting.
    private static final int MOST_AT_ONCE = 64;

    /// When so many were given up and have not come back, nothing does any more.
    private static final int MOST_HANGING = 32;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("nas-folder-", 0).factory());
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger hangingChanges = new AtomicInteger();

    /// What the disk is asked for next.
    enum Step {
        /// To find, to name or to take or give some bytes. Disks that sleep take ten seconds to
        /// wake up, and a mount that is set to give up by itself most often does so within these.
        ASK(Duration.ofSeconds(30)),

        /// To write everything down that it only has in memory. That may be gigabytes, on a USB
        /// disk.
        FORCE(Duration.ofMinutes(10));

        private final Duration longest;

        Step(Duration longest) {
            this.longest = longest;
        }
    }

    /// What is done with the disk.
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /// What is done with something that is held open.
    @FunctionalInterface
    interface Use<H, T, X extends Exception> {
        T of(H held) throws X;
    }

    /// The disk is asked now. Whoever does that on behalf of a call says so before each step.
    static void step(Step step) {
        if (CALL.isBound()) {
            CALL.get().step(step);
        }
    }

    /// As [#step] says, on the thread that asks.
    ///
    /// @param within is told how long it may take
    void asks(Step step, Consumer<Duration> within) {
        within.accept(step.longest);
    }

    /// Looks something up.
    ///
    /// @throws NasException `AWAY` when the disk does not answer
    <T, X extends Exception> T look(Work<T, X> work) throws X {
        return make(new Call<>(work, false, _ -> {}));
    }

    /// Changes something.
    ///
    /// @throws NasException `AWAY` when the disk does not answer, also because an earlier change
    ///   hangs
    <T, X extends Exception> T change(Work<T, X> work) throws X {
        return make(new Call<>(work, true, _ -> {}));
    }

    /// Opens something that is held over several calls. Nobody else uses it.
    ///
    /// @param changes whether what is done with it are changes
    <H extends Closeable, X extends Exception> Held<H> hold(boolean changes, Work<H, X> opening)
            throws X {
        return new Held<>(make(new Call<>(opening, changes, Calls::close)), changes);
    }

    private static void close(@Nullable Closeable held) {
        step(Step.FORCE); // some file systems write everything down then
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            log.debug("Closing failed.", e);
        }
    }

    /// Something that is held open. Where a call hangs in it, it is closed when that comes back.
    final class Held<H extends Closeable> implements Closeable {
        private final H held;
        private final boolean changes;
        private volatile boolean closed;

        private Held(H held, boolean changes) {
            this.held = held;
            this.changes = changes;
        }

        /// Does something with it.
        ///
        /// @throws NasException `AWAY` when the disk does not answer; it is closed then
        <T, X extends Exception> T use(Use<H, T, X> use) throws X {
            return use(use, _ -> {});
        }

        /// Does something with it.
        ///
        /// @param undo what is done when it comes about too late
        <T, X extends Exception> T use(Use<H, T, X> use, Consumer<T> undo) throws X {
            var call =
                    new Call<T>(
                            () -> use.of(held),
                            changes,
                            late -> {
                                try {
                                    if (late != null) {
                                        undo.accept(late);
                                    }
                                } finally {
                                    Calls.close(held);
                                }
                            });
            try {
                return make(call);
            } finally {
                if (call.givenUp()) {
                    closed = true;
                }
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                var closing =
                        new Call<>(
                                () -> {
                                    Calls.close(held);
                                    return true;
                                },
                                changes,
                                _ -> {});
                threads.execute(closing); // however many hang: it would stay open otherwise
                try {
                    var _ = closing.await();
                } catch (NasException e) {
                    log.debug("Closing hangs.", e);
                }
            }
        }
    }

    private <T, X extends Exception> T make(Call<T> call) throws X {
        if (CALL.isBound()) {
            return call.now(); // a part of a call
        }
        begin(call);
        return call.await();
    }

    private void begin(Call<?> call) {
        try {
            if (!free.tryAcquire()
                    && !free.tryAcquire(Step.ASK.longest.toSeconds(), TimeUnit.SECONDS)) {
                throw noAnswer();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer();
        }
        if (hanging.get() >= MOST_HANGING || (call.change && hangingChanges.get() > 0)) {
            free.release();
            throw noAnswer();
        }
        call.counted = true;
        threads.execute(call);
    }

    private static NasException noAnswer() {
        return new NasException(Kind.AWAY, sentence("The NAS does not answer."));
    }

    private final class Call<T> implements Runnable {
        private final Work<T, ?> work;
        private final boolean change;
        private final Consumer<@Nullable T> late;
        private long deadline = System.nanoTime() + Step.ASK.longest.toNanos();
        private boolean interrupted = Thread.currentThread().isInterrupted();
        private boolean counted;
        private boolean over;
        private boolean givenUp;
        private @Nullable Thread worker;
        private @Nullable T result;
        private @Nullable Throwable failure;

        /// @param late what is done, in the same thread, when nobody waits any more; without what
        ///   came of it where it failed
        private Call(Work<T, ?> work, boolean change, Consumer<@Nullable T> late) {
            this.work = work;
            this.change = change;
            this.late = late;
        }

        private void step(Step step) {
            asks(step, this::within);
        }

        private synchronized void within(Duration longest) {
            var before = deadline;
            deadline = System.nanoTime() + longest.toNanos();
            if (deadline - before < 0) {
                notifyAll();
            }
        }

        @SuppressWarnings("unchecked")
        private <X extends Exception> T now() throws X {
            try {
                return work.run();
            } catch (Exception e) {
                throw (X) e;
            }
        }

        @Override
        public void run() {
            ScopedValue.where(CALL, this).run(this::makes);
        }

        private void makes() {
            begins();
            T made = null;
            Throwable wrong = null;
            try {
                made = work.run();
            } catch (Throwable e) {
                wrong = e;
            }
            if (ends(made, wrong)) {
                return;
            }
            try {
                late.accept(made);
            } catch (RuntimeException e) {
                log.warn("What the NAS did too late could not be undone.", e);
            } finally {
                hangs(-1);
            }
        }

        private synchronized void begins() {
            worker = Thread.currentThread();
            if (interrupted) {
                worker.interrupt();
            }
        }

        /// @return whether somebody still waits
        private synchronized boolean ends(@Nullable T made, @Nullable Throwable wrong) {
            worker = null;
            var _ = Thread.interrupted();
            result = made;
            failure = wrong;
            over = true;
            notifyAll();
            if (!givenUp) {
                letsOthers();
            }
            return !givenUp;
        }

        private void letsOthers() {
            if (counted) {
                free.release();
            }
        }

        private void hangs(int more) {
            hanging.addAndGet(more);
            if (change) {
                hangingChanges.addAndGet(more);
            }
        }

        private synchronized boolean givenUp() {
            return givenUp;
        }

        /// Waits for it. An interruption is handed on, because it is the call that it should end.
        private synchronized <X extends Exception> T await() throws X {
            var cut = false;
            try {
                while (!over) {
                    var left = deadline - System.nanoTime();
                    if (left <= 0) {
                        givenUp = true;
                        hangs(1);
                        letsOthers();
                        throw noAnswer();
                    }
                    try {
                        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
                    } catch (InterruptedException _) {
                        cut = true;
                        interrupt();
                    }
                }
            } finally {
                if (cut) {
                    Thread.currentThread().interrupt();
                }
            }
            return outcome();
        }

        private void interrupt() {
            interrupted = true;
            if (worker != null) {
                worker.interrupt();
            }
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // there is one of the two
        private <X extends Exception> T outcome() throws X {
            return switch (failure) {
                case null -> result;
                case Error e -> throw e;
                default -> throw (X) failure;
            };
        }
    }
}
