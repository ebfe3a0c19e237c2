package dev.porter.gateway.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.nas.UserName;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UsedSpaceTest {
    private static final UserName ALICE = new UserName("alice");

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong onDisk = new AtomicLong(100);
    private final AtomicInteger walks = new AtomicInteger();
    private Runnable onWalk = () -> {};
    private final UsedSpace used =
            new UsedSpace(
                    _ -> {
                        walks.incrementAndGet();
                        onWalk.run();
                        return onDisk.get();
                    },
                    now::get,
                    Runnable::run);

    @Test
    void a_home_is_walked_once_and_then_counted() {
        assertThat(used.of(ALICE)).isEqualTo(100);
        assertThat(used.add(ALICE, 20, OptionalLong.empty())).isTrue();
        used.remove(ALICE, 5);
        assertThat(used.of(ALICE)).isEqualTo(115);
        assertThat(walks).hasValue(1);
    }

    @Test
    void what_others_changed_shows_after_ten_minutes() {
        assertThat(used.of(ALICE)).isEqualTo(100);
        onDisk.set(700);
        now.addAndGet(UsedSpace.TRUSTED.toNanos() - 1);
        assertThat(used.of(ALICE)).isEqualTo(100);
        now.addAndGet(2);
        var _ = used.of(ALICE);
        assertThat(used.of(ALICE)).isEqualTo(700);
        assertThat(walks).hasValue(2);
    }

    @Test
    void nothing_is_counted_beyond_the_quota() {
        assertThat(used.add(ALICE, 51, OptionalLong.of(150))).isFalse();
        assertThat(used.of(ALICE)).isEqualTo(100);
        assertThat(used.add(ALICE, 50, OptionalLong.of(150))).isTrue();
        assertThat(used.add(ALICE, 1, OptionalLong.of(150))).isFalse();
        assertThat(used.add(ALICE, 0, OptionalLong.of(150))).isTrue();
    }

    @Test
    void what_is_written_while_a_home_is_walked_again_is_not_forgotten() {
        assertThat(used.of(ALICE)).isEqualTo(100);
        onWalk =
                () -> {
                    assertThat(used.add(ALICE, 30, OptionalLong.of(1000))).isTrue();
                    assertThat(used.add(ALICE, 500, OptionalLong.of(1000))).isTrue();
                    used.remove(ALICE, 500);
                };
        now.addAndGet(UsedSpace.TRUSTED.toNanos() + 1);
        var _ = used.of(ALICE);
        onWalk = () -> {};
        assertThat(used.of(ALICE)).isEqualTo(130);
        onDisk.set(130);
        now.addAndGet(UsedSpace.TRUSTED.toNanos() + 1);
        var _ = used.of(ALICE);
        assertThat(used.of(ALICE)).isEqualTo(130);
        assertThat(walks).hasValue(3);
    }
}
