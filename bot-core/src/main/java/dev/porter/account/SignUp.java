package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Person;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts.Creation;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.schedule.Schedule;
import dev.porter.secret.Guesses;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes an account and its home on the NAS: all of it or nothing. The name is taken first, then
/// the NAS is asked, then the person is let in; what a crash leaves in between is undone at the
/// next start.
public class SignUp {
    private static final Logger log = LoggerFactory.getLogger(SignUp.class);

    /// Names that mean something to a NAS, or that people would take for somebody else.
    private static final Set<String> RESERVED =
            Set.of(
                    "admin",
                    "administrator",
                    "administrators",
                    "anonymous",
                    "backup",
                    "bin",
                    "bot",
                    "daemon",
                    "everyone",
                    "ftp",
                    "guest",
                    "help",
                    "home",
                    "homes",
                    "http",
                    "info",
                    "mail",
                    "nas",
                    "nobody",
                    "null",
                    "operator",
                    "owner",
                    "photo",
                    "photos",
                    "porter",
                    "public",
                    "root",
                    "security",
                    "service",
                    "shared",
                    "support",
                    "surveillance",
                    "synology",
                    "sysadmin",
                    "system",
                    "test",
                    "user",
                    "users",
                    "video",
                    "web",
                    "webmaster",
                    "www");

    /// What became of it.
    sealed interface Result {
        record Made(Account account) implements Result {}

        record NameTaken() implements Result {}

        record PasswordRefused() implements Result {}

        /// The NAS lets only its administrator make users.
        record NotPermitted() implements Result {}
    }

    /// Names whose accounts are being made or undone now; other half made ones were left behind.
    private final Set<UserName> making = ConcurrentHashMap.newKeySet();

    private final Accounts accounts;
    private final AccessRequests requests;
    private final Activities activities;
    private final Guesses guesses;
    private final PasswordHashes hashes;
    private final UserOrders orders;
    private final Nas nas;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;

    SignUp(
            Accounts accounts,
            AccessRequests requests,
            Activities activities,
            Guesses guesses,
            PasswordHashes hashes,
            UserOrders orders,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.requests = requests;
        this.activities = activities;
        this.guesses = guesses;
        this.hashes = hashes;
        this.orders = orders;
        this.nas = nas;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
    }

    /// Whether the account is a user of the NAS itself.
    boolean onTheNas() {
        return nas.keepsUsers();
    }

    static boolean reserved(UserName name) {
        return RESERVED.contains(name.value());
    }

    /// Whether an account or the NAS has the name already. A home without an account counts: it may
    /// hold files of somebody from before.
    boolean taken(UserName name) {
        freeOfHalf(name);
        return accounts.find(name).isPresent()
                || nas.accounts()
                        .map(users -> users.exists(name))
                        .orElseGet(() -> nas.files().stat(NasPath.home(name)).isPresent());
    }

    /// Makes the account.
    ///
    /// @throws NasException when the NAS failed; nothing is left behind then
    Result make(Person person, UserName name, Secret password) {
        if (!making.add(name)) {
            return new Result.NameTaken();
        }
        try {
            return makeAlone(person, name, password);
        } finally {
            making.remove(name);
        }
    }

    private Result makeAlone(Person person, UserName name, Secret password) {
        undoHalf(name);
        if (taken(name)) {
            return new Result.NameTaken();
        }
        var hash = nas.keepsUsers() ? "" : hashes.of(password);
        var begun =
                durable.commit(() -> {
                    orders.takeBack(person.id());
                    return accounts.begin(person.id(), person.displayName(), name);
                });
        if (begun.isEmpty()) {
            return new Result.NameTaken();
        }
        var account = begun.get();
        Creation creation;
        try {
            creation = create(name, password);
        } catch (NasException e) {
            undo(account);
            throw e;
        }
        return switch (creation) {
            case DONE -> finished(person, account, hash);
            case NAME_TAKEN -> undone(account, new Result.NameTaken());
            case PASSWORD_TOO_WEAK -> undone(account, new Result.PasswordRefused());
            case NOT_PERMITTED -> undone(account, new Result.NotPermitted());
        };
    }

    private Result finished(Person person, Account account, String hash) {
        durable.commit(() -> {
            accounts.finish(account.id(), person.id(), hash);
            guesses.unlock(account.home().value()); // others may have guessed before it was there
            requests.close(person.id());
            activities.report(account.id(), tr("The account was made."));
            if (onTheNas()) {
                schedule.at(clock.instant(), UserKeeping.NAME, account.home().value());
            }
        });
        return new Result.Made(accounts.find(account.id()).orElseThrow());
    }

    private Result undone(Account account, Result result) {
        durable.commit(() -> accounts.undo(account.id()));
        return result;
    }

    private Creation create(UserName name, Secret password) {
        var users = nas.accounts();
        if (users.isPresent()) {
            return users.get().create(name, password);
        }
        nas.files().createHome(name);
        return Creation.DONE;
    }

    /// Undoes what a crash left half made. The NAS may be away: what cannot be undone now is tried
    /// again at the next start.
    public void undoHalf() {
        accounts.half().forEach(half -> freeOfHalf(half.home()));
    }

    private void freeOfHalf(UserName name) {
        if (making.add(name)) {
            try {
                undoHalf(name);
            } finally {
                making.remove(name);
            }
        }
    }

    private void undoHalf(UserName name) {
        accounts.half().stream().filter(half -> half.home().equals(name)).forEach(this::undo);
    }

    private void undo(Account account) {
        try {
            if (!nas.keepsUsers()) {
                nas.files().removeEmptyHome(account.home());
            }
            durable.commit(() -> accounts.undo(account.id()));
        } catch (NasException e) {
            log.warn(
                    "Account {} is half made and cannot be undone yet: {}",
                    account.id(),
                    e.getMessage());
        }
    }
}
