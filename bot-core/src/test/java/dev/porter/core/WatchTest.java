package dev.porter.core;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void a_look_that_hangs_keeps_no_other_from_looking_and_is_not_begun_again()
            throws InterruptedException {
        var begun = new AtomicInteger();
        var back = new CountDownLatch(1);
        var others = new CountDownLatch(3);
        var watch =
                new Watch(
                        List.of(
                                () -> {
                                    begun.incrementAndGet();
                                    await(back);
                                },
                                others::countDown),
                        SOON);
        watch.start();
        try {
            assertThat(others.await(1, MINUTES)).isTrue();
            assertThat(begun).hasValueLessThanOrEqualTo(1);
        } finally {
            watch.stop();
            back.countDown();
        }
    }

    @Test
    void a_look_that_fails_is_looked_again() throws InterruptedException {
        var looks = new CountDownLatch(3);
        var watch =
                new Watch(
                        List.of(() -> {
                            looks.countDown();
                            throw new IllegalStateException("It failed.");
                        }),
                        SOON);
        watch.start();
        try {
            assertThat(looks.await(1, MINUTES)).isTrue();
        } finally {
            watch.stop();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
