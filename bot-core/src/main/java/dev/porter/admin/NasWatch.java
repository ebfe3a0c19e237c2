package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the administrators when the NAS has been away for long, is nearly full, or needs them, and
/// has what waits for it tried when it is back.
public final class NasWatch {
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final long LITTLE = 10L * 1024 * 1024 * 1024;

    private final Nas nas;
    private final Backups backups;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;
    private @Nullable Instant awaySince;
    private @Nullable Instant hastenUntil;
    private boolean longAway;
    private boolean nearlyFull;
    private @Nullable Alarm alarm;

    /// What they were told.
    private record Alarm(String key, String words) {}

    NasWatch(
            Nas nas, Backups backups, Administrators administrators, Durable durable, Clock clock) {
        this.nas = nas;
        this.backups = backups;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    /// Looks once.
    public synchronized void look() {
        needs(nas.alarm().orElse(null));
        var health = nas.health();
        if (health.ready()) {
            isBack();
            hasten();
            space(health.free());
        } else {
            isAway(health.words());
        }
    }

    /// Since when the NAS is known to be away; empty while it is not.
    public synchronized Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    private void needs(@Nullable String words) {
        var before = alarm;
        if (before != null && !before.words().equals(words)) {
            alarm = null;
            var over = Message.titled("The NAS is all right again", before.words());
            durable.commit(() -> administrators.tellAgain(before.key(), over));
        }
        if (words != null && alarm == null) {
            alarm = new Alarm("nas-alarm:" + clock.instant().toEpochMilli(), words);
            tell(
                    alarm.key(),
                    Message.titled(
                            "The NAS needs you",
                            words,
                            Button.of("admin:storage", "Look at the NAS")));
        }
    }

    private void isAway(String words) {
        var now = clock.instant();
        var since = awaySince;
        if (since == null || now.isBefore(since)) {
            awaySince = now;
        } else if (!longAway && !now.isBefore(since.plus(LONG))) {
            longAway = true;
            tell(
                    "nas-away:" + since.toEpochMilli(),
                    Message.titled(
                            "⚠ The NAS has been away since " + Times.minute(since),
                            words
                                    + " What people send waits and is stored by itself when it is back."
                                    + " I tell you then."));
        }
    }

    private void isBack() {
        var since = awaySince;
        if (since == null) {
            return;
        }
        awaySince = null;
        hastenUntil = clock.instant().plus(SETTLING);
        if (longAway) {
            longAway = false;
            tell(
                    "nas-back:" + since.toEpochMilli(),
                    Message.of("✅ The NAS is back. What waited is being stored now."));
        }
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
        var little = free >= 0 && free < LITTLE;
        if (little && !nearlyFull) {
            tell(
                    "nas-space:" + clock.instant().toEpochMilli(),
                    Message.titled(
                            "⚠ The NAS is nearly full",
                            "Only %s are free. When nothing fits any more, what people send waits."
                                    .formatted(Sizes.words(free))));
        }
        nearlyFull = little;
    }

    private void tell(String key, Message message) {
        durable.commit(() -> administrators.tell(key, message));
    }
}
