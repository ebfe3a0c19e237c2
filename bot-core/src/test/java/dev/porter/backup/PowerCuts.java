package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.core.Moments;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.TroubledNas.PowerCut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.util.FileSystemUtils;

/// Cuts the power at moments of a backup, one after the other, and has Porter start again each time
/// on what was forced to the disk until then.
final class PowerCuts {
    /// What dies says much in the log that nobody wants to read.
    private static final String[] QUIETLY = {
        "logging.level.com.github.kagkarlsson=off",
        "logging.level.dev.porter.backup=off",
        "logging.level.dev.porter.schedule=off",
        "logging.level.org.hibernate=off"
    };

    private static final Duration LATER = Duration.ofHours(1);

    private final Path folder;
    private final Sending sending;
    private final Moments moments = new Moments();

    /// What must be stored.
    private final List<String> kept = new ArrayList<>();

    /// What may be stored or not, as long as that is what Porter says, too.
    private final List<String> perhaps = new ArrayList<>();

    /// The moments that did not come. What else falls due while something is sent, and the line
    /// that moves, make a few more in one run than in another.
    private final List<String> missed = new ArrayList<>();

    /// Whether the platform was told that what was sent is taken.
    private boolean taken;

    private boolean dropped;
    private int cuts;

    /// What somebody sends, and how.
    enum Sending {
        NEW,
        SAME_NAME,
        SAME_CONTENT,
        TOGETHER,
        /// While the NAS is away, which then comes back.
        WHILE_AWAY,
        /// While the NAS was away, and the platform has forgotten it when the NAS comes back.
        FROM_SPOOL,
        /// By a link.
        HANDED_OVER,
        /// While the NAS is away, and an administrator drops it.
        DROPPED
    }

    PowerCuts(Path folder, Sending sending) {
        this.folder = folder;
        this.sending = sending;
    }

    /// Sweeps over the moments.
    ///
    /// @param most at how many of them at most the power is cut
    void sweep(int most) {
        try (var house = Dialogue.with(life(), moments::watch, QUIETLY)) {
            var ada = house.member("ada");
            var all = undisturbed(house, ada);
            var stride = Math.max(1, (all.size() + most - 1) / most);
            var tried = 0;
            for (var number = 1; number <= all.size(); number += stride) {
                cutAt(number, house, ada);
                tried++;
            }
            System.out.printf(
                    "reliability: R4 sending=%s moments=%d tried=%d cuts=%d lost=0 doubled=0 leftovers=0 messages-too-many=%d missed=%s%n",
                    sending, all.size(), tried, cuts, tooMany(ada), missed);
            assertThat(missed)
                    .as("moments that did not come")
                    .hasSizeLessThanOrEqualTo(Math.max(1, tried / 10));
            house.assertOrderly();
        }
    }

    private Path life() {
        return folder.resolve("life" + cuts);
    }

    private static long tooMany(Guest ada) {
        return ada.end().sees().stream().filter(seen -> seen.text().startsWith("⏳")).count();
    }

    private List<String> undisturbed(Dialogue house, Guest ada) {
        prepare(house, ada, 0);
        moments.at(0, _ -> {});
        send(house, ada, 0);
        await().until(() -> isOver(house, ada));
        var all = moments.passed();
        settle(house, ada, "undisturbed");
        return all;
    }

    private void cutAt(int number, Dialogue house, Guest ada) {
        prepare(house, ada, number);
        moments.cutAt(number);
        try {
            send(house, ada, number);
        } catch (RuntimeException | PowerCut e) {
            // who sent it has no answer
            if (!moments.happened()) {
                throw e;
            }
        }
        until(() -> isOver(house, ada));
        var last = moments.passed().getLast();
        var where = "%s, cut at moment %d, %s".formatted(sending, number, last);
        if (moments.happened()) {
            startAgain(house);
            if (!taken) {
                ada.isDeliveredAgain();
            }
        } else {
            missed.add(number + " after " + last);
            moments.recover();
        }
        house.clock().advance(LATER);
        await(where).until(() -> isOver(house, ada));
        settle(house, ada, where);
    }

    private void startAgain(Dialogue house) {
        house.stop();
        house.nas().back();
        try {
            var before = life();
            cuts++;
            moments.image(life());
            FileSystemUtils.deleteRecursively(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moments.recover();
        house.startAgainIn(life(), QUIETLY);
    }

    /// What was there before.
    private void prepare(Dialogue house, Guest ada, int number) {
        moments.recover();
        taken = true;
        dropped = false;
        switch (sending) {
            case SAME_NAME, SAME_CONTENT -> {
                keep(ada, name(number), "first " + number);
                await().until(() -> isOver(house, ada));
            }
            case FROM_SPOOL -> {
                house.nas().away();
                keep(ada, name(number), "spooled " + number);
                await().until(() -> waits(house, ada));
                house.chat().forgetFiles();
            }
            case NEW, TOGETHER, WHILE_AWAY, HANDED_OVER, DROPPED -> {}
        }
    }

    private void send(Dialogue house, Guest ada, int number) {
        var name = name(number);
        switch (sending) {
            case NEW -> keep(ada, name, "new " + number);
            case SAME_NAME -> keep(ada, name, "second " + number);
            case SAME_CONTENT -> give(() -> ada.sends("other " + name, "first " + number));
            case TOGETHER -> {
                kept.add("one " + number);
                kept.add("two " + number);
                give(() ->
                        ada.sendsTogether(name, "one " + number, "more " + name, "two " + number));
            }
            case WHILE_AWAY -> {
                house.nas().away();
                keep(ada, name, "new " + number);
                until(() -> waits(house, ada));
                comesBack(house);
            }
            case FROM_SPOOL -> comesBack(house);
            case HANDED_OVER -> handOver(house, ada, name, "new " + number);
            case DROPPED -> {
                house.nas().away();
                perhaps.add("new " + number);
                give(() -> ada.sends(name, "new " + number));
                until(() -> waits(house, ada));
                drop(house, ada);
                comesBack(house);
            }
        }
    }

    private void keep(Guest ada, String name, String content) {
        kept.add(content);
        give(() -> ada.sends(name, content));
    }

    /// The platform delivers it again when it has no answer.
    private void give(Runnable act) {
        taken = false;
        act.run();
        taken = true;
    }

    private static void comesBack(Dialogue house) {
        house.nas().back();
        house.clock().advance(Duration.ofMinutes(1));
    }

    private void handOver(Dialogue house, Guest ada, String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        perhaps.add(content);
        var account = account(house, ada);
        var outcome =
                house.part(Arrivals.class)
                        .keep(
                                account,
                                ada.end().person(),
                                name,
                                "text/plain",
                                bytes.length,
                                new ByteArrayInputStream(bytes));
        assertThat(outcome).isEqualTo(Arrivals.Outcome.TAKEN);
        perhaps.remove(content);
        kept.add(content);
    }

    private void drop(Dialogue house, Guest ada) {
        var backups = house.part(Backups.class);
        var open = open(house, ada).getFirst().id();
        house.part(Durable.class).commit(() -> backups.drop(open));
        dropped = true;
    }

    private String name(int number) {
        return "%s %d.txt".formatted(sending.name().toLowerCase(Locale.ROOT), number);
    }

    /// Waits for something, or for the power cut that comes before.
    private void until(BooleanSupplier something) {
        await().until(() -> {
            try {
                return moments.happened() || something.getAsBoolean();
            } catch (RuntimeException | PowerCut e) {
                if (!moments.happened()) {
                    throw e;
                }
                return true;
            }
        });
    }

    /// Whether its bytes are on this computer, and its owner knows.
    private boolean waits(Dialogue house, Guest ada) {
        var open = open(house, ada);
        return !open.isEmpty()
                && open.getFirst().content() != null
                && ada.everything().contains("⏸");
    }

    /// Whether every receipt is there and nothing is left to do.
    private boolean isOver(Dialogue house, Guest ada) {
        var said = ada.everything();
        return kept.stream()
                        .allMatch(
                                content -> said.contains(InMemoryNas.fingerprint(content).sha256()))
                && open(house, ada).isEmpty()
                && moments.aside(house::toDo).isEmpty();
    }

    private List<Backup> open(Dialogue house, Guest ada) {
        return moments.aside(() -> house.part(Backups.class).openOf(account(house, ada).id()));
    }

    private void settle(Dialogue house, Guest ada, String where) {
        var there = ada.keeps().stream().map(ada::content).toList();
        if (dropped) {
            assertThat(there).as(where).doesNotContainAnyElementsOf(perhaps);
        }
        kept.addAll(perhaps.stream().filter(there::contains).toList());
        perhaps.clear();
        assertThat(there).as(where).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(ada.keepsBehind()).as(where).isEmpty();
        assertThat(house.part(Catalogue.class).versionCount(account(house, ada).id()))
                .as(where)
                .isEqualTo(kept.size());
        house.chat().recover();
    }

    private Account account(Dialogue house, Guest ada) {
        return moments.aside(() -> house.part(Accounts.class).find(ada.home()).orElseThrow());
    }
}
