package dev.porter.account;

import static dev.porter.language.Language.tr;

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
    private final String shown;

    /// What comes of a claim.
    sealed interface Result {
        record Claimed() implements Result {}

        record Wrong() implements Result {}

        record Over() implements Result {}

        record Wait(Pause pause) implements Result {}
    }

    /// Sets the code.
    ///
    /// @param set by who runs Porter; null for a random one
    /// @param setting where that is set
    Claims(
            Accounts accounts,
            Activities activities,
            Guesses guesses,
            Durable durable,
            @Nullable Secret set,
            String setting) {
        this.accounts = accounts;
        this.activities = activities;
        this.guesses = guesses;
        this.durable = durable;
        this.code = set == null ? Codes.fresh(LENGTH) : set;
        this.shown = set == null ? code.reveal() : "with the code set as " + setting;
    }

    /// The code, while there is no administrator.
    public Optional<Secret> open() {
        return accounts.hasAdministrator() ? Optional.empty() : Optional.of(code);
    }

    /// What to send, while there is no administrator. A code that was set is not shown: it may be
    /// in use elsewhere.
    public Optional<String> hint() {
        return open().map(_ -> "/claim " + shown);
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
                    made -> activities.report(made.id(), tr("Became the first administrator.")));
            return account.isPresent() ? new Result.Claimed() : new Result.Over();
        });
    }
}
