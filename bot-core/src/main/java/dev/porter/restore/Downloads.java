package dev.porter.restore;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.StoredBytes;
import dev.porter.files.StoredFile;
import dev.porter.files.VerifiedContent;
import dev.porter.language.Language;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.ticket.Ticket;
import dev.porter.ticket.Tickets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a version over to who holds a one-time link to it, whole or not at all.
public class Downloads {
    private static final Logger log = LoggerFactory.getLogger(Downloads.class);
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final Activities activities;
    private final Catalogue catalogue;
    private final Restores restores;
    private final Tickets tickets;
    private final People people;
    private final Languages languages;
    private final Notices notices;
    private final StoredBytes bytes;
    private final Durable durable;

    Downloads(
            Accounts accounts,
            Activities activities,
            Catalogue catalogue,
            Restores restores,
            Tickets tickets,
            People people,
            Languages languages,
            Notices notices,
            StoredBytes bytes,
            Durable durable) {
        this.accounts = accounts;
        this.activities = activities;
        this.catalogue = catalogue;
        this.restores = restores;
        this.tickets = tickets;
        this.people = people;
        this.languages = languages;
        this.notices = notices;
        this.bytes = bytes;
        this.durable = durable;
    }

    /// What a link brings.
    public record Offer(String name, long size) {}

    /// What comes of asking for the bytes.
    public sealed interface Outcome {
        /// They are to be read now; the caller closes it.
        record Ready(Delivery delivery) implements Outcome {}

        /// They are on their way to somebody at this moment.
        record Busy() implements Outcome {}

        /// The NAS does not answer. The link stays good.
        record NotNow() implements Outcome {}

        /// The bytes are not what was stored. Who has to know has been told.
        record Damaged() implements Outcome {}

        /// The file is not there any more.
        record Gone() implements Outcome {}
    }

    private record Wanted(Account account, StoredFile file, FileVersion version) {}

    /// What a link brings; empty when it is not there any more, or when the link takes a file.
    public Optional<Offer> offer(Ticket ticket) {
        return wanted(ticket)
                .map(found -> new Offer(found.file.name(), found.version.content().size()));
    }

    private Optional<Wanted> wanted(Ticket ticket) {
        return accounts.find(ticket.accountId())
                .flatMap(account ->
                        ticket.version()
                                .flatMap(id -> catalogue.version(account.id(), id))
                                .flatMap(version ->
                                        catalogue
                                                .find(account.id(), version.fileId())
                                                .map(file -> new Wanted(account, file, version))));
    }

    /// Begins to hand the bytes over.
    public Outcome begin(Ticket ticket) {
        var wanted = wanted(ticket).orElse(null);
        if (wanted == null) {
            return new Outcome.Gone();
        }
        var use = tickets.begin(ticket).orElse(null);
        if (use == null) {
            return new Outcome.Busy();
        }
        var delivery = new Delivery(ticket, wanted, use);
        var outcome = delivery.open();
        if (!(outcome instanceof Outcome.Ready)) {
            delivery.close();
        }
        return outcome;
    }

    /// A version on its way out. The last bytes come only after all of them were found to be what
    /// was stored; otherwise reading fails.
    public final class Delivery implements AutoCloseable {
        private final Ticket ticket;
        private final Wanted wanted;
        private final Tickets.Use use;
        private final VerifiedContent content;
        private @Nullable InputStream opened;

        private Delivery(Ticket ticket, Wanted wanted, Tickets.Use use) {
            this.ticket = ticket;
            this.wanted = wanted;
            this.use = use;
            this.content = bytes.content(wanted.version);
        }

        /// Reads the first bytes, so that what fails at once is known before anything is said.
        private Outcome open() {
            try {
                var first = new BufferedInputStream(content.open(), BUFFER);
                opened = first;
                first.mark(1);
                first.read();
                first.reset();
                return new Outcome.Ready(this);
            } catch (NasException e) {
                if (e.kind() == NasException.Kind.NOT_FOUND) {
                    report();
                    return new Outcome.Damaged();
                }
                log.warn("Ticket {} waits for the NAS: {}", ticket.id(), e.getMessage());
                return new Outcome.NotNow();
            } catch (IOException e) {
                log.warn("Ticket {} could not be served: {}", ticket.id(), e.getMessage());
                return content.damaged() ? new Outcome.Damaged() : new Outcome.NotNow();
            }
        }

        /// What its owner calls it.
        public String name() {
            return wanted.file.name();
        }

        /// In bytes, exactly.
        public long size() {
            return wanted.version.content().size();
        }

        /// The bytes from the start.
        public InputStream bytes() {
            if (opened == null) {
                throw new IllegalStateException("The delivery was not opened.");
            }
            return opened;
        }

        /// All bytes have been handed over: the link is over, and its owner is told.
        public void delivered() {
            use.done();
            durable.commit(() -> {
                var person = people.find(ticket.person());
                var language =
                        person.map(known -> languages.of(known.home())).orElse(Language.spoken());
                activities.add(wanted.account.id(), language.speak(this::activity));
                person.ifPresent(known ->
                        notices.put("fetched:" + ticket.id(), known.home(), this::fetched));
            });
        }

        private String activity() {
            return tr("Fetched %s with a one-time link.", name());
        }

        private Message fetched() {
            return Message.of(
                    tr(
                            "✅ %s was fetched with its link just now, bit for bit. The link is over. If that"
                                    + " was not you, please tell an administrator.",
                            Texts.line(name(), LONGEST_NAME)));
        }

        private void report() {
            restores.report(wanted.version);
            durable.commit(() ->
                    people.find(ticket.person())
                            .ifPresent(person ->
                                    notices.put(
                                            "restore:link." + ticket.id(),
                                            person.home(),
                                            () -> Restores.damaged(wanted.file))));
        }

        @Override
        public void close() {
            try (use) {
                if (opened != null) {
                    opened.close();
                }
            } catch (IOException e) {
                log.debug("A file on the NAS could not be closed.", e);
            }
            if (content.damaged()) {
                report();
            }
        }
    }
}
