package dev.porter.account;

import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets an account's owner in or keeps them out: here, and on a NAS that has users of its own.
public class AccountSwitch {
    private static final Logger log = LoggerFactory.getLogger(AccountSwitch.class);

    private final Accounts accounts;
    private final Activities activities;
    private final Administrators administrators;
    private final Nas nas;
    private final Durable durable;

    AccountSwitch(
            Accounts accounts,
            Activities activities,
            Administrators administrators,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.activities = activities;
        this.administrators = administrators;
        this.nas = nas;
        this.durable = durable;
    }

    /// What became of it.
    public enum Outcome {
        DONE,
        /// Nobody would be left who may decide: nothing has changed.
        LAST_ADMINISTRATOR,
        /// Porter does it, but the NAS did not: its own doors are as they were.
        ONLY_HERE
    }

    /// Turns an account on or off.
    ///
    /// @param activity what its owner and the administrators read about it
    public Outcome turn(Account account, boolean on, String activity) {
        var turned =
                durable.commit(() -> {
                    var may = accounts.enable(account.id(), on);
                    if (may) {
                        activities.report(account.id(), activity);
                        if (!on) {
                            administrators.withoutNewsFor(account);
                        }
                    }
                    return may;
                });
        return turned ? again(account, on) : Outcome.LAST_ADMINISTRATOR;
    }

    /// Has the NAS do what was decided here, perhaps once more: a stop may have come in between.
    public Outcome again(Account account, boolean on) {
        var users = nas.accounts();
        if (users.isEmpty() || account.userName().isEmpty()) {
            return Outcome.DONE;
        }
        try {
            users.get().setEnabled(account.home(), on);
            return Outcome.DONE;
        } catch (NasException e) {
            log.warn("Account {} is only switched here: {}", account.id(), e.getMessage());
            return Outcome.ONLY_HERE;
        }
    }
}
