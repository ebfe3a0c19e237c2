package dev.porter.account;

import dev.porter.chat.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What was done with an account, for its owner to see; some of it for administrators too.
@Repository
@Transactional
public class Activities {
    /// Each character may take two of the 300 places that there are.
    private static final int LONGEST = 150;

    private final JdbcClient jdbc;
    private final Clock clock;

    Activities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// One thing that was done.
    public record Activity(Instant at, String what) {}

    /// One thing that administrators may know.
    ///
    /// @param whose the user name of the account by or to which it was done; what its owner is
    ///   called where it has none
    public record Reported(Instant at, String whose, String what) {}

    /// Notes something for the owner alone; no secret, no file's content.
    public void add(long accountId, String what) {
        add(accountId, what, false);
    }

    /// Notes something for the owner and the administrators; nothing personal, such as a file's
    /// name. What an administrator did says by whom.
    public void report(long accountId, String what) {
        add(accountId, what, true);
    }

    private void add(long accountId, String what, boolean reported) {
        jdbc.sql(
                        "INSERT INTO activity (account_id, what, happened_at, reported)"
                                + " VALUES (?, ?, ?, ?)")
                .params(
                        accountId,
                        Texts.line(what, LONGEST),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        reported)
                .update();
    }

    /// What administrators may know, newest first.
    ///
    /// @param skipped how many of the newest are left out
    public List<Reported> reported(long skipped, int most) {
        return jdbc.sql(
                        "SELECT a.happened_at, a.what, COALESCE(o.user_name, o.display_name) AS whose"
                                + " FROM activity a JOIN account o ON o.id = a.account_id"
                                + " WHERE a.reported ORDER BY a.id DESC"
                                + " OFFSET ? ROWS FETCH FIRST ? ROWS ONLY")
                .params(skipped, most)
                .query((row, _) ->
                        new Reported(time(row), row.getString("whose"), row.getString("what")))
                .list();
    }

    /// The latest things, newest first.
    public List<Activity> latest(long accountId, int most) {
        return jdbc.sql(
                        "SELECT happened_at, what FROM activity WHERE account_id = ?"
                                + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY")
                .params(accountId, most)
                .query((row, _) -> new Activity(time(row), row.getString("what")))
                .list();
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("happened_at", OffsetDateTime.class).toInstant();
    }
}
