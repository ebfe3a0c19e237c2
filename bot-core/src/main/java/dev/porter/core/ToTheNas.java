package dev.porter.core;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.files.Manifests;
import dev.porter.nas.NasException;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the NAS what makes it enough after the loss of this computer: the catalogue of each
/// account into its home, and the copies of the database. What is there already is not brought
/// again.
final class ToTheNas implements Work {
    static final String NAME = "to-the-nas";

    /// For which only the copies of the database are brought.
    static final String COPIES = "copies";

    private static final Logger log = LoggerFactory.getLogger(ToTheNas.class);

    private final @Nullable DatabaseCopies copies;
    private final Accounts accounts;
    private final Manifests manifests;

    /// @param copies null when somebody else backs the database up
    ToTheNas(@Nullable DatabaseCopies copies, Accounts accounts, Manifests manifests) {
        this.copies = copies;
        this.accounts = accounts;
        this.manifests = manifests;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String id) {
        if (id.equals(COPIES)) {
            bringCopies();
            return;
        }
        NasException failed = null;
        for (var account : accounts.all()) {
            try {
                write(account);
            } catch (NasException e) {
                log.warn("Account {} has no new manifest: {}", account.id(), e.getMessage());
                failed = e; // one home holds up no other
            }
        }
        bringCopies();
        if (failed != null) {
            throw failed;
        }
    }

    private void write(Account account) {
        if (account.userName().isPresent()) {
            manifests.write(account);
        }
    }

    private void bringCopies() {
        if (copies != null) {
            try {
                copies.bring();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
