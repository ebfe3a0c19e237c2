package dev.porter.account;

import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.conversation.People;
import dev.porter.notice.Notices;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reaches the owner of an account, in each of their chats.
public class Owners {
    private final Accounts accounts;
    private final People people;
    private final Notices notices;

    Owners(Accounts accounts, People people, Notices notices) {
        this.accounts = accounts;
        this.people = people;
        this.notices = notices;
    }

    /// Who can be told something that concerns an account.
    public List<Person> of(Account account) {
        return accounts.peopleOf(account).stream()
                .map(people::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Tells them. It belongs to the caller's transaction.
    ///
    /// @param key of the [Notices] put, one for each chat
    /// @param message asked at once, in the language of each chat
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Account account, String key, Supplier<Message> message) {
        tell(account, key, null, message);
    }

    /// Tells them something that must not be seen twice, see [Notices#put]. It belongs to the
    /// caller's transaction.
    ///
    /// @param opening a short message that does not mislead when it is left standing; null for none
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(
            Account account,
            String key,
            @Nullable Supplier<Message> opening,
            Supplier<Message> message) {
        of(account).forEach(person -> tell(person, key, opening, message));
    }

    /// One of them.
    void tell(
            Person person,
            String key,
            @Nullable Supplier<Message> opening,
            Supplier<Message> message) {
        notices.put(key + ":" + person.id().key(), person.home(), opening, message);
    }
}
