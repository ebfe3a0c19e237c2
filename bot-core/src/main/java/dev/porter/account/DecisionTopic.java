package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The buttons under what waits for an administrator.
public final class DecisionTopic implements Topic {
    private static final String NOTHING = "There is no such request any more.";

    private final String name;
    private final Accounts accounts;
    private final Durable durable;
    private final Decider decider;

    /// What can be said to a request.
    public enum Verdict {
        APPROVE,
        DECLINE,
        /// What was said before was a mistake: it waits again.
        REOPEN;

        private static Optional<Verdict> of(String verb) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.name().toLowerCase(Locale.ROOT).equals(verb))
                    .findFirst();
        }
    }

    /// Decides one.
    @FunctionalInterface
    public interface Decider {
        /// Decides. It is called in a transaction.
        ///
        /// @param id as in the button
        /// @return what became of it, now or earlier; empty when there is no such request
        Optional<Message> decide(long id, Account administrator, Verdict verdict);
    }

    /// Makes it.
    ///
    /// @param name the first word of the buttons' values, before the [Verdict] and the id
    public DecisionTopic(String name, Accounts accounts, Durable durable, Decider decider) {
        this.name = name;
        this.accounts = accounts;
        this.durable = durable;
        this.decider = decider;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var administrator = accounts.of(visit.person()).orElseThrow();
        return Verdict.of(action.verb())
                .flatMap(verdict ->
                        action.number()
                                .flatMap(id ->
                                        durable.commit(
                                                () -> decider.decide(id, administrator, verdict))))
                .map(Reply::show)
                .orElseGet(() -> Reply.say(tr(NOTHING)))
                .beside();
    }
}
