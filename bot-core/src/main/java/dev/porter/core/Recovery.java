package dev.porter.core;

import dev.porter.account.Accounts;
import dev.porter.files.CatalogueRebuild;
import dev.porter.nas.NasException;
import dev.porter.settings.CannotStartException;
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
        try {
            rebuild();
        } catch (NasException e) {
            throw impossible(e);
        }
        running = true;
    }

    static CannotStartException impossible(NasException why) {
        log.warn("The NAS failed: {}", why.getMessage());
        return new CannotStartException(
                "The NAS cannot be read, so nothing can be recovered from it: bring it back and start"
                        + " again, or start without porter.recover.");
    }

    private void rebuild() {
        for (var account : accounts.all()) {
            if (account.userName().isPresent()) {
                var outcome = catalogue.rebuild(account);
                log.info(
                        "The catalogue of {} was made again: {} versions were found where they have been"
                                + " moved to, {} are as its manifest says, {} by reading them; {} are"
                                + " nowhere, and {} files or folders cannot be read.",
                        account.home(),
                        outcome.followed(),
                        outcome.fromManifest(),
                        outcome.byReading(),
                        outcome.missing(),
                        outcome.unreadable());
            }
        }
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
