package dev.porter.core;

import dev.porter.account.Accounts;
import dev.porter.files.CatalogueRebuild;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Makes the catalogue of every account again from the NAS, when an administrator starts Porter
/// with `porter.recover`: before any work begins and before any platform delivers something.
final class Recovery implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Accounts accounts;
    private final CatalogueRebuild catalogue;
    private boolean running;

    Recovery(Accounts accounts, CatalogueRebuild catalogue) {
        this.accounts = accounts;
        this.catalogue = catalogue;
    }

    @Override
    public void start() {
        for (var account : accounts.all()) {
            if (account.userName().isPresent()) {
                var outcome = catalogue.rebuild(account);
                log.info(
                        "The catalogue of {} was made again: {} files as its manifest says, {} by"
                                + " reading them; {} of the manifest are not there.",
                        account.home(),
                        outcome.fromManifest(),
                        outcome.byReading(),
                        outcome.missing());
            }
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the schedule.
    @Override
    public int getPhase() {
        return -1;
    }
}
