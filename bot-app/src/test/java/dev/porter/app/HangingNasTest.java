package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.admin.NasWatch;
import dev.porter.core.TestClock;
import dev.porter.gateway.folder.HangingDisk;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A mounted NAS whose server is gone: whatever it is asked hangs until the server is back.
class HangingNasTest {
    private static final Duration LONG = Duration.ofMinutes(31);

    @Test
    void a_nas_that_hangs_is_told_and_holds_up_nobody_and_the_file_is_stored_afterwards()
            throws IOException {
        var clock = new TestClock();
        var disk = new HangingDisk();
        try (var house = House.on(disk, clock)) {
            var ada = house.administrator();
            var ben = house.member("ben");
            var cleo = house.member("cleo");
            disk.hangs();
            ben.sends("Thesis.pdf", Samples.pdf("thesis"));
            assertThat(ben.hears("waits").words())
                    .contains("⏸")
                    .contains("the NAS does not answer");
            assertThat(cleo.says("/menu")).isNotEmpty();
            ada.says("/admin");
            assertThat(ada.presses("Stuck")).contains("of ben", "the NAS does not answer");
            var watch = house.part(NasWatch.class);
            watch.look();
            clock.advance(LONG);
            watch.look();
            assertThat(ada.hears("The NAS has been away since").words())
                    .contains("The NAS does not answer.");
            disk.goesOn();
            Awaitility.await("the end of what hung").until(() -> isBack(watch));
            ada.hears("The NAS is back");
            assertThat(ben.hears("Stored and verified").words()).contains("Thesis.pdf");
        } finally {
            disk.goesOn();
        }
    }

    private static boolean isBack(NasWatch watch) {
        watch.look();
        return watch.awaySince().isEmpty();
    }

    @Test
    void porter_starts_while_the_nas_hangs() {
        var disk = new HangingDisk();
        disk.hangs();
        try (var house = House.on(disk, new TestClock())) {
            assertThat(house.newcomer("Ada").says("/start")).isNotEmpty();
        } finally {
            disk.goesOn();
        }
    }

    @Test
    void porter_stops_while_the_nas_hangs() throws IOException {
        var disk = new HangingDisk();
        try {
            var house = House.on(disk, new TestClock());
            var ben = house.member("ben");
            disk.hangsForHours();
            ben.sends("Thesis.pdf", Samples.pdf("thesis"));
            Awaitility.await().until(() -> disk.hanging() > 0);
            house.close();
            assertThat(disk.hanging()).isPositive();
        } finally {
            disk.goesOn();
        }
    }
}
