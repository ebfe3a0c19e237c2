package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.conversation.People;
import dev.porter.notice.Notices;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Logs chats out that did not ask for it, and tells them why and how to come back.
class LogOuts {
    private final Accounts accounts;
    private final People people;
    private final Notices notices;

    LogOuts(Accounts accounts, People people, Notices notices) {
        this.accounts = accounts;
        this.people = people;
        this.notices = notices;
    }

    /// Ends the links of an account. It belongs to the caller's transaction.
    ///
    /// @param stays whose link stays; null for nobody's
    /// @param why asked in the language of each chat
    void end(Account account, @Nullable PersonId stays, Supplier<String> why) {
        for (var link : accounts.linksOf(account)) {
            if (!link.person.equals(stays)) {
                accounts.unlink(link.person);
                people.find(link.person)
                        .ifPresent(person -> {
                            notices.forget(person.home(), "");
                            notices.put(
                                    "logged-out:" + link.id,
                                    person.home(),
                                    () ->
                                            Message.of(
                                                    why.get(),
                                                    Button.of("door:login", tr("Log in"))));
                        });
            }
        }
    }

    /// Ends one link of an account, without a word there. It belongs to the caller's transaction.
    ///
    /// @return false when the account has no such link
    boolean end(Account account, long linkId) {
        var person = accounts.unlink(account, linkId);
        person.flatMap(people::find).ifPresent(known -> notices.forget(known.home(), ""));
        return person.isPresent();
    }
}
