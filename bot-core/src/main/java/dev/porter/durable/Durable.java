package dev.porter.durable;

import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions whose effect outlasts a power cut. Whatever the outside world is told must have
/// been committed through here before.
public class Durable {
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final boolean h2;

    public Durable(TransactionTemplate transaction, JdbcTemplate jdbc, boolean h2) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.h2 = h2;
    }

    /// Does it in one transaction, which is on the disk when this returns. Nothing in it may touch
    /// the network or the NAS: there is one connection.
    public <T> T commit(Supplier<T> changes) {
        var result = transaction.execute(_ -> changes.get());
        if (h2) {
            // A commit alone is not synced by H2 (`WRITE_DELAY=0` writes, but does not force).
            jdbc.execute("CHECKPOINT SYNC");
        }
        return result;
    }

    /// As [#commit(Supplier)], without a result.
    public void commit(Runnable changes) {
        commit(() -> {
            changes.run();
            return true;
        });
    }
}
