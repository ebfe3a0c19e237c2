package dev.porter.ticket;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.PersonId;
import dev.porter.durable.Durable;
import dev.porter.secret.Codes;
import dev.porter.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Makes one-time links and knows which are good. A link is good until it was used to the end or an
/// hour is over, and only while the person who asked for it is logged in with the same account.
public class Tickets {
    /// How long a link is good.
    public static final Duration GOOD_FOR = Duration.ofHours(1);

    /// Where the pages behind the links are, below the address that people reach.
    public static final String PATH = "/once/";

    /// 130 random bits.
    private static final int CHARACTERS = 26;

    private static final int MOST_WRONG = 10;
    private static final Duration WRONG_FOR = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration KEPT = Duration.ofDays(1);

    private final TicketRepository repository;
    private final Accounts accounts;
    private final Durable durable;
    private final Clock clock;
    private final @Nullable URI publicUrl;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final LoadingCache<String, AtomicInteger> wrong;

    Tickets(
            TicketRepository repository,
            Accounts accounts,
            Durable durable,
            Clock clock,
            @Nullable URI publicUrl) {
        this.repository = repository;
        this.accounts = accounts;
        this.durable = durable;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.wrong =
                Caffeine.newBuilder()
                        .maximumSize(MOST_ADDRESSES)
                        .expireAfterWrite(WRONG_FOR)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build(_ -> new AtomicInteger());
    }

    /// What a link leads to.
    public sealed interface Found {
        record Good(Ticket ticket) implements Found {}

        /// It is wrong, used, too old, or its person is not logged in any more; nobody is told
        /// which.
        record NotGood() implements Found {}

        /// Whoever asks has tried too many wrong ones.
        record TooMany() implements Found {}
    }

    /// Whether there are one-time links at all: whether the administrator has said where people
    /// reach the pages.
    public boolean offered() {
        return publicUrl != null;
    }

    /// Makes a link by which a person gets one version.
    ///
    /// @return the whole address; empty when there are no links
    public Optional<Secret> toFetch(PersonId person, Account account, long version) {
        return issue(person, account, version);
    }

    /// Makes a link by which a person hands over one file.
    ///
    /// @return the whole address; empty when there are no links
    public Optional<Secret> toHandOver(PersonId person, Account account) {
        return issue(person, account, null);
    }

    private Optional<Secret> issue(PersonId person, Account account, @Nullable Long version) {
        if (publicUrl == null) {
            return Optional.empty();
        }
        var code = Codes.fresh(CHARACTERS).reveal();
        var until = clock.instant().plus(GOOD_FOR);
        durable.commit(() ->
                repository.save(
                        new Ticket(Codes.hash(code), account.id(), person, version, until)));
        return Optional.of(new Secret(publicUrl.toString().replaceAll("/+$", "") + PATH + code));
    }

    /// Looks a link up. That alone does not use it.
    ///
    /// @param code what stands in the address; anything
    /// @param from which machine asks, so that wrong tries are counted
    public Found find(String code, String from) {
        var tries = wrong.get(from);
        if (tries.get() >= MOST_WRONG) {
            return new Found.TooMany();
        }
        var ticket =
                code.length() == CHARACTERS
                        ? repository.findByHash(Codes.hash(code)).filter(this::good)
                        : Optional.<Ticket>empty();
        if (ticket.isEmpty()) {
            tries.incrementAndGet();
            return new Found.NotGood();
        }
        return new Found.Good(ticket.get());
    }

    private boolean good(Ticket ticket) {
        return ticket.usedAt == null
                && clock.instant().isBefore(ticket.expiresAt)
                && accounts.of(ticket.person)
                        .filter(Account::active)
                        .filter(account -> account.id() == ticket.accountId)
                        .isPresent();
    }

    /// Begins to use a link; nobody else can while it lasts. What breaks off leaves the link good.
    ///
    /// @return empty when it is in use now, or not good any more
    public Optional<Use> begin(Ticket ticket) {
        if (!running.add(ticket.id())) {
            return Optional.empty();
        }
        var use = new Use(ticket);
        // It may have been used up between finding it and now.
        if (repository.findById(ticket.id()).filter(this::good).isEmpty()) {
            use.close();
            return Optional.empty();
        }
        return Optional.of(use);
    }

    /// A link that is in use until this is closed.
    public final class Use implements AutoCloseable {
        private final Ticket ticket;

        private Use(Ticket ticket) {
            this.ticket = ticket;
        }

        /// It has done its service: the link is over.
        public void done() {
            durable.commit(() ->
                    repository
                            .findById(ticket.id())
                            .ifPresent(found -> found.usedAt = clock.instant()));
        }

        @Override
        public void close() {
            running.remove(ticket.id());
        }
    }

    /// Forgets the links of long ago.
    public void forgetOld() {
        durable.commit(() -> repository.deleteByExpiresAtBefore(clock.instant().minus(KEPT)));
    }
}
