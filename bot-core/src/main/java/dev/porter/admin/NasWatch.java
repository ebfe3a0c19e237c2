package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.language.Saying;
import dev.porter.nas.Nas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the administrators when the NAS has been away for long, is nearly full, or needs them, and
/// has what waits for it tried when it is back.
public final class NasWatch {
    private static final String AWAY = "nas-away";
    private static final String FULL = "nas-full";
    private static final String NEEDS = "nas-needs";

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final long LITTLE = 10L * 1024 * 1024 * 1024;
    private static final int LONGEST = 1_000;

    private final Nas nas;
    private final Backups backups;
    private final Alarms alarms;
    private final Durable durable;
    private final Clock clock;

    private volatile @Nullable Instant awaySince;
    private @Nullable Instant hastenUntil;

    NasWatch(Nas nas, Backups backups, Alarms alarms, Durable durable, Clock clock) {
        this.nas = nas;
        this.backups = backups;
        this.alarms = alarms;
        this.durable = durable;
        this.clock = clock;
    }

    /// Looks once.
    public synchronized void look() {
        var needs = nas.alarm().map(NasWatch::bounded);
        var health = nas.health();
        // While it is away nobody can see that something was put right.
        if (health.ready() || needs.isPresent()) {
            needs(needs);
        }
        if (health.ready()) {
            isBack();
            hasten();
            space(health.free());
        } else {
            isAway(health.state());
        }
    }

    /// What there is room for where it is kept.
    private static Saying bounded(Saying saying) {
        var english = saying.english();
        var line = Texts.line(english, LONGEST);
        return line.equals(english) ? saying : Saying.verbatim(line);
    }

    /// Since when the NAS is known to be away; empty while it is not. Waits for no look.
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    private void needs(Optional<Saying> now) {
        var told = alarms.raised(NEEDS);
        if (told.isPresent() && !told.equals(now)) {
            alarms.over(NEEDS, () -> Message.titled(tr("✅ This is over"), told.get().words()));
        }
        now.ifPresent(what ->
                alarms.raise(
                        NEEDS,
                        what,
                        () ->
                                Message.titled(
                                        tr("⚠ The NAS needs you"),
                                        what.words(),
                                        Button.of("admin:storage", tr("Look at the NAS")))));
    }

    private void isAway(Saying state) {
        var now = clock.instant();
        var since = awaySince;
        if (since == null || now.isBefore(since)) {
            awaySince = now;
        } else if (!now.isBefore(since.plus(LONG))) {
            alarms.raise(
                    AWAY,
                    () ->
                            Message.titled(
                                    tr("⚠ The NAS has been away since %s", Times.minute(since)),
                                    state.words()
                                            + " "
                                            + tr(
                                                    "What people send waits and is stored by itself when"
                                                            + " it is back. I'll tell you then.")));
        }
    }

    private void isBack() {
        if (awaySince != null) {
            awaySince = null;
            hastenUntil = clock.instant().plus(SETTLING);
        }
        alarms.over(
                AWAY, () -> Message.of(tr("✅ The NAS is back. What waited is being stored now.")));
    }

    /// Also what was being tried at the moment of the return, and failed only afterwards.
    private void hasten() {
        var until = hastenUntil;
        if (until != null) {
            durable.commit(backups::hasten);
            hastenUntil = clock.instant().isBefore(until) ? until : null;
        }
    }

    private void space(long free) {
        if (free >= 0 && free < LITTLE) {
            alarms.raise(
                    FULL,
                    () ->
                            Message.titled(
                                    tr("⚠ The NAS is nearly full"),
                                    tr(
                                            "Only %s are free. When nothing fits any more, what people"
                                                    + " send waits.",
                                            Sizes.words(free))));
        } else if (free >= 2 * LITTLE) {
            alarms.over(FULL, () -> Message.of(tr("✅ There is room again on the NAS.")));
        }
    }
}
