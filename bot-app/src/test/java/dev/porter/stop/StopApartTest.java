package dev.porter.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A stop, whatever hangs in it.
@Timeout(60)
class StopApartTest {
    /// So long that all of a phase are asked in it, however busy the machine is.
    private static final Duration PHASE = Duration.ofSeconds(3);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        never.countDown();
    }

    @Test
    void a_part_that_hangs_holds_up_neither_its_neighbours_nor_what_comes_after() {
        var context = new GenericApplicationContext();
        var stop = new StopApart();
        stop.setTimeoutPerShutdownPhase(PHASE.toMillis());
        context.registerBean(
                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                StopApart.class,
                () -> stop);
        context.registerBean("one", Part.class, () -> new Part("one", 2, true));
        context.registerBean("two", Part.class, () -> new Part("two", 2, true));
        context.registerBean("later", Part.class, () -> new Part("later", 1, true));
        context.registerBean("last", Part.class, () -> new Part("last", 0, false));
        context.refresh();
        context.close();
        assertThat(asked.subList(0, 2)).containsExactlyInAnyOrder("one", "two");
        assertThat(asked.subList(2, 4)).containsExactly("later", "last");
    }

    private final class Part implements SmartLifecycle {
        private final String name;
        private final int phase;
        private final boolean hangs;
        private volatile boolean running;

        Part(String name, int phase, boolean hangs) {
            this.name = name;
            this.phase = phase;
            this.hangs = hangs;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            asked.add(name);
            try {
                if (hangs) {
                    never.await();
                }
                running = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
