package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameLocksTest {
    private final NameLocks locks = new NameLocks();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private static NasPath path(String name) {
        return NasPath.home(UserName.PORTER).resolve(name);
    }

    private void hold(String name) {
        var begun = new CountDownLatch(1);
        Thread.startVirtualThread(() ->
                locks.alone(
                        path(name),
                        () -> {
                            begun.countDown();
                            pass(over);
                            return done.add(name);
                        }));
        pass(begun);
    }

    private Thread add(String name) {
        return Thread.startVirtualThread(() -> locks.alone(path(name), () -> done.add(name)));
    }

    @Test
    void a_move_that_takes_long_holds_up_nothing_of_another_name() {
        hold("large");
        var others = IntStream.range(0, 1_000).mapToObj(n -> "file " + n).toList();
        others.forEach(this::add);
        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrderElementsOf(others));
        over.countDown();
    }

    @Test
    void one_name_is_given_by_one_at_a_time() {
        hold("same");
        locks.alone(path("other"), () -> done.add("other"));
        var second = add("same");
        await().until(() -> second.getState() == Thread.State.WAITING);
        assertThat(done).containsExactly("other");
        over.countDown();
        await().untilAsserted(() -> assertThat(done).containsExactly("other", "same", "same"));
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
