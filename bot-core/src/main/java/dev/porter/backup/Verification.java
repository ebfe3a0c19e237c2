package dev.porter.backup;

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
        people.find(person).ifPresent(known -> notices.put(key(id), known.home(), () -> message));
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
                                        "⏳ Reading your files back from the NAS… %d of %d"
                                                .formatted(done.get(), all)))) {
            check(account, found, done);
        } catch (NasException e) {
            tell(
                    person,
                    account,
                    id,
                    Message.of(
                            "⏸ The NAS does not answer at the moment, so I cannot say. I check again"
                                    + " by myself when it does; please keep your originals until"
                                    + " then."));
            throw e;
        }
        tell(person, account, id, answer(account, found));
        asking.remove(person);
    }

    /// Says it only where the account is still in use: reading takes long, and a chat can be lost
    /// and logged out meanwhile.
    private void tell(PersonId person, Account account, String id, Message message) {
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

        String everything() {
            if (versions != files.size()) {
                return "all %d versions of %s"
                        .formatted(
                                versions,
                                files.size() == 1 ? "your file" : files.size() + " files");
            }
            return versions == 1 ? "your file" : "all %d files".formatted(versions);
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
            paragraphs.add("You have not stored anything with me yet.");
        }
        if (!missed.isEmpty()) {
            paragraphs.add(missed(missed));
        }
        if (coming > 0) {
            paragraphs.add(
                    coming == 1
                            ? "1 more is still on its way: keep the original until its receipt comes."
                            : "%d more are still on their way: keep those originals until their receipts come."
                                    .formatted(coming));
        }
        var message =
                Message.titled(
                        title(found, missed.size(), coming), String.join("\n\n", paragraphs));
        return missed.isEmpty()
                ? message
                : message.row(
                        Button.of(
                                "backup:forgo:" + missed.getLast().id(),
                                missed.size() == 1 ? "I do not need it" : "I do not need them"));
    }

    private static String title(Found found, int missed, long coming) {
        if (!found.damaged.isEmpty()) {
            return "⚠ %d of %d are not safe".formatted(found.damaged.size(), found.versions);
        }
        if (missed > 0) {
            return missed == 1
                    ? "⚠ 1 file is not stored"
                    : "⚠ %d files are not stored".formatted(missed);
        }
        if (coming > 0) {
            return "⏳ Not everything is here yet";
        }
        if (found.versions == 0) {
            return "";
        }
        return found.notOriginal.isEmpty() ? "✅ Everything is safe" : "✅ All that came is safe";
    }

    private String damaged(Account account, List<FileVersion> damaged) {
        return ("These are missing on the NAS or differ from what you sent:%s\n\nKeep or send their"
                        + " originals, and tell an administrator with /support. Everything else that"
                        + " is stored is safe.")
                .formatted(
                        named(
                                damaged.stream()
                                        .map(version ->
                                                name(account, version.fileId())
                                                        + ", version "
                                                        + version.number())
                                        .toList()));
    }

    private String name(Account account, long file) {
        return catalogue
                .find(account.id(), file)
                .map(found -> Texts.line(found.name(), LONGEST_NAME))
                .orElse("a file");
    }

    private static String named(List<String> all) {
        var names =
                all.stream()
                        .limit(MOST_NAMED)
                        .map(name -> "\n• " + name)
                        .collect(Collectors.joining());
        var more = all.size() - MOST_NAMED;
        return more > 0 ? names + "\nand %d more".formatted(more) : names;
    }

    /// Who deletes an original because of this must not lose anything.
    private List<String> whole(Account account, Found found) {
        var read =
                "I have just read %s back from the NAS and compared %s with what came"
                        .formatted(found.everything(), found.versions == 1 ? "it" : "each");
        if (found.notOriginal.isEmpty()) {
            return List.of(
                    "%s: you can delete the %s."
                            .formatted(read, originals("these", found.files.size())));
        }
        var others = found.files.size() - found.notOriginal.size();
        var smaller =
                "Chats make pictures and videos smaller before I get them. The originals of these I do"
                        + " not have, so keep them, or send them once more as files:"
                        + named(
                                found.notOriginal.stream()
                                        .map(file -> name(account, file))
                                        .toList());
        return others == 0
                ? List.of(read + ".", smaller)
                : List.of(
                        read + ".",
                        smaller,
                        "You can delete the %s.".formatted(originals("the other", others)));
    }

    private static String originals(String which, int files) {
        if (files == 1) {
            return "original of %s file".formatted(which.equals("these") ? "this" : which);
        }
        return "originals of %s %d files".formatted(which, files);
    }

    private static String missed(List<Backup> missed) {
        return "%s not arrive and %s not stored. Keep the %s, and send %s once more:%s"
                .formatted(
                        missed.size() == 1 ? "This one did" : "These did",
                        missed.size() == 1 ? "is" : "are",
                        missed.size() == 1 ? "original" : "originals",
                        missed.size() == 1 ? "it" : "them",
                        named(
                                missed.stream()
                                        .map(backup -> Texts.line(backup.name, LONGEST_NAME))
                                        .toList()));
    }
}
