package dev.porter.backup;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Answers "is everything safe?" by reading every version of the person's files back from the NAS
/// and comparing it.
class Verification implements Work {
    private static final int AT_ONCE = 200;
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 60;

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
                put(person, id, () -> Message.of(tr("⏳ Reading your files back from the NAS…")));
                schedule.at(now, name(), id);
            });
        } catch (RuntimeException e) {
            asking.remove(person);
            throw e;
        }
        return true;
    }

    private void put(PersonId person, String id, Supplier<Message> message) {
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
        var found = new Found();
        try (var _ =
                Progress.start(
                        notices,
                        key(id),
                        () ->
                                Message.of(
                                        tr(
                                                "⏳ Reading your files back from the NAS… %d of %d",
                                                done.get(), all)))) {
            check(account, found, done);
        } catch (NasException e) {
            tell(
                    person,
                    account,
                    id,
                    () ->
                            Message.of(
                                    tr(
                                            "⏸ The NAS does not answer at the moment, so I cannot say. I check"
                                                    + " again by myself when it does; please keep your"
                                                    + " originals until then.")));
            throw e;
        }
        asking.remove(person); // first: who has the answer may ask again at once
        tell(person, account, id, () -> answer(account, found));
    }

    /// Says it only where the account is still in use: reading takes long, and a chat can be lost
    /// and logged out meanwhile.
    private void tell(PersonId person, Account account, String id, Supplier<Message> message) {
        durable.commit(() ->
                accounts.of(person)
                        .filter(now -> now.active() && now.id() == account.id())
                        .ifPresent(_ -> put(person, id, message)));
    }

    /// What was found while everything was read.
    private static final class Found {
        private long versions;
        private final Set<Long> files = new HashSet<>();
        private final Set<Long> notOriginal = new LinkedHashSet<>();
        private final List<FileVersion> damaged = new ArrayList<>();

        void add(List<FileVersion> some, List<FileVersion> broken) {
            versions += some.size();
            damaged.addAll(broken);
            for (var version : some) {
                files.add(version.fileId());
                if (version.recompressed()) {
                    notOriginal.add(version.fileId());
                }
            }
        }

        /// That all of it was read, in words that end no sentence.
        String read() {
            var count = files.size();
            if (versions != count) {
                return count == 1
                        ? tr(
                                "I have just read all %d versions of your file back from the NAS and"
                                        + " compared each with what came",
                                versions)
                        : tr(
                                "I have just read all %d versions of %d files back from the NAS and"
                                        + " compared each with what came",
                                versions, count);
            }
            return count == 1
                    ? tr(
                            "I have just read your file back from the NAS and compared it with what came")
                    : tr(
                            "I have just read all %d files back from the NAS and compared each with what"
                                    + " came",
                            count);
        }
    }

    private void check(Account account, Found found, AtomicLong done) {
        var last = 0L;
        while (true) {
            var some = catalogue.after(account.id(), last, AT_ONCE);
            if (some.isEmpty()) {
                return;
            }
            found.add(some, readBack.damaged(some, done::incrementAndGet));
            last = some.getLast().id();
        }
    }

    private Message answer(Account account, Found found) {
        var missed = backups.missed(account.id());
        var coming = backups.open(account.id());
        var paragraphs = new ArrayList<String>();
        if (!found.damaged.isEmpty()) {
            paragraphs.add(damaged(account, found.damaged));
        } else if (found.versions > 0) {
            paragraphs.addAll(whole(account, found));
        } else {
            paragraphs.add(tr("You have not stored anything with me yet."));
        }
        if (!missed.isEmpty()) {
            paragraphs.add(missed(missed));
        }
        if (coming > 0) {
            paragraphs.add(
                    coming == 1
                            ? tr(
                                    "1 more is still on its way: keep the original until its receipt comes.")
                            : tr(
                                    "%d more are still on their way: keep those originals until their receipts"
                                            + " come.",
                                    coming));
        }
        var message =
                Message.titled(
                        title(found, missed.size(), coming), String.join("\n\n", paragraphs));
        return missed.isEmpty()
                ? message
                : message.row(
                        Button.of(
                                "backup:forgo:" + missed.getLast().id(),
                                tr(
                                        missed.size() == 1
                                                ? "I do not need it"
                                                : "I do not need them")));
    }

    private static String title(Found found, int missed, long coming) {
        if (!found.damaged.isEmpty()) {
            return tr("⚠ %d of %d are not safe", found.damaged.size(), found.versions);
        }
        if (missed > 0) {
            return missed == 1
                    ? tr("⚠ 1 file is not stored")
                    : tr("⚠ %d files are not stored", missed);
        }
        if (coming > 0) {
            return tr("⏳ Not everything is here yet");
        }
        if (found.versions == 0) {
            return "";
        }
        return tr(found.notOriginal.isEmpty() ? "✅ Everything is safe" : "✅ All that came is safe");
    }

    private String damaged(Account account, List<FileVersion> damaged) {
        return tr(
                "These are missing on the NAS or differ from what you sent:%s\n\nKeep or send their"
                        + " originals, and tell an administrator with /support. Everything else that is"
                        + " stored is safe.",
                named(
                        damaged.stream()
                                .map(version ->
                                        tr(
                                                "%s, version %d",
                                                name(account, version.fileId()), version.number()))
                                .toList()));
    }

    private String name(Account account, long file) {
        return catalogue
                .find(account.id(), file)
                .map(found -> Texts.line(found.name(), LONGEST_NAME))
                .orElseGet(() -> tr("a file"));
    }

    private static String named(List<String> all) {
        var names =
                all.stream()
                        .limit(MOST_NAMED)
                        .map(name -> "\n• " + name)
                        .collect(Collectors.joining());
        var more = all.size() - MOST_NAMED;
        return more > 0 ? names + "\n" + tr("and %d more", more) : names;
    }

    /// Who deletes an original because of this must not lose anything.
    private List<String> whole(Account account, Found found) {
        var read = found.read();
        var count = found.files.size();
        if (found.notOriginal.isEmpty()) {
            return List.of(
                    count == 1
                            ? tr("%s: you can delete the original of this file.", read)
                            : tr(
                                    "%s: you can delete the originals of these %d files.",
                                    read, count));
        }
        var smaller =
                tr(
                        "Chats make pictures and videos smaller before I get them. The originals of these"
                                + " I do not have, so keep them, or send them once more as files:%s",
                        named(
                                found.notOriginal.stream()
                                        .map(file -> name(account, file))
                                        .toList()));
        var others = count - found.notOriginal.size();
        return switch (others) {
            case 0 -> List.of(read + ".", smaller);
            case 1 ->
                    List.of(
                            read + ".",
                            smaller,
                            tr("You can delete the original of the other file."));
            default ->
                    List.of(
                            read + ".",
                            smaller,
                            tr("You can delete the originals of the other %d files.", others));
        };
    }

    private static String missed(List<Backup> missed) {
        return tr(
                missed.size() == 1
                        ? "This one did not arrive and is not stored. Keep the original, and send it once"
                                + " more:%s"
                        : "These did not arrive and are not stored. Keep the originals, and send them once"
                                + " more:%s",
                named(
                        missed.stream()
                                .map(backup -> Texts.line(backup.name, LONGEST_NAME))
                                .toList()));
    }
}
