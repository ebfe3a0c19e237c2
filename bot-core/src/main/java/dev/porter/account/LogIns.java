package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.UserName;
import dev.porter.secret.Guesses;
import dev.porter.secret.Pause;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks who logs in. Wrong tries are counted for the account and for the person who tries; an
/// unknown name is answered as a wrong password is, after the same work.
public class LogIns {
    /// How long a NAS that locks log-ins is left alone.
    private static final Pause LOCKED = new Pause.For(Duration.ofMinutes(15));

    private final Accounts accounts;
    private final AccessRequests requests;
    private final Activities activities;
    private final PasswordHashes hashes;
    private final TwoStep twoStep;
    private final Guesses guesses;
    private final Nas nas;
    private final UserOrders orders;
    private final Owners owners;
    private final Administrators administrators;
    private final ChatPlatforms platforms;
    private final Durable durable;
    private final Clock clock;

    LogIns(
            Accounts accounts,
            AccessRequests requests,
            Activities activities,
            PasswordHashes hashes,
            TwoStep twoStep,
            Guesses guesses,
            Nas nas,
            UserOrders orders,
            Owners owners,
            Administrators administrators,
            ChatPlatforms platforms,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.requests = requests;
        this.activities = activities;
        this.hashes = hashes;
        this.twoStep = twoStep;
        this.guesses = guesses;
        this.nas = nas;
        this.orders = orders;
        this.owners = owners;
        this.administrators = administrators;
        this.platforms = platforms;
        this.durable = durable;
        this.clock = clock;
    }

    /// What comes of a try.
    public sealed interface Result {
        record In(Account account) implements Result {}

        /// The password is right; a code of the authenticator app is missing.
        record CodeNeeded() implements Result {}

        /// Something is wrong; nobody is told what.
        record Wrong() implements Result {}

        /// Nobody is in, for a reason that may be said.
        sealed interface No extends Result {
            /// The reason, and how to go on.
            String words();
        }

        record CodeWrong() implements No {
            @Override
            public String words() {
                return tr("That code is not right, or was used before.");
            }
        }

        record Disabled() implements No {
            @Override
            public String words() {
                return tr(
                        "That account is switched off. An administrator can switch it on again:"
                                + " /support reaches one.");
            }
        }

        /// The password is right, but the NAS wants something else first.
        record Refused(String words) implements No {}

        record Wait(Pause pause) implements No {
            @Override
            public String words() {
                return tr(
                        "That was wrong too often. Please wait %s, and then try again.",
                        pause.words());
            }
        }

        /// What the answer of a NAS means for one of its users.
        static Result of(NasAccounts.LogIn answer, Account account) {
            return switch (answer) {
                case ACCEPTED -> account.disabled() ? new Disabled() : new In(account);
                case WRONG -> new Wrong();
                case CODE_NEEDED -> new CodeNeeded();
                case CODE_WRONG -> new CodeWrong();
                case DISABLED -> new Disabled();
                case NOT_ALLOWED ->
                        new Refused(
                                tr(
                                        "Your password is right, but the NAS does not let your user in"
                                                + " here. An administrator can allow it: /support reaches"
                                                + " one."));
                case TWO_STEP_MISSING ->
                        new Refused(
                                tr(
                                        "The NAS wants two-step verification of everybody, and yours is not"
                                                + " set up yet. Please sign in to the NAS in a browser, set"
                                                + " it up there, and then try again here."));
                case PASSWORD_EXPIRED ->
                        new Refused(
                                tr(
                                        "Your password has expired on the NAS. Please sign in to the NAS in"
                                                + " a browser, set a new one there, and then try again"
                                                + " here."));
                case PASSWORD_TO_BE_CHANGED ->
                        new Refused(
                                tr(
                                        "The NAS wants you to choose a password of your own first. Please"
                                                + " sign in to the NAS in a browser, do it there, and then"
                                                + " try again here."));
                case PASSWORD_TO_BE_RESET ->
                        new Refused(
                                tr(
                                        "Your password has expired, and on this NAS only an administrator"
                                                + " can set another one: /support reaches one."));
                case LOCKED -> new Wait(LogIns.LOCKED);
            };
        }
    }

    /// Logs a person in.
    ///
    /// @param code null at the first step
    Result logIn(Person person, UserName name, Secret password, @Nullable Secret code) {
        var checked = check(person, name, password, code);
        if (checked instanceof Result.In(var account)) {
            if (account.ordered()) {
                nas.files().createHome(account.home());
            }
            durable.commit(() -> welcome(person, account));
            return new Result.In(accounts.find(account.id()).orElse(account));
        }
        return checked;
    }

    /// Checks a log-in without linking anybody, as before a change of what keeps an account safe.
    ///
    /// @param code null at the first step
    public Result check(Person person, UserName name, Secret password, @Nullable Secret code) {
        var known = accounts.find(name).filter(found -> !found.ordered() || isOf(found, person));
        var guesser = "log-in-by:" + person.id().key();
        var guessed = code == null ? Guesses.password(name.value()) : Guesses.code(name.value());
        // Whoever is logged in with the account is not locked out by the tries of others.
        var own = known.isPresent() && isOf(known.get(), person);
        var subject = own ? guessed + ":" + guesser : guessed;
        var account = known.orElse(null);
        var wait =
                durable.commit(() ->
                        guesses.attempt(() -> accounts.othersDecide(account), guesser, subject));
        if (wait.isPresent()) {
            if (account != null && locked(account)) {
                tellOfGuesses(account, wait.get());
            }
            return new Result.Wait(wait.get());
        }
        Result result;
        try {
            result = verify(account, name, password, code);
        } catch (NasException e) {
            durable.commit(() -> guesses.takeBack(guesser, subject));
            throw e;
        }
        switch (result) {
            case Result.In _, Result.CodeNeeded _, Result.Disabled _, Result.Refused _ ->
                    durable.commit(() -> {
                        guesses.right(guesser);
                        guesses.right(subject);
                    });
            case Result.Wrong _, Result.CodeWrong _, Result.Wait _ -> {}
        }
        return result;
    }

    private void tellOfGuesses(Account account, Pause pause) {
        durable.commit(() ->
                administrators.tellInPrivate(
                        "locked:%d:%s".formatted(account.id(), Times.date(clock.instant())),
                        () -> guessed(account, pause)));
    }

    private static Message guessed(Account account, Pause pause) {
        return Message.titled(
                tr("Somebody guesses at a password"),
                tr(
                        switch (pause) {
                            case Pause.UntilUnlocked() ->
                                    "The log-in of %s (%s) is locked after far too many wrong tries. Chats that"
                                            + " are logged in still work. Unlock it when you know who that was.";
                            case Pause.For _ ->
                                    "There were far too many wrong tries at the log-in of %s (%s). It is not"
                                            + " locked, since nobody else could unlock it, but each one more"
                                            + " has to wait for a quarter of an hour.";
                        },
                        account.displayName(),
                        account.home()),
                Button.of("admin:person:" + account.id(), tr("Show %s", account.home())));
    }

    /// Whether too many wrong tries have locked an account until an administrator unlocks it; the
    /// only one's they slow.
    public boolean locked(Account account) {
        return account.userName().map(name -> guesses.locked(name.value())).orElse(false);
    }

    /// Lets an account's owner try again.
    public void unlock(Account account) {
        durable.commit(() -> guesses.unlock(account.home().value()));
    }

    private boolean isOf(Account account, Person person) {
        return accounts.of(person.id()).filter(its -> its.id() == account.id()).isPresent();
    }

    private Result verify(
            @Nullable Account account, UserName name, Secret password, @Nullable Secret code) {
        var users = nas.accounts();
        if (users.isPresent()) {
            return account == null
                    ? ofNobody(users.get(), password, code)
                    : Result.of(users.get().logIn(name, password, code), account);
        }
        if (!hashes.match(password, account == null ? null : account.passwordHash)
                || account == null) {
            return new Result.Wrong();
        }
        if (account.disabled()) {
            return new Result.Disabled();
        }
        if (!account.twoStepOn()) {
            return new Result.In(account);
        }
        if (code == null) {
            return new Result.CodeNeeded();
        }
        return twoStep.accepts(account, code.reveal())
                ? new Result.In(account)
                : new Result.CodeWrong();
    }

    /// Asks the NAS about a name that nobody has, so that an unknown name is answered as a wrong
    /// password is. What was typed is not asked about: it may be a user of the NAS who is none of
    /// Porter's, and whom nobody may guess at, or lock, through Porter.
    private static Result ofNobody(NasAccounts users, Secret password, @Nullable Secret code) {
        var nobody = new UserName("n" + UUID.randomUUID().toString().substring(0, 23));
        return users.logIn(nobody, password, code) == NasAccounts.LogIn.LOCKED
                ? new Result.Wait(LOCKED)
                : new Result.Wrong();
    }

    /// What somebody was before they logged in: their order is not needed any more, and an
    /// administrator without a user name decides with this account from now on.
    private void leavesBehind(Person person, Account account) {
        orders.takeBack(person.id());
        var unnamed = accounts.of(person.id()).filter(before -> before.userName().isEmpty());
        if (unnamed.filter(Account::administers).isPresent()) {
            accounts.promote(account.id(), Account.Role.ADMINISTRATOR);
            activities.report(account.id(), tr("An administrator now, as who claimed Porter."));
        }
    }

    private void welcome(Person person, Account account) {
        if (account.ordered()) {
            orders.fulfil(account, person.id());
        } else {
            leavesBehind(person, account);
        }
        var others = owners.of(account).stream().filter(p -> !p.id().equals(person.id())).toList();
        var platform = platforms.called(person.id().platform());
        accounts.link(person.id(), account);
        requests.close(person.id());
        activities.report(account.id(), tr("Log-in by %s on %s.", person.displayName(), platform));
        var key = "log-in:%d:%d".formatted(account.id(), clock.instant().toEpochMilli());
        others.forEach(other ->
                owners.tell(
                        other,
                        key,
                        null,
                        () ->
                                Message.of(
                                        tr(
                                                "%s on %s has just logged in with your account. If that was not you: /security"
                                                        + " ends the link, and change your password.",
                                                person.displayName(), platform))));
    }
}
