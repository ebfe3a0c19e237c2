package dev.porter.export;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.backup.Arrivals;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.conversation.People;
import dev.porter.delivery.Courier;
import dev.porter.disk.TemporaryFolder;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.nas.Nas;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes down what Porter holds of an account and brings it to its owner: one JSON document, made
/// in a temporary file and gone when it is delivered; packed where the chat carries it only so, and
/// put among its owner's files where it carries it not at all. No password, hash or seed is in it.
class Exports implements Work {
    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    private static final int AT_ONCE = 500;
    private static final String PLAIN = "porter-export.json";
    private static final String PACKED = "porter-export.json.gz";

    private final Accounts accounts;
    private final Holdings holdings;
    private final Catalogue catalogue;
    private final People people;
    private final ChatPlatforms platforms;
    private final Languages languages;
    private final Arrivals arrivals;
    private final Nas nas;
    private final Notices notices;
    private final Schedule schedule;
    private final Durable durable;
    private final TemporaryFolder temporary;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Exports(
            Accounts accounts,
            Holdings holdings,
            Catalogue catalogue,
            People people,
            ChatPlatforms platforms,
            Languages languages,
            Arrivals arrivals,
            Nas nas,
            Notices notices,
            Schedule schedule,
            Durable durable,
            TemporaryFolder temporary,
            Clock clock) {
        this.accounts = accounts;
        this.holdings = holdings;
        this.catalogue = catalogue;
        this.people = people;
        this.platforms = platforms;
        this.languages = languages;
        this.arrivals = arrivals;
        this.nas = nas;
        this.notices = notices;
        this.schedule = schedule;
        this.durable = durable;
        this.temporary = temporary;
        this.clock = clock;
    }

    /// Has the document made and brought.
    void ask(PersonId person) {
        var now = clock.instant();
        durable.commit(() -> schedule.at(now, name(), now.toEpochMilli() + ":" + person.key()));
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public void run(String id) {
        var person = PersonId.parse(id.substring(id.indexOf(':') + 1));
        var account = accounts.of(person).filter(Account::active);
        var known = people.find(person);
        if (account.isEmpty() || known.isEmpty()) {
            return;
        }
        languages.of(known.get().home()).speak(() -> make(id, account.get(), known.get()));
    }

    private void make(String id, Account account, Person person) {
        try {
            var plain = temporary.file("export");
            var packed = temporary.file("export");
            try {
                write(plain, account);
                bring(id, account, person, plain, packed);
            } finally {
                Files.deleteIfExists(plain);
                Files.deleteIfExists(packed);
            }
        } catch (ChatException e) {
            log.warn("An export could not be delivered.", e);
            say(
                    id,
                    person,
                    tr(
                            "I could not bring the document into this chat. Please try /export again in a"
                                    + " moment."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bring(String id, Account account, Person person, Path plain, Path packed)
            throws IOException {
        var platform = platforms.of(person.home());
        var features = platform.features(person.home());
        if (Files.size(plain) <= features.largestOut()) {
            platform.send(person.home(), file(PLAIN, "application/json", plain));
            return;
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        var tooLarge = Courier.tooLarge(Files.size(packed), platform, features);
        if (tooLarge.isEmpty()) {
            platform.send(person.home(), file(PACKED, "application/gzip", packed));
        } else {
            keep(id, account, person, packed, tooLarge.get());
        }
    }

    private static OutgoingFile file(String name, String type, Path file) throws IOException {
        return new OutgoingFile(
                name,
                type,
                Files.size(file),
                false,
                tr("Everything I hold of you."),
                Care.ORDINARY,
                () -> Files.newInputStream(file));
    }

    /// Puts it where everything else is that a chat cannot carry: there are ways to fetch that.
    private void keep(String id, Account account, Person person, Path packed, String tooLarge)
            throws IOException {
        var kept = nas.health().ready();
        if (kept) {
            try (var bytes = Files.newInputStream(packed)) {
                var size = Files.size(packed);
                kept =
                        arrivals.keep(account, person, PACKED, "application/gzip", size, bytes)
                                == Arrivals.Outcome.TAKEN;
            }
        }
        say(
                id,
                person,
                kept
                        ? tr(
                                "The document is too large for this chat. %s I have put it among your"
                                        + " files, as %s: /files shows it, and how you get it.",
                                tooLarge, PACKED)
                        : tr(
                                "The document is too large for this chat. %s The NAS does not take it now"
                                        + " either. Please ask with /export again when it does.",
                                tooLarge));
    }

    private void say(String id, Person person, String words) {
        durable.commit(() -> notices.put("export:" + id, person.home(), () -> Message.of(words)));
    }

    private void write(Path file, Account account) throws IOException {
        try (var out = Files.newOutputStream(file);
                var document = json.createGenerator(out)) {
            document.writeStartObject();
            document.writeStringProperty("madeAt", clock.instant().toString());
            document.writeStringProperty("userName", account.home().value());
            document.writeStringProperty("displayName", account.displayName());
            document.writeStringProperty("role", account.role().name());
            document.writeStringProperty("since", account.createdAt().toString());
            document.writeBooleanProperty("twoStepVerification", account.twoStepOn());
            holdings.write(document, account);
            versions(document, account);
            document.writeEndObject();
        }
    }

    private void versions(JsonGenerator document, Account account) {
        document.writeArrayPropertyStart("files");
        var last = 0L;
        for (var some = catalogue.after(account.id(), last, AT_ONCE);
                !some.isEmpty();
                some = catalogue.after(account.id(), last, AT_ONCE)) {
            for (var version : some) {
                document.writeStartObject();
                document.writeStringProperty("path", version.path().path());
                document.writeNumberProperty("version", version.number());
                document.writeNumberProperty("size", version.content().size());
                document.writeStringProperty("sha256", version.content().sha256());
                document.writeStringProperty("storedAt", version.storedAt().toString());
                document.writeEndObject();
                last = version.id();
            }
        }
        document.writeEndArray();
    }
}
