package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts.Creation;
import dev.porter.secret.Guesses;
import dev.porter.secret.Secret;
import java.util.Optional;

/// Gives somebody who forgot their password another one.
public class PasswordResets {
    private final Accounts accounts;
    private final PasswordHashes hashes;
    private final TwoStep twoStep;
    private final Guesses guesses;
    private final LogOuts logOuts;
    private final Nas nas;
    private final Durable durable;

    PasswordResets(
            Accounts accounts,
            PasswordHashes hashes,
            TwoStep twoStep,
            Guesses guesses,
            LogOuts logOuts,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.hashes = hashes;
        this.twoStep = twoStep;
        this.guesses = guesses;
        this.logOuts = logOuts;
        this.nas = nas;
        this.durable = durable;
    }

    /// Sets a new, random password and ends all the account's links; who had one is told.
    ///
    /// @return the password, to be shown once; empty when the NAS does not permit it
    public Optional<Secret> reset(Account account) {
        if (account.userName().isEmpty()) {
            return Optional.empty();
        }
        var password = StrongPassword.make();
        var users = nas.accounts();
        if (users.isPresent()
                && users.get().setPassword(account.home(), password) != Creation.DONE) {
            return Optional.empty();
        }
        var hash = users.isPresent() ? "" : hashes.of(password);
        var twoStepEnds = !hash.isEmpty() && account.twoStepOn();
        durable.commit(() -> {
            if (!hash.isEmpty()) {
                accounts.passwordHash(account.id(), hash);
                twoStep.turnOff(account);
            }
            logOuts.end(account, null, () -> words(account, twoStepEnds));
            guesses.unlock(account.home().value());
        });
        return Optional.of(password);
    }

    private static String words(Account account, boolean twoStepEnds) {
        return tr(
                twoStepEnds
                        ? "An administrator has reset the password of %s. Two-step verification is"
                                + " off, too. Log in with the new one: the administrator tells it"
                                + " to you."
                        : "An administrator has reset the password of %s. Log in with the new one:"
                                + " the administrator tells it to you.",
                account.home());
    }
}
