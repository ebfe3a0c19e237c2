package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Users that an administrator makes on the NAS by hand, because Porter may not. Whose they are is
/// proved by logging in with them.
class UserOrders {
    private static final int LONGEST_NAME = 40;

    private final Accounts accounts;
    private final Administrators administrators;
    private final Owners owners;
    private final ChatPlatforms platforms;
    private final Nas nas;
    private final Durable durable;

    UserOrders(
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            ChatPlatforms platforms,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.owners = owners;
        this.platforms = platforms;
        this.nas = nas;
        this.durable = durable;
    }

    /// Whether users have to be made by hand.
    boolean needed(UserName name) {
        return !steps(name).isEmpty();
    }

    private List<String> steps(UserName name) {
        return nas.accounts().map(users -> users.byHand(name)).orElse(List.of());
    }

    /// Asks the administrators for a user; what the person ordered before is taken back.
    ///
    /// @return false when the name is taken
    boolean place(Person person, UserName name) {
        return durable.commit(() -> {
            takeBack(person.id());
            var begun = accounts.begin(person.id(), person.displayName(), name);
            begun.ifPresent(account -> {
                accounts.order(account.id(), person.id());
                administrators.tell(key(account), () -> request(account, person));
            });
            return begun.isPresent();
        });
    }

    /// Takes back what a person ordered, if they did. It belongs to the caller's transaction.
    void takeBack(PersonId person) {
        accounts.of(person).filter(Account::ordered).ifPresent(before -> cancel(before, person));
    }

    private void cancel(Account before, PersonId person) {
        administrators.tellAgain(
                key(before),
                () ->
                        Message.of(
                                tr(
                                        "The user “%s” is not needed any more: who asked for it does without.",
                                        before.home())));
        accounts.cancelOrder(before.id(), person);
    }

    private static String key(Account account) {
        return "user-order:" + account.id();
    }

    private Message request(Account account, Person person) {
        var known = steps(account.home());
        var steps = known.isEmpty() ? List.of(tr("Make a user called %s", account.home())) : known;
        return Message.titled(
                        tr("Please make a user on the NAS"),
                        tr(
                                "%s on %s was approved and would like the user name “%s”. I may not make"
                                        + " users there, so please do:\n%s\n\nChoose the first password"
                                        + " yourself and tell it to them face to face or by phone;"
                                        + " please do not send it here.",
                                Texts.line(person.displayName(), LONGEST_NAME),
                                platforms.called(person.id().platform()),
                                account.home(),
                                steps.stream()
                                        .map(step -> "• " + step)
                                        .collect(Collectors.joining("\n"))))
                .row(Button.of("orders:check:" + account.id(), tr("Check now")));
    }

    /// Looks whether the user is there, and if so tells its owner.
    ///
    /// @return what is missing; empty when there is no such order
    Optional<List<String>> check(long accountId) {
        var ordered = accounts.find(accountId).filter(Account::ordered);
        var users = nas.accounts();
        if (ordered.isEmpty() || users.isEmpty()) {
            return Optional.empty();
        }
        var account = ordered.get();
        var missing = users.get().missing(account.home());
        if (missing.isEmpty()) {
            durable.commit(() -> tellOwner(account));
        }
        return Optional.of(missing);
    }

    private void tellOwner(Account account) {
        owners.tell(
                account,
                "user-ready:" + account.id(),
                () ->
                        Message.of(
                                tr(
                                        "Your user “%s” is on the NAS. Log in with the password that the administrator gave"
                                                + " you, and your account is ready.",
                                        account.home()),
                                Button.of("door:enter", tr("Log in"))));
    }

    /// The owner has logged in: the account is theirs. It belongs to the caller's transaction.
    void fulfil(Account account, PersonId person) {
        accounts.finish(account.id(), person, "");
        administrators.tellAgain(
                key(account),
                () -> Message.of(tr("“%s” is on the NAS, and its owner is in.", account.home())));
    }
}
