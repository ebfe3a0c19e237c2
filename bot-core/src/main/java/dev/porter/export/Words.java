package dev.porter.export;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The words that people wrote for administrators: who they are, for whom an invite is, what they
/// need help with. They are needed until somebody has read them and decided. And the last ones to
/// somebody whose account is deleted.
@Repository
@Transactional
public class Words {
    /// So long somebody may still ask what it was about.
    private static final Duration KEPT = Duration.ofDays(30);

    /// Longer than any platform delivers the same words again.
    private static final Duration SAID = Duration.ofDays(2);

    private static final String FORGOTTEN = "…";

    private final JdbcClient jdbc;
    private final Clock clock;

    Words(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Forgets those that have served.
    public void forgetOld() {
        var now = clock.instant();
        var longAgo = now.minus(KEPT).atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        "UPDATE access_request SET says = ?"
                                + " WHERE state <> 'WAITING' AND created_at < ? AND says <> ?")
                .params(FORGOTTEN, longAgo, FORGOTTEN)
                .update();
        jdbc.sql(
                        "UPDATE invite SET says = ? WHERE (state IN ('DECLINED', 'USED', 'REVOKED')"
                                + " OR expires_at < ?) AND created_at < ? AND says <> ?")
                .params(FORGOTTEN, longAgo, longAgo, FORGOTTEN)
                .update();
        jdbc.sql(
                        "DELETE FROM notice WHERE shown >= wanted AND changed_at < ?"
                                + " AND (notice_key LIKE '"
                                + Deletions.FAREWELL
                                + "%' OR notice_key LIKE 'admin:support:%'"
                                + " OR notice_key LIKE 'support-answer:%'"
                                + " OR notice_key LIKE 'admin:lost-password:%')")
                .param(now.minus(SAID).atOffset(ZoneOffset.UTC))
                .update();
    }
}
