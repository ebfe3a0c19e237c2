package dev.porter.account;

import dev.porter.chat.Message;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;
import dev.porter.notice.Notices;
import dev.porter.place.Places;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reaches everybody who may decide, in each of their chats.
public class Administrators {
    /// Begins the keys of all that is said to them: it is about others.
    public static final String KEYS = "admin:";

    private final Accounts accounts;
    private final Owners owners;
    private final Places places;
    private final Notices notices;

    Administrators(Accounts accounts, Owners owners, Places places, Notices notices) {
        this.accounts = accounts;
        this.owners = owners;
        this.places = places;
        this.notices = notices;
    }

    /// Whether what is told now reaches one of them: somebody who decides is logged in somewhere.
    public boolean areThere() {
        return accounts.othersDecide(null);
    }

    /// Tells all of them, wherever they are, and on the boards they have chosen: nothing that the
    /// whole family may not read. It belongs to the caller's transaction.
    ///
    /// @param key of the [Notices] put, one for each chat
    /// @param message asked at once, in the language of each chat
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String key, Supplier<Message> message) {
        tellInPrivate(key, message);
        tellBoards(key, message);
    }

    /// Tells all of them in their own chats, where nobody else reads it. It belongs to the caller's
    /// transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellInPrivate(String key, Supplier<Message> message) {
        tell(key, message, _ -> true);
    }

    /// Tells all of them, but not on one platform: what cannot be said there now would come too
    /// late. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellElsewhere(String platform, String key, Supplier<Message> message) {
        tell(key, message, person -> !person.id().platform().equals(platform));
        tellBoards(key, message);
    }

    private void tell(String key, Supplier<Message> message, Predicate<Person> told) {
        for (var account : accounts.administrators()) {
            owners.of(account).stream()
                    .filter(told)
                    .forEach(person -> owners.tell(person, KEYS + key, null, message));
        }
    }

    private void tellBoards(String key, Supplier<Message> message) {
        for (var board : places.boards()) {
            notices.put(KEYS + key + ":" + board.key(), board, message);
        }
    }

    /// Shows one of them once more what all were told: [#tellAgain] changes this copy too. It
    /// belongs to the caller's transaction.
    ///
    /// @param origin what they did to see it
    @Transactional(propagation = Propagation.MANDATORY)
    public void show(String key, Origin origin, Supplier<Message> message) {
        notices.put(KEYS + key + ":shown:" + origin.id(), origin.chat(), message);
    }

    /// Changes what all of them were told. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellAgain(String key, Supplier<Message> message) {
        notices.change(KEYS + key + ":", message);
    }

    /// One of them decides no more, or is switched off: what they were not told yet is not for them
    /// any more. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void withoutNewsFor(Account account) {
        owners.of(account).forEach(person -> notices.forget(person.home(), KEYS));
    }

    /// What an account's owner is called.
    public Optional<String> nameOf(long accountId) {
        return accounts.find(accountId).map(Account::displayName);
    }
}
