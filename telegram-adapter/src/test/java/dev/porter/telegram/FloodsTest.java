package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private final Floods floods = new Floods(Duration.ofSeconds(20));

    private static RefusedException flood(Duration time) {
        return new RefusedException("sendDocument", 429, "Too Many Requests", time);
    }

    @Test
    void nobody_waits_for_a_file_that_takes_long() throws Exception {
        var tries = new AtomicInteger();
        var underWay = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        var upload =
                Thread.startVirtualThread(() ->
                        floods.ask(
                                "ada",
                                true,
                                () -> {
                                    if (tries.getAndIncrement() == 0) {
                                        throw flood(Duration.ofMillis(50));
                                    }
                                    underWay.countDown();
                                    uninterrupted(arrived);
                                    return "the file";
                                }));
        underWay.await();
        assertThat(floods.<String>ask("ada", false, () -> "a word")).isEqualTo("a word");
        assertThat(upload.isAlive()).isTrue();
        arrived.countDown();
        upload.join();
        assertThat(tries).hasValue(2);
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoever_comes_meanwhile_sits_it_out_too() {
        var asked = new AtomicInteger();
        var first =
                Thread.startVirtualThread(() ->
                        floods.ask(
                                "ada",
                                true,
                                () -> {
                                    if (asked.getAndIncrement() == 0) {
                                        throw flood(Duration.ofMillis(300));
                                    }
                                    return "the file";
                                }));
        await().until(() -> asked.get() == 1);
        var begun = System.nanoTime();
        assertThat(floods.<String>ask("ada", false, () -> "a word")).isEqualTo("a word");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(100));
        assertThat(floods.<String>ask("bob", false, () -> "at once")).isEqualTo("at once");
        await().until(() -> !first.isAlive());
    }
}
