package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes("lane", 2);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void what_is_slow_holds_up_its_own_lane_and_no_other() throws Exception {
        var slow = new CountDownLatch(1);
        lanes.add("ada", () -> pass(slow));
        lanes.add("ada", () -> done.add("ada"));
        lanes.add("ben", () -> done.add("ben"));
        await().untilAsserted(() -> assertThat(done).containsExactly("ben"));
        slow.countDown();
        lanes.awaitEmpty(Duration.ofMinutes(1));
        assertThat(done).containsExactly("ben", "ada");
    }

    @Test
    void what_fails_with_an_error_does_not_end_its_lane() throws Exception {
        lanes.add(
                "ada",
                () -> {
                    throw new AssertionError("no room");
                });
        lanes.add("ada", () -> done.add("ada"));
        lanes.awaitEmpty(Duration.ofMinutes(1));
        assertThat(done).containsExactly("ada");
    }

    @Test
    void too_much_in_one_lane_is_not_taken() {
        var slow = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        lanes.add(
                "ada",
                () -> {
                    begun.countDown();
                    pass(slow);
                });
        pass(begun);
        assertThat(lanes.add("ada", () -> {})).isTrue();
        assertThat(lanes.add("ada", () -> {})).isTrue();
        assertThat(lanes.add("ada", () -> {})).isFalse();
        assertThat(lanes.add("ben", () -> {})).isTrue();
        slow.countDown();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
