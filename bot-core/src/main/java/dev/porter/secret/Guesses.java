package dev.porter.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Counts wrong tries, and makes the next one wait: longer from the third on, a quarter of an hour
/// from the tenth, a day from the fiftieth. The count belongs to what is guessed at, survives a
/// restart, and ends with a right try.
@Repository
public class Guesses {
    private static final int FREE = 2;
    private static final int MANY = 10;
    private static final int FAR_TOO_MANY = 50;
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Guesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
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
                                .plus(pause(row.getInt("failures"))))
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

    /// Forgets tries of long ago.
    @Transactional
    public void forgetOld() {
        jdbc.sql("DELETE FROM guess WHERE failed_at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Duration pause(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        if (failures < MANY) {
            return Duration.ofSeconds(1L << (failures - FREE - 1));
        }
        return failures < FAR_TOO_MANY ? Duration.ofMinutes(15) : Duration.ofDays(1);
    }

    /// How long to wait, in words.
    public static String words(Duration wait) {
        if (wait.compareTo(Duration.ofMinutes(1)) <= 0) {
            return wait.toSeconds() + 1 + " seconds";
        }
        return wait.compareTo(Duration.ofHours(1)) <= 0
                ? wait.toMinutes() + 1 + " minutes"
                : wait.toHours() + 1 + " hours";
    }
}
