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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Counts wrong tries, and makes the next one wait: longer from the third on, a quarter of an hour
/// from the tenth. What belongs to an account is locked from the fiftieth on, until an
/// administrator unlocks it. The count belongs to what is guessed at, survives a restart, and ends
/// with a right try.
@Repository
public class Guesses {
    private static final int FREE = 2;
    private static final int MANY = 10;
    private static final int FAR_TOO_MANY = 50;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration MANY_PAUSE = Duration.ofMinutes(15);

    /// As long as nobody unlocks it.
    private static final Duration LOCKED = Duration.ofDays(36_500);

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

    private static boolean locks(String subject) {
        return subject.startsWith(PASSWORD) || subject.startsWith(CODE);
    }

    /// Takes a try at something, before it is compared: a wrong one has then been counted even when
    /// many are made at once. [#right] takes it back. A try that has to wait is not counted.
    ///
    /// @param subjects what is guessed at, each at most 300 characters
    /// @return how long to wait instead; empty when the try may be made
    @Transactional
    public Optional<Duration> attempt(String... subjects) {
        var now = clock.instant();
        var wait =
                Arrays.stream(subjects)
                        .map(subject -> Duration.between(now, free(subject)))
                        .max(Comparator.naturalOrder())
                        .filter(Duration::isPositive);
        if (wait.isEmpty()) {
            for (var subject : subjects) {
                count(subject, now);
            }
        }
        return wait;
    }

    /// From when on something may be tried.
    private Instant free(String subject) {
        return jdbc.sql("SELECT failures, failed_at FROM guess WHERE subject = ?")
                .param(subject)
                .query((row, _) ->
                        row.getObject("failed_at", OffsetDateTime.class)
                                .toInstant()
                                .plus(pause(subject, row.getInt("failures"))))
                .optional()
                .orElse(Instant.EPOCH);
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

    /// Whether something of an account is locked until an administrator unlocks it, for anybody.
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

    private static Duration pause(String subject, int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        if (failures < MANY) {
            return Duration.ofSeconds(1L << (failures - FREE - 1));
        }
        return failures >= FAR_TOO_MANY && locks(subject) ? LOCKED : MANY_PAUSE;
    }

    /// Whether a wait ends only when an administrator ends it.
    public static boolean forGood(Duration wait) {
        return wait.compareTo(LOCKED.dividedBy(2)) > 0;
    }

    /// How long to wait, in words that follow "Please wait".
    public static String words(Duration wait) {
        if (forGood(wait)) {
            return "until an administrator has unlocked it (/support reaches one)";
        }
        var seconds = wait.toSeconds() + 1;
        if (seconds <= 60) {
            return seconds == 1 ? "a second" : seconds + " seconds";
        }
        return wait.toMinutes() + 1 + " minutes";
    }
}
