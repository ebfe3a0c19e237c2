package dev.porter.account;

import dev.porter.chat.PersonId;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Audiences;
import dev.porter.nas.UserName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The accounts, and the links of people to them. All access goes through [#of].
@Repository
@Transactional
public class Accounts implements Audiences {
    private final AccountRepository accounts;
    private final LinkRepository links;
    private final Clock clock;

    Accounts(AccountRepository accounts, LinkRepository links, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.clock = clock;
    }

    /// The account that a person is logged in with; not one that is disabled.
    public Optional<Account> of(PersonId person) {
        return links.findByPerson(person)
                .flatMap(link -> accounts.findById(link.accountId))
                .filter(account -> !account.disabled());
    }

    /// Whether an administrator keeps the person's account out.
    public boolean keptOut(PersonId person) {
        return links.findByPerson(person)
                .flatMap(link -> accounts.findById(link.accountId))
                .filter(Account::disabled)
                .isPresent();
    }

    /// The account of a member.
    ///
    /// @throws IllegalStateException for anybody else
    public Account member(PersonId person) {
        return of(person)
                .filter(Account::active)
                .orElseThrow(() -> new IllegalStateException("Not a member."));
    }

    @Override
    public boolean includes(Audience audience, PersonId person) {
        return switch (audience) {
            case ANYONE -> true;
            case MEMBER -> of(person).filter(Account::active).isPresent();
            case ADMINISTRATOR -> of(person).filter(Account::administers).isPresent();
        };
    }

    /// Finds an account by its number.
    public Optional<Account> find(long id) {
        return accounts.findById(id);
    }

    /// Finds an account by its user name.
    public Optional<Account> find(UserName name) {
        return accounts.findByUserName(name);
    }

    /// Everybody who has an account, oldest first.
    public List<Account> all() {
        return accounts.findAllByOrderById().stream().filter(this::isSomebodys).toList();
    }

    /// Who may decide.
    public List<Account> administrators() {
        return accounts.findByRoleOrderById(Account.Role.ADMINISTRATOR).stream()
                .filter(Account::administers)
                .filter(this::isSomebodys)
                .toList();
    }

    /// Whether somebody may decide who is logged in somewhere with another account than this.
    ///
    /// @param account null for none
    boolean othersDecide(@Nullable Account account) {
        return administrators().stream()
                .filter(other -> account == null || other.id() != account.id())
                .anyMatch(other -> !peopleOf(other).isEmpty());
    }

    /// To an account without a user name nobody comes back whose link has ended.
    private boolean isSomebodys(Account account) {
        return account.userName != null || !peopleOf(account).isEmpty();
    }

    /// The people who are logged in with an account.
    public List<PersonId> peopleOf(Account account) {
        return links.findByAccountIdOrderById(account.id()).stream()
                .map(link -> link.person)
                .toList();
    }

    /// The links of an account, newest first.
    List<Link> linksOf(Account account) {
        return links.findByAccountIdOrderBySinceDescIdDesc(account.id());
    }

    /// Ties a person to an account, and to no other.
    void link(PersonId person, Account account) {
        var link = links.findByPerson(person).orElse(null);
        if (link == null) {
            links.save(new Link(person, account.id(), clock.instant()));
        } else if (link.accountId != account.id()) {
            link.accountId = account.id();
            link.since = clock.instant();
        }
    }

    /// Ends a person's link.
    ///
    /// @return whether there was one
    boolean unlink(PersonId person) {
        var link = links.findByPerson(person);
        link.ifPresent(links::delete);
        return link.isPresent();
    }

    /// Ends one link of an account.
    ///
    /// @return whose it was; empty when the account has no such link
    Optional<PersonId> unlink(Account account, long linkId) {
        var link = links.findById(linkId).filter(found -> found.accountId == account.id());
        link.ifPresent(links::delete);
        return link.map(found -> found.person);
    }

    /// Makes the first administrator, who chooses a user name later.
    ///
    /// @return empty when there is an administrator already
    Optional<Account> claim(PersonId person, String displayName) {
        if (hasAdministrator()) {
            return Optional.empty();
        }
        var account = of(person).orElse(null);
        if (account == null) {
            account =
                    accounts.save(
                            new Account(
                                    null,
                                    Account.State.UNNAMED,
                                    Account.Role.ADMINISTRATOR,
                                    displayName,
                                    clock.instant()));
            link(person, account);
        } else {
            account = get(account.id());
            account.role = Account.Role.ADMINISTRATOR;
        }
        return Optional.of(account);
    }

    /// Whether somebody may decide already.
    public boolean hasAdministrator() {
        return accounts.findByRoleOrderById(Account.Role.ADMINISTRATOR).stream()
                .anyMatch(this::isSomebodys);
    }

    private Account get(long id) {
        return accounts.findById(id).orElseThrow();
    }

    /// Takes a user name for a person, until [#finish] or [#undo].
    ///
    /// @return empty when the name is taken
    Optional<Account> begin(PersonId person, String displayName, UserName name) {
        if (accounts.findByUserName(name).isPresent()) {
            return Optional.empty();
        }
        var unnamed =
                links.findByPerson(person)
                        .flatMap(link -> accounts.findById(link.accountId))
                        .filter(account -> account.state == Account.State.UNNAMED);
        if (unnamed.isPresent()) {
            unnamed.get().userName = name;
            unnamed.get().state = Account.State.CREATING;
            return unnamed;
        }
        return Optional.of(
                accounts.save(
                        new Account(
                                name,
                                Account.State.CREATING,
                                Account.Role.MEMBER,
                                displayName,
                                clock.instant())));
    }

    /// An administrator has to make the account's user: until its owner logs in with it, it waits.
    void order(long id, PersonId person) {
        var account = get(id);
        account.state = Account.State.ORDERED;
        link(person, account);
    }

    /// Takes an order back: its name is free again.
    void cancelOrder(long id, PersonId person) {
        if (get(id).role() != Account.Role.ADMINISTRATOR) {
            unlink(person);
        }
        undo(id);
    }

    /// The account's home is made: its owner is let in.
    void finish(long id, PersonId person, String passwordHash) {
        var account = get(id);
        account.state = Account.State.ACTIVE;
        account.passwordHash = passwordHash.isEmpty() ? null : passwordHash;
        link(person, account);
    }

    /// The account's home could not be made: its name is free again.
    void undo(long id) {
        var account = get(id);
        if (account.role == Account.Role.ADMINISTRATOR) {
            account.userName = null;
            account.state = Account.State.UNNAMED;
        } else {
            accounts.delete(account);
        }
    }

    /// Accounts whose making was cut.
    List<Account> half() {
        return accounts.findByState(Account.State.CREATING);
    }

    void passwordHash(long id, String hash) {
        get(id).passwordHash = hash;
    }

    /// Keeps a seed for two-step verification, which is on from [#twoStep] with `on`.
    void twoStep(long id, String sealedSeed, boolean on) {
        var account = get(id);
        account.twoStep = sealedSeed.isEmpty() ? null : sealedSeed;
        account.twoStepOn = on;
    }

    /// Uses a time step up.
    ///
    /// @return false when it or a later one has been used before
    boolean useTimeStep(long id, long step) {
        var account = get(id);
        if (account.twoStepUsed >= step) {
            return false;
        }
        account.twoStepUsed = step;
        return true;
    }

    /// Gives or takes the right to decide.
    ///
    /// @return false when it would leave nobody who may
    public boolean promote(long id, Account.Role role) {
        if (role == Account.Role.MEMBER && lastAdministrator(id)) {
            return false;
        }
        get(id).role = role;
        return true;
    }

    /// Lets an account's owner in or keeps them out.
    ///
    /// @return false when it would leave nobody who may decide
    public boolean enable(long id, boolean enabled) {
        if (!enabled && lastAdministrator(id)) {
            return false;
        }
        var account = get(id);
        if (account.state == Account.State.ACTIVE || account.state == Account.State.DISABLED) {
            account.state = enabled ? Account.State.ACTIVE : Account.State.DISABLED;
        }
        return true;
    }

    private boolean lastAdministrator(long id) {
        return administrators().stream().allMatch(other -> other.id() == id);
    }
}
