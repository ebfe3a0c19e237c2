package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.ReadBack;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.notice.Progress;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Answers "is everything safe?" by reading every version of the person's files back from the NAS
/// and comparing it.
public class Verification implements Work {
    private static final int AT_ONCE = 200;
    private static final int MOST_NAMED = 20;

    private final Accounts accounts;
    private final Backups backups;
    private final Catalogue catalogue;
    private final People people;
    private final Notices notices;
    private final ReadBack readBack;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;
    private final Set<PersonId> asking = ConcurrentHashMap.newKeySet();

    Verification(
            Accounts accounts,
            Backups backups,
            Catalogue catalogue,
            People people,
            Notices notices,
            ReadBack readBack,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.backups = backups;
        this.catalogue = catalogue;
        this.people = people;
        this.notices = notices;
        this.readBack = readBack;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
    }

    /// Has all of a member's files checked. The answer comes by itself.
    ///
    /// @return false when they are being checked already
    boolean ask(PersonId person) {
        if (!asking.add(person)) {
            return false;
        }
        var now = clock.instant();
        var id = now.toEpochMilli() + ":" + person.key();
        try {
            durable.commit(() -> {
                put(person, id, Message.of("⏳ Reading your files back from the NAS…"));
                schedule.at(now, name(), id);
            });
        } catch (RuntimeException e) {
            asking.remove(person);
            throw e;
        }
        return true;
    }

    private void put(PersonId person, String id, Message message) {
        people.find(person).ifPresent(known -> notices.put(key(id), known.home(), message));
    }

    private static String key(String id) {
        return "verify:" + id;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public void run(String id) {
        var person = PersonId.parse(id.substring(id.indexOf(':') + 1));
        var account = accounts.of(person).filter(Account::active).orElse(null);
        if (account == null) {
            asking.remove(person);
            return;
        }
        asking.add(person); // also after a restart
        var done = new AtomicLong();
        var all = catalogue.versionCount(account.id());
        var damaged = new ArrayList<FileVersion>();
        try (var _ =
                Progress.start(
                        notices,
                        key(id),
                        () ->
                                Message.of(
                                        "⏳ Reading your files back from the NAS… %d of %d"
                                                .formatted(done.get(), all)))) {
            check(account, damaged, done);
        } catch (NasException e) {
            durable.commit(() ->
                    put(
                            person,
                            id,
                            Message.of(
                                    "⏸ The NAS does not answer at the moment, so I cannot say."
                                            + " I check again by myself when it does; please"
                                            + " keep your originals until then.")));
            throw e;
        }
        var answer = answer(account, done.get(), damaged);
        durable.commit(() -> put(person, id, answer));
        asking.remove(person);
    }

    private void check(Account account, List<FileVersion> damaged, AtomicLong done) {
        var last = 0L;
        while (true) {
            var some = catalogue.after(account.id(), last, AT_ONCE);
            if (some.isEmpty()) {
                return;
            }
            damaged.addAll(readBack.damaged(some, done::incrementAndGet));
            last = some.getLast().id();
        }
    }

    private Message answer(Account account, long count, List<FileVersion> damaged) {
        var open = backups.open(account.id());
        var waiting =
                open == 0
                        ? ""
                        : "\n\n%d more are still on their way: keep those originals until their receipt comes."
                                .formatted(open);
        if (!damaged.isEmpty()) {
            var names = new StringBuilder();
            damaged.stream()
                    .limit(MOST_NAMED)
                    .forEach(version ->
                            names.append("\n• ")
                                    .append(
                                            catalogue
                                                    .find(account.id(), version.fileId())
                                                    .map(file -> Texts.line(file.name(), 60))
                                                    .orElse("a file"))
                                    .append(", version ")
                                    .append(version.number()));
            return Message.titled(
                    "⚠ %d of %d are not safe".formatted(damaged.size(), count),
                    ("These are missing on the NAS or differ from what you sent:%s\n\nKeep or send their"
                                    + " originals, and tell an administrator with /support. Everything else is"
                                    + " safe.%s")
                            .formatted(names, waiting));
        }
        if (count == 0) {
            return Message.of("You have not stored anything with me yet." + waiting);
        }
        return Message.titled(
                "✅ Everything is safe",
                (count == 1
                                ? "I have just read your file back from the NAS and compared it with"
                                        + " what you sent: you can delete the original."
                                : ("I have just read all %d files and versions back from the NAS and"
                                                + " compared each with what you sent: you can delete"
                                                + " the originals of these %d files.")
                                        .formatted(count, count))
                        + waiting);
    }
}
