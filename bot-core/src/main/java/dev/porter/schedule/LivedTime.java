package dev.porter.schedule;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tells a clock that is right from one that has jumped: whoever would throw something away because
/// it is old asks here. Porter remembers until when it has lived through the time that the clock
/// shows. A clock that shows quite another time is not believed at once, since nothing tells a jump
/// from a computer that was off for long; but the longer Porter runs, the more of it.
@Repository
public class LivedTime {
    private static final Logger log = LoggerFactory.getLogger(LivedTime.class);

    /// Somebody may have switched the computer off over a long weekend.
    private static final Duration AHEAD = Duration.ofDays(4);

    private static final Duration BEHIND = Duration.ofDays(1);

    /// So many days are believed for each that Porter runs, of a clock that is ahead. It is slow,
    /// because what is thrown away too late does no harm.
    private static final int FORWARD = 3;

    /// The same for a clock that is behind: that makes nothing older.
    private static final int BACK = 365;

    private final JdbcClient database;
    private final Clock clock;
    private final Ticker ticker;
    private long lastTick;

    LivedTime(JdbcClient database, Clock clock, Ticker ticker) {
        this.database = database;
        this.clock = clock;
        this.ticker = ticker;
        this.lastTick = ticker.read();
    }

    /// The time, if the clock can be believed now. It has to be asked now and then.
    public synchronized Optional<Instant> now() {
        var now = clock.instant();
        var tick = ticker.read();
        var passed = Duration.ofNanos(tick - lastTick);
        lastTick = tick;
        var lived = remembered().map(until -> after(until, passed, now)).orElse(now);
        remember(lived);
        var ahead = Duration.between(lived, now);
        if (ahead.isPositive() || ahead.negated().compareTo(BEHIND) > 0) {
            log.warn(
                    "The clock says {}, which is {} days from what is to be expected. Nothing is thrown"
                            + " away for its age until that is plausible; if the clock is wrong, put it"
                            + " right.",
                    now,
                    ahead.toDays());
            return Optional.empty();
        }
        return Optional.of(now);
    }

    /// What the clock says, or until when Porter has lived already, whichever is later.
    public Instant latest() {
        var now = clock.instant();
        return remembered().filter(now::isBefore).orElse(now);
    }

    private static Instant after(Instant until, Duration passed, Instant now) {
        if (now.isBefore(until.minus(BEHIND))) {
            var believed = until.minus(passed.multipliedBy(BACK));
            return believed.isAfter(now) ? believed : now;
        }
        if (!now.isAfter(until.plus(passed).plus(AHEAD))) {
            return now.isAfter(until) ? now : until;
        }
        var believed = until.plus(passed.multipliedBy(FORWARD));
        return believed.isBefore(now) ? believed : now;
    }

    private Optional<Instant> remembered() {
        return database.sql("SELECT lived_until FROM lived WHERE id = 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private void remember(Instant until) {
        var moment = until.atOffset(ZoneOffset.UTC);
        if (database.sql("UPDATE lived SET lived_until = ? WHERE id = 1").param(moment).update()
                == 0) {
            database.sql("INSERT INTO lived (id, lived_until) VALUES (1, ?)")
                    .param(moment)
                    .update();
        }
    }
}
