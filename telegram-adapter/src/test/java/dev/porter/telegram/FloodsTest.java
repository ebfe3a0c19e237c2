package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.core.TestPatience;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private final Floods floods = new Floods(TestPatience.LONGEST);

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
        var time = Duration.ofMillis(300);
        var begun = new AtomicLong();
        var first =
                Thread.startVirtualThread(() ->
                        floods.ask(
                                "ada",
                                true,
                                () -> {
                                    if (begun.compareAndSet(0, System.nanoTime())) {
                                        throw flood(time);
                                    }
                                    return "the file";
                                }));
        await().until(() -> sitsOut(first) || !first.isAlive());
        assertThat(floods.<String>ask("ada", false, () -> "a word")).isEqualTo("a word");
        assertThat(Duration.ofNanos(System.nanoTime() - begun.get())).isGreaterThan(time);
        assertThat(floods.<String>ask("bob", false, () -> "at once")).isEqualTo("at once");
        await().until(() -> !first.isAlive());
    }

    private static boolean sitsOut(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(at -> at.getMethodName().equals("sitOut"));
    }
}
