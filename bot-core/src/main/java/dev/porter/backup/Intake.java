package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Attachment;
import dev.porter.chat.Origin;
import dev.porter.durable.Durable;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes attachments in, so that nothing that happens afterwards can lose one: first the journal,
/// then the database, and only then may the platform forget them.
public class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int AT_ONCE = 500;

    private final Accounts accounts;
    private final Backups backups;
    private final Arrivals arrivals;
    private final Journal journal;
    private final Spool spool;
    private final Durable durable;

    /// Whether the database knows again all that the journal knows.
    private volatile boolean complete;

    Intake(
            Accounts accounts,
            Backups backups,
            Arrivals arrivals,
            Journal journal,
            Spool spool,
            Durable durable) {
        this.accounts = accounts;
        this.backups = backups;
        this.arrivals = arrivals;
        this.journal = journal;
        this.spool = spool;
        this.durable = durable;
    }

    /// What of this was not taken in before.
    List<Attachment> news(List<Attachment> attachments) {
        return attachments.stream().filter(attachment -> !backups.knows(attachment)).toList();
    }

    /// Takes in what was not taken in before; it is durable when this returns.
    void accept(Account account, Origin origin, List<Attachment> attachments) {
        var news = backups.news(account, origin, attachments);
        journal.write(news);
        durable.commit(() -> backups.take(news));
    }

    /// A member does not need what was given up so far.
    ///
    /// @param last the last of them
    void forgo(Account account, long last) {
        durable.commit(() -> backups.forgo(account.id(), last));
    }

    /// Brings everything that is open on its way, after a start: also what the database has lost.
    public void reopen() {
        var all =
                journal.read().stream()
                        .filter(accepted ->
                                accounts.find(accepted.account())
                                        .filter(accepted::belongsTo)
                                        .isPresent())
                        .toList();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            var lost = durable.commit(() -> backups.take(some));
            if (lost > 0) {
                log.warn("{} files that were taken in were not in the database any more.", lost);
            }
        }
        complete = true;
        lookAfter();
    }

    /// Makes sure that everything that is open has its turn, and throws away what nobody waits for,
    /// as soon as it is known who waits.
    public void lookAfter() {
        durable.commit(backups::scheduleOpen);
        arrivals.endForsaken();
        if (complete) {
            spool.tidy(backups::open);
        }
    }

    /// Forgets what was taken in so long ago that nobody would go back there.
    public void forgetOld(Instant now) {
        if (complete) {
            journal.forgetOld(now);
        }
    }
}
