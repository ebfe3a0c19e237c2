package dev.porter.drive;

import dev.porter.account.Account;
import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Which files members wanted to have brought, by lasting numbers: neither a button nor the
/// schedule has room for a path.
@Repository
@Transactional
public class Wishes {
    private static final Duration KEPT = Duration.ofDays(60);

    private final JdbcClient jdbc;
    private final Clock clock;

    Wishes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The number of a place, from now on.
    long number(Account account, NasPath path) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var known =
                jdbc.sql("SELECT id FROM drive_wish WHERE account_id = ? AND path = ?")
                        .params(account.id(), path.path())
                        .query(Long.class)
                        .optional();
        if (known.isPresent()) {
            jdbc.sql("UPDATE drive_wish SET wished_at = ? WHERE id = ?")
                    .params(now, known.get())
                    .update();
            return known.get();
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO drive_wish (account_id, path, wished_at) VALUES (?, ?, ?)")
                .params(account.id(), path.path(), now)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /// The place of a number, in the home of the account whose wish it was.
    Optional<NasPath> find(Account account, long number) {
        return jdbc.sql("SELECT path FROM drive_wish WHERE id = ? AND account_id = ?")
                .params(number, account.id())
                .query(String.class)
                .optional()
                .map(NasPath.home(account.home())::resolve);
    }

    /// Forgets what was wished for long ago.
    public void forgetOld() {
        jdbc.sql("DELETE FROM drive_wish WHERE wished_at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
