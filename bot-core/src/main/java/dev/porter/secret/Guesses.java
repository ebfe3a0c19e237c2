package dev.porter.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Counts wrong tries, and makes the next one wait: longer from the third on, a quarter of an hour
/// from the tenth. What belongs to an account is locked from the fiftieth on, while there is
/// somebody to unlock it. The count belongs to what is guessed at, survives a restart, and ends
/// with a right try.
@Repository
public class Guesses {
    private static final int FREE = 2;
    private static final int MANY = 10;
    private static final int FAR_TOO_MANY = 50;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration MANY_PAUSE = Duration.ofMinutes(15);

    private static final String PASSWORD = "password:";
    private static final String CODE = "code:";

    private final JdbcClient jdbc;
    private final Clock clock;

    Guesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The password of an account, as something to guess at.
    public static String password(String userName) {
        return PASSWORD + userName;
    }

    /// The two-step code of an account, as something to guess at.
    public static String code(String userName) {
        return CODE + userName;
    }

    /// Takes a try at something, before it is compared: a wrong one has then been counted even when
    /// many are made at once. [#right] takes it back. A try that has to wait is not counted.
    ///
    /// @param subjects what is guessed at, each at most 300 characters
    /// @return what has to pass before; empty when the try may be made
    @Transactional
    public Optional<Pause> attempt(String... subjects) {
        return attempt(() -> false, subjects);
    }

    /// The same for what belongs to an account.
    ///
    /// @param unlockable whether there is somebody who could unlock it: otherwise it is not locked
    @Transactional
    public Optional<Pause> attempt(BooleanSupplier unlockable, String... subjects) {
        var now = clock.instant();
        var before = Arrays.stream(subjects).map(this::find).flatMap(Optional::stream).toList();
        if (before.stream().anyMatch(Count::locks) && unlockable.getAsBoolean()) {
            return Optional.of(new Pause.UntilUnlocked());
        }
        var wait =
                before.stream()
                        .map(count -> Duration.between(now, count.free()))
                        .max(Comparator.naturalOrder())
                        .filter(Duration::isPositive);
        if (wait.isEmpty()) {
            for (var subject : subjects) {
                count(subject, now);
            }
        }
        return wait.map(Pause.For::new);
    }

    /// The wrong tries at something.
    private record Count(String subject, int failures, Instant latest) {
        /// Whether it is locked while somebody can unlock it.
        boolean locks() {
            return failures >= FAR_TOO_MANY
                    && (subject.startsWith(PASSWORD) || subject.startsWith(CODE));
        }

        /// From when on it may be tried otherwise.
        Instant free() {
            return latest.plus(pause(failures));
        }
    }

    private Optional<Count> find(String subject) {
        return jdbc.sql("SELECT failures, failed_at FROM guess WHERE subject = ?")
                .param(subject)
                .query((row, _) ->
                        new Count(
                                subject,
                                row.getInt("failures"),
                                row.getObject("failed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void count(String subject, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        var changed =
                jdbc.sql(
                                "UPDATE guess SET failures = failures + 1, failed_at = ? WHERE subject = ?")
                        .params(at, subject)
                        .update();
        if (changed == 0) {
            jdbc.sql("INSERT INTO guess (failures, failed_at, subject) VALUES (1, ?, ?)")
                    .params(at, subject)
                    .update();
        }
    }

    /// The try was right: the count ends.
    @Transactional
    public void right(String subject) {
        jdbc.sql("DELETE FROM guess WHERE subject = ?").param(subject).update();
    }

    /// A try could not be compared with anything: it was none, and the next one need not wait for
    /// it.
    ///
    /// @param subjects as in [#attempt]
    @Transactional
    public void takeBack(String... subjects) {
        var free = clock.instant().minus(MANY_PAUSE).atOffset(ZoneOffset.UTC);
        for (var subject : subjects) {
            jdbc.sql("UPDATE guess SET failures = failures - 1, failed_at = ? WHERE subject = ?")
                    .params(free, subject)
                    .update();
        }
        jdbc.sql("DELETE FROM guess WHERE failures <= 0").update();
    }

    /// Whether something of an account was tried so often that it is locked, for anybody, while
    /// there is somebody to unlock it.
    @Transactional(readOnly = true)
    public boolean locked(String userName) {
        return jdbc
                .sql("SELECT subject FROM guess WHERE failures >= ?")
                .param(FAR_TOO_MANY)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(subject -> isOf(subject, userName));
    }

    /// Ends every count that belongs to an account.
    @Transactional
    public void unlock(String userName) {
        jdbc.sql("SELECT subject FROM guess").query(String.class).list().stream()
                .filter(subject -> isOf(subject, userName))
                .forEach(this::right);
    }

    /// Whether a subject is an account's password or code, or one person's tries at it.
    private static boolean isOf(String subject, String userName) {
        return List.of(password(userName), code(userName)).stream()
                .anyMatch(own -> subject.equals(own) || subject.startsWith(own + ":"));
    }

    /// Forgets tries of long ago, but for what is locked.
    @Transactional
    public void forgetOld() {
        jdbc.sql(
                        "DELETE FROM guess WHERE failed_at < ? AND NOT (failures >= ?"
                                + " AND (subject LIKE ? OR subject LIKE ?))")
                .params(
                        clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC),
                        FAR_TOO_MANY,
                        PASSWORD + "%",
                        CODE + "%")
                .update();
    }

    private static Duration pause(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        if (failures < MANY) {
            return Duration.ofSeconds(1L << (failures - FREE - 1));
        }
        return MANY_PAUSE;
    }
}
