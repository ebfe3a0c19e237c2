package dev.porter.account;

import dev.porter.chat.Person;
import dev.porter.conversation.Audience;
import dev.porter.durable.Durable;
import dev.porter.secret.Codes;
import dev.porter.secret.Guesses;
import dev.porter.secret.Pause;
import dev.porter.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the first administrator is found: whoever knows the claim code, which only the person who
/// started Porter has seen.
public class Claims {
    private static final int LENGTH = 12;

    private final Accounts accounts;
    private final Activities activities;
    private final Guesses guesses;
    private final Durable durable;
    private final Secret code;

    /// What comes of a claim.
    sealed interface Result {
        record Claimed() implements Result {}

        record Wrong() implements Result {}

        record Over() implements Result {}

        record Wait(Pause pause) implements Result {}
    }

    /// Sets the code.
    ///
    /// @param set by the administrator; null for a random one
    Claims(
            Accounts accounts,
            Activities activities,
            Guesses guesses,
            Durable durable,
            @Nullable String set) {
        this.accounts = accounts;
        this.activities = activities;
        this.guesses = guesses;
        this.durable = durable;
        this.code = set == null || set.isBlank() ? Codes.fresh(LENGTH) : new Secret(set.strip());
    }

    /// The code, while there is no administrator.
    public Optional<Secret> open() {
        return accounts.hasAdministrator() ? Optional.empty() : Optional.of(code);
    }

    /// Who has claimed already hears so again: the turn may be repeated after a power cut.
    Result claim(Person person, String typed) {
        if (accounts.includes(Audience.ADMINISTRATOR, person.id())) {
            return new Result.Claimed();
        }
        if (accounts.hasAdministrator()) {
            return new Result.Over();
        }
        var subject = "claim:" + person.id().key();
        var wait = durable.commit(() -> guesses.attempt(subject));
        if (wait.isPresent()) {
            return new Result.Wait(wait.get());
        }
        if (!Codes.same(typed, code.reveal())) {
            return new Result.Wrong();
        }
        return durable.commit(() -> {
            guesses.right(subject);
            var account = accounts.claim(person.id(), person.displayName());
            account.ifPresent(
                    made -> activities.report(made.id(), "Became the first administrator."));
            return account.isPresent() ? new Result.Claimed() : new Result.Over();
        });
    }
}
