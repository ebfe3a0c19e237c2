package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.chat.ChatException;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.core.Moments;
import dev.porter.files.Catalogue;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Has one thing go wrong at one moment of a backup, and then another at another, until everything
/// has gone wrong everywhere: while the NAS is there, and while it is away at first.
final class Faults {
    private static final String[] QUIETLY = {
        "logging.level.com.github.kagkarlsson=off",
        "logging.level.dev.porter.backup=off",
        "logging.level.dev.porter.schedule=off",
        "logging.level.dev.porter.conversation=off",
        "logging.level.org.hibernate=off"
    };

    /// So many looks without any moment, and nothing more comes by itself.
    private static final int LONG_STILL = 20;

    private final Path data;
    private final Moments moments = new Moments();
    private final List<String> kept = new ArrayList<>();

    /// Those whose moment did not come, as in [PowerCuts].
    private final List<Mishap> missed = new ArrayList<>();

    private enum Fault {
        NAS_FULL,
        NAS_AWAY,
        NAS_BROKEN,
        NAS_NOT_SIGNED_IN,
        NAS_LIES,
        CHAT_FAILS,
        STREAM_BREAKS,
        DISK_FULL,
        DISK_BROKEN,
        DATABASE_AWAY,
        DATABASE_UNCERTAIN;

        boolean fits(String moment) {
            return switch (this) {
                case NAS_FULL, NAS_AWAY, NAS_BROKEN, NAS_NOT_SIGNED_IN -> moment.contains("nas ");
                case NAS_LIES -> moment.equals("after nas write");
                case CHAT_FAILS -> moment.contains("chat ");
                case STREAM_BREAKS -> moment.equals("before the first byte");
                case DISK_FULL -> moment.contains("disk write");
                case DISK_BROKEN -> moment.contains("disk ");
                case DATABASE_AWAY ->
                        moment.equals("before commit") || moment.equals("before a statement");
                case DATABASE_UNCERTAIN -> moment.equals("after commit") || moment.contains("sync");
            };
        }

        void happen(Dialogue house, Guest owner)
                throws IOException, SQLTransientConnectionException {
            switch (this) {
                case NAS_FULL -> throw new NasException(NasException.Kind.NO_SPACE, "full");
                case NAS_AWAY -> throw new NasException(NasException.Kind.AWAY, "away");
                case NAS_BROKEN -> throw new NasException(NasException.Kind.BROKEN, "broken");
                case NAS_NOT_SIGNED_IN ->
                        throw new NasException(NasException.Kind.NOT_SIGNED_IN, "who are you?");
                case NAS_LIES ->
                        house.nas().allFiles(owner.home()).stream()
                                .filter(path -> path.name().startsWith("."))
                                .forEach(house.nas()::corrupt);
                case CHAT_FAILS -> throw new ChatException("The chat is away.");
                case STREAM_BREAKS -> throw new IOException("The stream broke.");
                case DISK_FULL -> throw new IOException("No space left on device");
                case DISK_BROKEN -> throw new IOException("Input/output error");
                case DATABASE_AWAY, DATABASE_UNCERTAIN ->
                        throw new SQLTransientConnectionException("away");
            }
        }
    }

    /// @param number which one of the moments that the fault fits
    private record Mishap(boolean away, Fault fault, int number) {}

    Faults(Path data) {
        this.data = data;
    }

    /// Sweeps over all of them, or evenly over as many as this.
    void sweep(int most) {
        try (var house = Dialogue.with(data, moments::watch, QUIETLY)) {
            var ada = house.member("ada");
            var all = mishaps(house, ada, false);
            all.addAll(mishaps(house, ada, true));
            var stride = Math.max(1, (all.size() + most - 1) / most);
            var tried = 0;
            for (var i = 0; i < all.size(); i += stride, tried++) {
                suffer(house, ada, all.get(i));
            }
            System.out.printf(
                    "reliability: R5 positions=%d tried=%d happened=%d silent-corruptions=0 without-an-end=0 missed=%s%n"
                            + "reliability: R8 messages=%d too-many=%d%n",
                    all.size(),
                    tried,
                    tried - missed.size(),
                    missed,
                    ada.end().sees().size(),
                    tooMany(ada));
            assertThat(missed)
                    .as("moments that did not come")
                    .hasSizeLessThanOrEqualTo(Math.max(3, tried / 10));
            house.assertOrderly();
        }
    }

    /// Messages that say what another says already, or that something is on its way that has
    /// arrived.
    private long tooMany(Guest ada) {
        var receipts =
                ada.end().sees().stream().filter(seen -> seen.text().contains("SHA-256: ")).count();
        var onTheirWay =
                ada.end().sees().stream()
                        .filter(seen -> seen.text().startsWith("⏳") || seen.text().startsWith("⏸"))
                        .count();
        return receipts - kept.size() + onTheirWay;
    }

    private List<Mishap> mishaps(Dialogue house, Guest ada, boolean away) {
        moments.at(0, _ -> {});
        send(house, ada, away, "undisturbed " + away);
        await().until(() -> settled(house, ada));
        var all = new ArrayList<Mishap>();
        for (var fault : Fault.values()) {
            var fitting = moments.passed().stream().filter(fault::fits).count();
            for (var number = 1; number <= fitting; number++) {
                all.add(new Mishap(away, fault, number));
            }
        }
        return all;
    }

    private void suffer(Dialogue house, Guest ada, Mishap mishap) {
        var fault = mishap.fault();
        moments.at(mishap.number(), fault::fits, _ -> fault.happen(house, ada));
        send(house, ada, mishap.away(), "content of " + mishap);
        await(mishap + " after " + moments.passed())
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    house.clock().advance(Duration.ofMinutes(1));
                    return settled(house, ada);
                });
        if (!moments.happened()) {
            missed.add(mishap);
        }
        moments.recover();
        assertThat(ada.keeps())
                .as(mishap.toString())
                .extracting(ada::content)
                .containsExactlyInAnyOrderElementsOf(kept);
        assertThat(ada.keepsBehind()).as(mishap.toString()).isEmpty();
        assertThat(house.part(Catalogue.class).versionCount(account(house, ada)))
                .as(mishap.toString())
                .isEqualTo(kept.size());
    }

    private void send(Dialogue house, Guest ada, boolean away, String content) {
        kept.add(content);
        if (!away) {
            ada.sends(kept.size() + ".txt", content);
            return;
        }
        house.nas().away();
        ada.sends(kept.size() + ".txt", content);
        var passed = new AtomicInteger();
        var still = new AtomicInteger();
        await(content + " after " + moments.passed())
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    var before = passed.getAndSet(moments.passed().size());
                    still.set(before == passed.get() ? still.get() + 1 : 0);
                    if (moments.happened() ? still.get() > 0 : still.get() > LONG_STILL) {
                        house.clock().advance(Duration.ofMinutes(1)); // it has to be tried again
                    }
                    return isSpooled(house, ada);
                });
        house.nas().back();
        house.clock().advance(Duration.ofMinutes(1));
    }

    /// Where the database did not hear of it, the file is there all the same.
    private boolean isSpooled(Dialogue house, Guest ada) {
        return moments.aside(() ->
                house.part(Backups.class).openOf(account(house, ada)).stream()
                        .anyMatch(open ->
                                open.content() != null
                                        || (moments.happened()
                                                && house.part(Spool.class).holds(open))));
    }

    private static long account(Dialogue house, Guest ada) {
        return house.part(Accounts.class).find(ada.home()).orElseThrow().id();
    }

    /// Whether the latest receipt is there and nothing is left to do.
    private boolean settled(Dialogue house, Guest ada) {
        return ada.everything().contains(InMemoryNas.fingerprint(kept.getLast()).sha256())
                && moments.aside(house::toDo).isEmpty();
    }
}
