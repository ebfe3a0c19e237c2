package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Backup.Problem;
import dev.porter.chat.Attachment;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import dev.porter.ticket.Ticket;
import dev.porter.ticket.Tickets;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a file in that comes from outside the chat, such as from who holds a one-time link. Its
/// bytes go straight to the NAS; progress and receipt come in the chat of whose file it is.
public class Arrivals {
    /// Stands for the platform of what came by a link.
    static final String NAME = "upload";

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final int LONGEST_NAME = 255;

    private final Accounts accounts;
    private final Backups backups;
    private final Transfers transfers;
    private final Room room;
    private final Tickets tickets;
    private final People people;
    private final Durable durable;

    /// What arrives at this moment.
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Arrivals(
            Accounts accounts,
            Backups backups,
            Transfers transfers,
            Room room,
            Tickets tickets,
            People people,
            Durable durable) {
        this.accounts = accounts;
        this.backups = backups;
        this.transfers = transfers;
        this.room = room;
        this.tickets = tickets;
        this.people = people;
        this.durable = durable;
    }

    /// What comes of handing a file over. The link is over only when it was taken.
    public enum Outcome {
        /// It is on the NAS, equal to what came; the receipt follows in the chat.
        TAKEN,
        /// Another one is arriving by the same link at this moment.
        BUSY,
        /// It is larger than the room that is left.
        NO_ROOM,
        /// The NAS does not take it now.
        NOT_NOW,
        /// It ended too early.
        BROKE_OFF
    }

    /// Takes one file in, streaming.
    ///
    /// @param name what it is called; anything
    /// @param size how many bytes there will be; -1 when nobody says
    /// @param bytes not closed
    public Outcome take(
            Ticket ticket, String name, @Nullable String mediaType, long size, InputStream bytes) {
        var account = accounts.find(ticket.accountId()).orElseThrow();
        var person = people.find(ticket.person()).orElseThrow();
        if (size > room.left(account)) {
            return Outcome.NO_ROOM;
        }
        var begun = tickets.begin(ticket);
        if (begun.isEmpty()) {
            return Outcome.BUSY;
        }
        try (var use = begun.get()) {
            var outcome = arrive(account, person, attachment(name, mediaType, size), bytes);
            if (outcome == Outcome.TAKEN) {
                use.done();
            }
            return outcome;
        }
    }

    /// Takes in a file that Porter has made for a person. Its receipt follows in their chat.
    ///
    /// @param bytes not closed
    public Outcome keep(
            Account account,
            Person person,
            String name,
            String mediaType,
            long size,
            InputStream bytes) {
        return size > room.left(account)
                ? Outcome.NO_ROOM
                : arrive(account, person, attachment(name, mediaType, size), bytes);
    }

    private Outcome arrive(
            Account account, Person person, Attachment attachment, InputStream bytes) {
        var origin = new Origin(NAME + ":" + attachment.key(), person, person.home(), null);
        underWay.add(Accepted.sourceKey(attachment)); // before anybody can find it
        try {
            var backup = durable.commit(() -> backups.arrives(account, origin, attachment));
            return arrive(backup, account, bytes);
        } finally {
            underWay.remove(Accepted.sourceKey(attachment));
        }
    }

    private Outcome arrive(Backup backup, Account account, InputStream bytes) {
        try {
            transfers.arrive(backup, account, bytes);
            return Outcome.TAKEN;
        } catch (IOException e) {
            log.info("The upload of backup {} broke off: {}", backup.id(), e.getMessage());
            return Outcome.BROKE_OFF;
        } catch (NasException e) {
            log.warn("The NAS did not take backup {}: {}", backup.id(), e.getMessage());
            return e.kind() == NasException.Kind.NO_SPACE ? Outcome.NO_ROOM : Outcome.NOT_NOW;
        }
    }

    /// Gives up what was arriving and does not come any more, because Porter was stopped or even
    /// its end could not be written down.
    void endForsaken() {
        var forsaken =
                backups.arriving().stream()
                        .filter(backup -> !underWay.contains(backup.sourceKey))
                        .toList();
        if (!forsaken.isEmpty()) {
            durable.commit(
                    () -> forsaken.forEach(backup -> backups.brokeOff(backup, Problem.GONE)));
        }
    }

    private static Attachment attachment(String name, @Nullable String mediaType, long size) {
        var key = UUID.randomUUID().toString();
        var cut =
                name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
        return new Attachment(NAME, key, "", cut, mediaType, size, false, null);
    }
}
