package dev.porter.discord;

import static org.awaitility.Awaitility.await;

import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// An inbox that keeps what comes in, and does with it what a test wants.
final class Recording implements Inbox {
    private final List<Incoming> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean failed;
    private volatile Consumer<Incoming> answers = _ -> {};

    void fail(int times) {
        failed = false;
        failures.set(times);
    }

    /// Waits until it was asked, and failed.
    void awaitFailure() {
        await().until(() -> failed);
    }

    void answer(Consumer<Incoming> how) {
        answers = how;
    }

    @Override
    public void receive(Incoming incoming) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            failed = true;
            throw new IllegalStateException("The inbox is asked to fail.");
        }
        taken.add(incoming);
        answers.accept(incoming);
    }

    List<Incoming> all() {
        return List.copyOf(taken);
    }

    List<String> texts() {
        return taken.stream()
                .filter(Incoming.Text.class::isInstance)
                .map(text -> ((Incoming.Text) text).text())
                .toList();
    }

    <T extends Incoming> T first(Class<T> kind) {
        await().until(() -> taken.stream().anyMatch(kind::isInstance));
        return taken.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    void awaitTexts(String... texts) {
        await().until(() -> texts().equals(List.of(texts)));
    }
}
