package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.admin.NasWatch;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasPath;
import dev.porter.schedule.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures of the scoreboard in docs/reliability.md that take longer than a usual test may. A short
/// run of the fault harness makes them short too.
class ReliabilityIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int FILES = Math.min(1_000, Integer.getInteger("chaos.files", 1_000));
    private static final int WAITING = Math.min(200, FILES);
    private static final int JUMPS = Math.min(50, Integer.getInteger("chaos.kills", 50));
    private static final int HOURS_AWAY = 72;
    private static final int MOST_MINUTES = 15;
    private static final int LARGEST = 2_000_000;
    private static final int SMALL = 50_000;
    private static final String STORED = "Stored and verified";

    @TempDir private Path data;

    private static void awaitKept(Guest guest, int files) {
        await().atMost(LONG).until(() -> guest.keeps().size() >= files);
    }

    @Test
    void r6_a_nas_that_was_away_for_days_gets_everything_within_minutes() {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().away();
            for (var i = 0; i < WAITING; i++) {
                ada.sends(i + ".txt", "content " + i);
            }
            var backups = house.part(Backups.class);
            var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            var watch = house.part(NasWatch.class);
            for (var hour = 0; hour < HOURS_AWAY; hour++) {
                house.clock().advance(Duration.ofHours(1));
                var before = tried(backups, account);
                await().atMost(LONG).until(() -> tried(backups, account) > before);
                watch.look();
            }
            house.clock().hold();
            house.nas().back();
            var minutes = 0;
            while (ada.keeps().size() < WAITING && minutes < MOST_MINUTES) {
                house.clock().advance(Duration.ofMinutes(1)); // as often as it looks
                minutes++;
                watch.look();
                house.awaitWork();
            }
            assertThat(ada.keeps()).hasSize(WAITING);
            await().atMost(LONG).until(() -> backups.open(account) == 0);
            System.out.printf(
                    "reliability: R6 hours-away=%d queued=%d stored=%d within=%d min%n",
                    HOURS_AWAY, WAITING, WAITING, minutes);
        }
    }

    private static int tried(Backups backups, long account) {
        return backups.openOf(account).stream().mapToInt(backup -> backup.attempts).sum();
    }

    @Test
    void r7_what_is_delivered_again_does_nothing_again() {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var random = new Random(7);
            var deliveries = 0;
            for (var i = 0; i < FILES; i++) {
                ada.sends(i + ".txt", "content " + i);
                for (var again = random.nextInt(5); again > 0; again--, deliveries++) {
                    ada.isDeliveredAgain();
                }
                deliveries++;
            }
            awaitKept(ada, FILES);
            assertThat(ada.keeps()).hasSize(FILES);
            assertThat(ada.everything()).doesNotContain("Already stored");
            System.out.printf(
                    "reliability: R7 updates=%d deliveries=%d doubled=0%n", FILES, deliveries);
        }
    }

    @Test
    void r10_a_clock_that_jumps_loses_and_doubles_nothing() {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var random = new Random(10);
            var jumps = List.of(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofDays(3_650));
            ada.sends("deleted.txt", "kept in the bin").sees(STORED);
            ada.presses("Open").presses("Delete").sees("in the bin");
            work(house, "housekeeping").run("");
            var off = Duration.ZERO;
            for (var i = 0; i < JUMPS; i++) {
                var waits = random.nextBoolean();
                if (waits) {
                    house.nas().away();
                }
                ada.sends(i + ".txt", "content " + i);
                if (waits) {
                    ada.sees("⏸");
                }
                var jump = jumps.get(random.nextInt(jumps.size()));
                var by = random.nextBoolean() ? jump : jump.negated();
                off = off.plus(by);
                house.clock().jump(by);
                work(house, "housekeeping").run("");
                work(house, "scrub").run("");
                assertThat(ada.keepsBehind()).filteredOn(ReliabilityIT::isInBin).hasSize(1);
                house.nas().back();
                house.clock().advance(Duration.ofMinutes(18));
                awaitKept(ada, i + 1);
                ada.isDeliveredAgain();
            }
            var backups = house.part(Backups.class);
            var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            await().atMost(LONG).until(() -> backups.open(account) == 0);
            assertThat(ada.keeps()).hasSize(JUMPS);
            house.clock().jump(off.negated());
            house.nas().corrupt(new NasPath(ada.home(), ada.keeps().getFirst()));
            ada.looksAway();
            work(house, "scrub").run("");
            house.clock().advance(Duration.ofDays(23)); // within the period
            work(house, "scrub").run("");
            ada.sees("⚠ One of your files is not safe");
            System.out.printf(
                    "reliability: R10 jumps=%d lost=0 doubled=0 thrown-away=0 unread=0%n", JUMPS);
        }
    }

    private static Work work(Dialogue house, String name) {
        return house.parts(Work.class).stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isInBin(String path) {
        return path.startsWith(".porter/bin/");
    }

    @Test
    void r11_every_flipped_bit_is_found() {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            for (var i = 0; i < FILES; i++) {
                ada.sends(i + ".txt", "content " + i);
            }
            await().atMost(LONG)
                    .until(() ->
                            ada.end().sees().stream()
                                            .filter(seen -> seen.text().contains(STORED))
                                            .count()
                                    == FILES);
            for (var path : ada.keeps()) {
                house.nas().corrupt(new NasPath(ada.home(), path));
            }
            ada.says("/verify");
            var damaged = FILES + " of " + FILES;
            await().atMost(LONG).until(() -> ada.everything().contains(damaged));
            System.out.printf("reliability: R11 flips=%d found=%d%n", FILES, FILES);
        }
    }

    @Test
    void r12_everything_comes_back_as_it_was() {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var random = new Random(12);
            var bytesInAll = 0L;
            for (var i = 0; i < FILES; i++) {
                var bytes = new byte[i == 0 ? 0 : random.nextInt(i % 10 == 0 ? LARGEST : SMALL)];
                random.nextBytes(bytes);
                bytesInAll += bytes.length;
                var name = i + ".bin";
                ada.sends(name, bytes).sees(STORED);
                ada.presses("Open").presses("Restore");
                assertThat(ada.receives(name)).isEqualTo(bytes);
            }
            System.out.printf(
                    "reliability: R12 files=%d bytes=%d equal=%d%n", FILES, bytesInAll, FILES);
        }
    }
}
