package dev.porter.restore;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.UncertainChatException;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.ReadBack;
import dev.porter.files.StoredBytes;
import dev.porter.files.StoredFile;
import dev.porter.files.VerifiedContent;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.notice.Progress;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings versions back into their owner's chat. Asked for durably, so that a stop in between
/// forgets none; the bytes are compared on the way out, and what is damaged is reported, never
/// delivered.
public class Restores implements Work {
    private static final Logger log = LoggerFactory.getLogger(Restores.class);
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final ReadBack readBack;
    private final Activities activities;
    private final Catalogue catalogue;
    private final People people;
    private final ChatPlatforms platforms;
    private final Notices notices;
    private final StoredBytes bytes;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;

    Restores(
            Accounts accounts,
            ReadBack readBack,
            Activities activities,
            Catalogue catalogue,
            People people,
            ChatPlatforms platforms,
            Notices notices,
            StoredBytes bytes,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.readBack = readBack;
        this.activities = activities;
        this.catalogue = catalogue;
        this.people = people;
        this.platforms = platforms;
        this.notices = notices;
        this.bytes = bytes;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
    }

    /// Has a version brought back to a person. What they are told comes by itself.
    void ask(PersonId person, StoredFile file, FileVersion version) {
        var now = clock.instant();
        var id =
                "%d.%d:%s:%s"
                        .formatted(
                                version.id(),
                                now.toEpochMilli(),
                                person.platform(),
                                person.value());
        durable.commit(() -> {
            tell(person, id, Message.of("⏳ Bringing %s back…".formatted(shown(file))));
            schedule.at(now, name(), id);
        });
    }

    private static String shown(StoredFile file) {
        return Texts.line(file.name(), LONGEST_NAME);
    }

    private void tell(PersonId person, String id, Message message) {
        people.find(person).ifPresent(known -> notices.put(key(id), known.home(), message));
    }

    /// Each wish has a message of its own, where its person looks at that moment.
    private static String key(String id) {
        return "restore:" + id;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public void run(String id) {
        var parts = id.split(":", 3);
        var person = new PersonId(parts[1], parts[2]);
        var account = accounts.of(person).filter(Account::active);
        var wanted = Long.parseLong(parts[0].substring(0, parts[0].indexOf('.')));
        var version = account.flatMap(own -> catalogue.version(own.id(), wanted));
        var file = version.flatMap(found -> catalogue.find(account.get().id(), found.fileId()));
        var known = people.find(person);
        if (file.isPresent() && known.isPresent()) {
            bring(id, known.get(), account.get(), file.get(), version.get());
        }
    }

    private void bring(
            String id, Person person, Account account, StoredFile file, FileVersion version) {
        var platform = platforms.of(person.home());
        var size = version.content().size();
        var content = bytes.content(version);
        var outgoing =
                new OutgoingFile(
                        file.name(),
                        file.mediaType(),
                        size,
                        false,
                        "",
                        Message.Care.ORDINARY,
                        version.content().sha256(),
                        content);
        try (var _ = progress(id, file, version, content)) {
            platform.send(person.home(), outgoing);
        } catch (ChatException e) {
            if (content.damaged()) {
                damaged(id, person, file, version);
                return;
            }
            log.warn("Version {} could not be delivered.", version.id(), e);
            say(id, person, failed(e, file, version));
            return;
        } catch (NasException e) {
            if (e.kind() == NasException.Kind.NOT_FOUND) {
                damaged(id, person, file, version);
                return;
            }
            say(
                    id,
                    person,
                    Message.of(
                            "⏸ The NAS does not answer at the moment. %s comes by itself when it does."
                                    .formatted(shown(file))));
            throw e;
        }
        say(
                id,
                person,
                Message.of(
                        "✅ %s is back, bit for bit: %s, SHA-256 %s."
                                .formatted(
                                        shown(file),
                                        Sizes.words(size),
                                        version.content().sha256())));
        activities.add(account.id(), "Restored %s.".formatted(file.name()));
    }

    private Progress progress(
            String id, StoredFile file, FileVersion version, VerifiedContent content) {
        var size = Math.max(1, version.content().size());
        return Progress.start(
                notices,
                key(id),
                () ->
                        Message.of(
                                "⏳ Bringing %s back… %d %%"
                                        .formatted(
                                                shown(file), content.handedOver() * 100 / size)));
    }

    private void say(String id, Person person, Message message) {
        durable.commit(() -> tell(person.id(), id, message));
    }

    private static Message failed(ChatException e, StoredFile file, FileVersion version) {
        return Message.of(
                (e instanceof UncertainChatException
                                ? "The line broke while I brought %s, so I cannot tell whether it is here. If"
                                        + " you do not see it, please try again in a moment: it is safe on"
                                        + " the NAS."
                                : "I could not bring %s into this chat. It is safe on the NAS; please try"
                                        + " again in a moment.")
                        .formatted(shown(file)),
                Button.of("restore:version:" + version.id(), "Try again"));
    }

    /// Says why nothing is brought, and to everybody concerned that a version is not what was
    /// stored.
    void damaged(String id, Person person, StoredFile file, FileVersion version) {
        durable.commit(() -> {
            tell(
                    person.id(),
                    id,
                    Message.of(
                            ("⚠ The copy of %s on the NAS is missing or not what you sent, so"
                                            + " I do not hand it over as if it were. Please keep your"
                                            + " original.")
                                    .formatted(shown(file))));
            readBack.damaged(version);
        });
    }
}
