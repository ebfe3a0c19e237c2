package dev.porter.account;

import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.UserName;
import dev.porter.secret.Guesses;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks who logs in. Wrong tries are counted for the account and for the person who tries; an
/// unknown name is answered as a wrong password is, after the same work.
public class LogIns {
    /// How long a NAS that locks log-ins is left alone.
    private static final Duration LOCKED = Duration.ofMinutes(15);

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

        record CodeWrong() implements Result {}

        record Disabled() implements Result {}

        /// The password is right, but the NAS wants something else first.
        ///
        /// @param words what, and how to go on
        record Refused(String words) implements Result {}

        record Wait(Duration time) implements Result {}
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
        var wait = durable.commit(() -> guesses.attempt(guesser, subject));
        if (wait.isPresent()) {
            if (Guesses.forGood(wait.get()) && known.isPresent()) {
                tellOfLock(known.get());
            }
            return new Result.Wait(wait.get());
        }
        var result = verify(known.orElse(null), name, password, code);
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

    private void tellOfLock(Account account) {
        durable.commit(() ->
                administrators.tellInPrivate(
                        "locked:%d:%s".formatted(account.id(), Times.day(clock.instant())),
                        Message.titled(
                                "Somebody guesses at a password",
                                ("The log-in of %s (%s) is locked after far too many wrong tries. Chats"
                                                + " that are logged in still work. Unlock it when you know"
                                                + " who that was.")
                                        .formatted(account.displayName(), account.home()),
                                Button.of(
                                        "admin:person:" + account.id(),
                                        "Show " + account.home()))));
    }

    /// Whether too many wrong tries have locked an account until an administrator unlocks it.
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
                    : onTheNas(users.get(), account, name, password, code);
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

    private static Result onTheNas(
            NasAccounts users,
            Account account,
            UserName name,
            Secret password,
            @Nullable Secret code) {
        return switch (users.logIn(name, password, code)) {
            case ACCEPTED -> account.disabled() ? new Result.Disabled() : new Result.In(account);
            case WRONG -> new Result.Wrong();
            case CODE_NEEDED -> new Result.CodeNeeded();
            case CODE_WRONG -> new Result.CodeWrong();
            case DISABLED -> new Result.Disabled();
            case NOT_ALLOWED ->
                    new Result.Refused(
                            "Your password is right, but the NAS does not let your user in here. An"
                                    + " administrator can allow it: /support reaches one.");
            case TWO_STEP_MISSING ->
                    new Result.Refused(
                            "The NAS wants two-step verification of everybody, and yours is not set"
                                    + " up yet. Please sign in to the NAS in a browser, set it up"
                                    + " there, and then /login again.");
            case PASSWORD_EXPIRED ->
                    new Result.Refused(
                            "Your password has expired on the NAS. Please sign in to the NAS in a"
                                    + " browser, set a new one there, and then /login again.");
            case PASSWORD_TO_BE_CHANGED ->
                    new Result.Refused(
                            "The NAS wants you to choose a password of your own first. Please sign"
                                    + " in to the NAS in a browser, do it there, and then /login"
                                    + " again.");
            case PASSWORD_TO_BE_RESET ->
                    new Result.Refused(
                            "Your password has expired, and on this NAS only an administrator can set"
                                    + " another one: /support reaches one.");
            case LOCKED -> new Result.Wait(LOCKED);
        };
    }

    private void welcome(Person person, Account account) {
        if (account.ordered()) {
            orders.fulfil(account, person.id());
        }
        var others = owners.of(account).stream().filter(p -> !p.id().equals(person.id())).toList();
        var platform = platforms.called(person.id().platform());
        accounts.link(person.id(), account);
        requests.close(person.id());
        activities.report(
                account.id(), "Log-in by %s on %s.".formatted(person.displayName(), platform));
        var news =
                Message.of(
                        ("%s on %s has just logged in with your account. If that was not you: /security"
                                        + " ends the link, and change your password.")
                                .formatted(person.displayName(), platform));
        var key = "log-in:%d:%d".formatted(account.id(), clock.instant().toEpochMilli());
        others.forEach(other -> owners.tell(other, key, null, news));
    }
}
