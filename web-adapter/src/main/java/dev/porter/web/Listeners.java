package dev.porter.web;

import static dev.porter.language.Language.tr;

import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/// Counts the open pages and scripts that wait for news, and sends them away when Porter stops, so
/// that stopping does not wait for them.
final class Listeners implements SmartLifecycle {
    static final int MOST = 64;

    /// A place among them.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private final People people;
    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean running;

    Listeners(People people) {
        this.people = people;
    }

    Place enter() {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    HttpStatus.TOO_MANY_REQUESTS,
                    tr("Too many pages are open. Please close one and try again."));
        }
        return places::release;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        people.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
