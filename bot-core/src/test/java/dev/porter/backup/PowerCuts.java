package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.core.Moments;
import dev.porter.files.Catalogue;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.TroubledNas.PowerCut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Cuts the power at moments of a backup, one after the other, and has Porter start again each time
/// on what that has left behind.
final class PowerCuts {
    /// What dies says much in the log that nobody wants to read.
    private static final String[] QUIETLY = {
        "logging.level.com.github.kagkarlsson=off",
        "logging.level.dev.porter.backup=off",
        "logging.level.dev.porter.schedule=off",
        "logging.level.org.hibernate=off"
    };

    private final Path data;
    private final Moments moments = new Moments();
    private final List<String> kept = new ArrayList<>();
    private int extra;
    private int cuts;

    /// What somebody sends.
    enum Sending {
        NEW,
        SAME_NAME,
        SAME_CONTENT,
        TOGETHER
    }

    PowerCuts(Path data) {
        this.data = data;
    }

    /// Sweeps over the moments of each kind of sending.
    ///
    /// @param most at how many of them at most the power is cut
    void sweep(List<Sending> sendings, int most) {
        try (var house = Dialogue.with(data, moments::watch, QUIETLY)) {
            var ada = house.member("ada");
            for (var sending : sendings) {
                var all = undisturbed(house, ada, sending);
                var stride = Math.max(1, (all.size() + most - 1) / most);
                cuts = 0;
                for (var number = 1; number <= all.size(); number += stride) {
                    cutAt(number, house, ada, sending);
                }
                assertThat(cuts).as("cuts").isGreaterThan(all.size() / stride / 2);
                System.out.printf(
                        "reliability: R4 sending=%s moments=%d cut-at-every=%d lost=0 doubled=0 leftovers=0 messages-too-many=%d%n",
                        sending, all.size(), stride, extra);
            }
            house.assertOrderly();
        }
    }

    private List<String> undisturbed(Dialogue house, Guest ada, Sending sending) {
        prepare(house, ada, sending, 0);
        moments.at(0, _ -> {});
        send(ada, sending, 0);
        await().until(() -> isOver(house, ada));
        return moments.passed();
    }

    private void cutAt(int number, Dialogue house, Guest ada, Sending sending) {
        prepare(house, ada, sending, number);
        moments.cutAt(number);
        try {
            send(ada, sending, number);
        } catch (PowerCut _) {
            // the platform has no answer, and delivers it again
        }
        await().until(() -> isCutOrOver(house, ada));
        if (moments.happened()) {
            cuts++;
        }
        var where = moments.passed().getLast();
        house.stop();
        moments.recover();
        house.startAgain();
        ada.isDeliveredAgain();
        house.clock().advance(Duration.ofHours(1));
        await().until(() -> isOver(house, ada));
        check(house, ada, "%s, cut at moment %d, %s".formatted(sending, number, where));
    }

    /// What was there before.
    private void prepare(Dialogue house, Guest ada, Sending sending, int number) {
        moments.recover();
        if (sending == Sending.SAME_NAME || sending == Sending.SAME_CONTENT) {
            keep(ada, name(sending, number), "first " + sending + number);
            await().until(() -> isOver(house, ada));
        }
    }

    private void send(Guest ada, Sending sending, int number) {
        var name = name(sending, number);
        switch (sending) {
            case NEW -> keep(ada, name, "new " + number);
            case SAME_NAME -> keep(ada, name, "second " + number);
            case SAME_CONTENT -> ada.sends("other " + name, "first " + sending + number);
            case TOGETHER -> {
                kept.add("one " + number);
                kept.add("two " + number);
                ada.sendsTogether(name, "one " + number, "more " + name, "two " + number);
            }
        }
    }

    private void keep(Guest ada, String name, String content) {
        kept.add(content);
        ada.sends(name, content);
    }

    private static String name(Sending sending, int number) {
        return "%s %d.txt".formatted(sending.name().toLowerCase(java.util.Locale.ROOT), number);
    }

    private boolean isCutOrOver(Dialogue house, Guest ada) {
        try {
            return moments.happened() || isOver(house, ada);
        } catch (PowerCut _) {
            return true;
        }
    }

    /// Whether every receipt is there and nothing is left to do.
    private boolean isOver(Dialogue house, Guest ada) {
        var said = ada.everything();
        return kept.stream()
                        .allMatch(
                                content -> said.contains(InMemoryNas.fingerprint(content).sha256()))
                && house.toDo().isEmpty();
    }

    private void check(Dialogue house, Guest ada, String where) {
        assertThat(ada.keeps())
                .as(where)
                .extracting(ada::content)
                .containsExactlyInAnyOrderElementsOf(kept);
        assertThat(ada.keepsBehind()).as(where).isEmpty();
        var account = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
        assertThat(house.part(Backups.class).open(account)).as(where).isZero();
        assertThat(house.part(Catalogue.class).versionCount(account))
                .as(where)
                .isEqualTo(kept.size());
        extra = (int) ada.end().sees().stream().filter(seen -> seen.text().startsWith("⏳")).count();
    }
}
