package dev.porter.account;

import dev.porter.chat.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What was done with an account, for its owner to see.
@Repository
@Transactional
public class Activities {
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    Activities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// One thing that was done.
    public record Activity(Instant at, String what) {}

    /// Notes something; no secret, no file's content.
    public void add(long accountId, String what) {
        jdbc.sql("INSERT INTO activity (account_id, what, happened_at) VALUES (?, ?, ?)")
                .params(
                        accountId,
                        Texts.line(what, LONGEST),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The latest things, newest first.
    public List<Activity> latest(long accountId, int most) {
        return jdbc.sql(
                        "SELECT happened_at, what FROM activity WHERE account_id = ?"
                                + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY")
                .params(accountId, most)
                .query((row, _) ->
                        new Activity(
                                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                                row.getString("what")))
                .list();
    }
}
