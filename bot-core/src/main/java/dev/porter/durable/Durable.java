package dev.porter.durable;

import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions whose effect outlasts a power cut. Whatever the outside world is told must have
/// been committed through here before.
public class Durable {
    private final TransactionTemplate transaction;
    private final boolean h2;
    private final TransactionSynchronization sync;

    public Durable(TransactionTemplate transaction, JdbcTemplate jdbc, boolean h2) {
        this.transaction = transaction;
        this.h2 = h2;
        this.sync =
                new TransactionSynchronization() {
                    // A commit alone is not synced by H2 (`WRITE_DELAY=0` writes, but does not
                    // force). The one connection is still this transaction's: nobody sees, and
                    // tells, what is not on the disk yet.
                    @Override
                    public void afterCommit() {
                        jdbc.execute("CHECKPOINT SYNC");
                    }
                };
    }

    /// Does it in one transaction, which is on the disk when this returns. Nothing in it may touch
    /// the network or the NAS: there is one connection.
    public <T> T commit(Supplier<T> changes) {
        return transaction.execute(_ -> {
            if (h2) {
                TransactionSynchronizationManager.registerSynchronization(sync);
            }
            return changes.get();
        });
    }

    /// As [#commit(Supplier)], without a result.
    public void commit(Runnable changes) {
        commit(() -> {
            changes.run();
            return true;
        });
    }
}
