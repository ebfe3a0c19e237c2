package dev.porter.export;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes down what Porter holds of an account and brings it to its owner: one JSON document, made
/// in a temporary file and gone when it is delivered. No password, hash or seed is in it.
public class Exports implements Work {
    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    private static final int AT_ONCE = 500;
    private static final String PREFIX = "export";

    private final Accounts accounts;
    private final Holdings holdings;
    private final Catalogue catalogue;
    private final People people;
    private final ChatPlatforms platforms;
    private final Notices notices;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;
    private final Path folder;
    private final JsonMapper json = JsonMapper.builder().build();

    /// Makes it.
    ///
    /// @param folder where the temporary file is
    Exports(
            Accounts accounts,
            Holdings holdings,
            Catalogue catalogue,
            People people,
            ChatPlatforms platforms,
            Notices notices,
            Schedule schedule,
            Durable durable,
            Clock clock,
            Path folder) {
        this.accounts = accounts;
        this.holdings = holdings;
        this.catalogue = catalogue;
        this.people = people;
        this.platforms = platforms;
        this.notices = notices;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
        this.folder = folder;
        sweep();
    }

    /// What a kill left is nobody's any more: what was asked for is made anew.
    private void sweep() {
        try (var left = Files.newDirectoryStream(folder, PREFIX + "*.json")) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // nobody has asked for one yet
        } catch (IOException e) {
            log.warn("{} could not be swept: {}", folder, e.getMessage());
        }
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
        try {
            Files.createDirectories(folder);
            var file = Files.createTempFile(folder, PREFIX, ".json");
            try {
                write(file, account.get());
                bring(file, known.get());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (ChatException e) {
            log.warn("An export could not be delivered.", e);
            durable.commit(() ->
                    notices.put(
                            "export:" + id,
                            known.get().home(),
                            Message.of(
                                    "I could not bring the document into this chat. Please try"
                                            + " /export again in a moment.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bring(Path file, Person person) throws IOException {
        platforms
                .of(person.home())
                .send(
                        person.home(),
                        new OutgoingFile(
                                "porter-export.json",
                                "application/json",
                                Files.size(file),
                                false,
                                "Everything I hold of you.",
                                Care.ORDINARY,
                                () -> Files.newInputStream(file)));
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
