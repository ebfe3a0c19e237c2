package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.chat.Attachment;
import dev.porter.chat.Origin;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.SafeName;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasPath;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The backups and their states, which are the truth about what is still to be done.
@Repository
@Transactional
public class Backups {
    /// The work that carries a backup on.
    static final String WORK = "backup";

    private static final List<State> OPEN =
            Arrays.stream(State.values()).filter(state -> !state.over()).toList();
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_TYPE = 150;

    private final BackupRepository backups;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Schedule schedule;
    private final Receipts receipts;
    private final Clock clock;

    Backups(
            BackupRepository backups,
            Catalogue catalogue,
            Notices notices,
            Schedule schedule,
            Receipts receipts,
            Clock clock) {
        this.backups = backups;
        this.catalogue = catalogue;
        this.notices = notices;
        this.schedule = schedule;
        this.receipts = receipts;
        this.clock = clock;
    }

    /// Takes attachments in; those that were taken in before are left alone. What the person is
    /// told comes by itself.
    void accept(Account account, Origin origin, List<Attachment> attachments) {
        var touched = new HashSet<String>();
        for (var attachment : attachments) {
            var key = attachment.platform() + ":" + attachment.key();
            if (backups.existsBySourceKey(key)) {
                continue;
            }
            var together = attachment.bunch() != null ? attachment.bunch() : origin.event();
            var bunch =
                    "%s:%s:%s".formatted(origin.chat().platform(), origin.chat().value(), together);
            // Only what went wrong is told beside a mark, and each by itself.
            var alone =
                    attachments.size() == 1
                            && attachment.bunch() == null
                            && origin.posted() == null;
            var day = clock.instant().toString().substring(0, 10);
            var backup =
                    new Backup(
                            account.id(),
                            key,
                            bunch,
                            alone,
                            origin,
                            attachment,
                            SafeName.of(attachment.name(), "file-" + day),
                            clock.instant());
            if (backup.mediaType != null && backup.mediaType.length() > LONGEST_TYPE) {
                backup.mediaType = null;
            }
            soon(backups.save(backup));
            touched.add(bunch);
        }
        touched.forEach(this::show);
    }

    private void soon(Backup backup) {
        schedule.at(backup.dueAt, WORK, backup.id() + ":" + backup.attempts);
    }

    /// Has everything that is open carried on, after a start.
    public void carryOn() {
        for (var backup : backups.findByStateInOrderById(OPEN, Limit.unlimited())) {
            soon(backup);
        }
    }

    Optional<Backup> find(long id) {
        return backups.findById(id);
    }

    /// The next one of an account that can be carried on now.
    Optional<Backup> due(long account) {
        return backups.findFirstByAccountIdAndStateInAndDueAtLessThanEqualOrderById(
                account, OPEN, clock.instant());
    }

    /// How many of an account's are open.
    public long open(long account) {
        return backups.countByAccountIdAndStateIn(account, OPEN);
    }

    List<Backup> openOf(long account) {
        return backups.findByAccountIdAndStateInOrderById(account, OPEN, Limit.of(MOST_SHOWN));
    }

    /// What waits because of a problem, of all accounts, oldest first.
    public List<Stuck> stuck() {
        return backups.findByStateInOrderById(OPEN, Limit.of(1_000)).stream()
                .map(this::stuck)
                .flatMap(Optional::stream)
                .limit(MOST_SHOWN)
                .toList();
    }

    private Optional<Stuck> stuck(Backup backup) {
        return Optional.ofNullable(backup.problem)
                .map(problem ->
                        new Stuck(
                                backup.id(),
                                backup.accountId,
                                receipts.problem(problem),
                                backup.createdAt,
                                backup.attempts));
    }

    /// A backup that waits, as an administrator sees it: without its name, which is its owner's.
    public record Stuck(long id, long account, String why, Instant since, int attempts) {}

    /// Tries a waiting backup at once.
    public void retry(long id) {
        backups.findById(id)
                .filter(backup -> !backup.state.over())
                .ifPresent(backup -> {
                    backup.dueAt = clock.instant();
                    backup.attempts++;
                    soon(backup);
                });
    }

    /// Gives a waiting backup up; its owner is told.
    public void drop(long id) {
        backups.findById(id).filter(backup -> !backup.state.over()).ifPresent(this::fail);
    }

    /// The bytes are on the NAS under their temporary name, and are what was sent.
    Backup verified(Backup of, Fingerprint content, String mediaType, NasPath path) {
        var backup = backups.findById(of.id()).orElseThrow();
        backup.state = State.VERIFIED;
        backup.size = content.size();
        backup.sha256 = content.sha256();
        backup.md5 = content.md5();
        backup.mediaType = mediaType;
        backup.path = path.path();
        return backup;
    }

    void path(Backup of, NasPath path) {
        backups.findById(of.id()).orElseThrow().path = path.path();
    }

    /// The bytes are not on the NAS any more: from the start.
    void again(Backup of) {
        var backup = backups.findById(of.id()).orElseThrow();
        backup.state = State.ACCEPTED;
        backup.path = null;
    }

    /// The bytes are under their final name: into the catalogue, and the receipt out.
    void stored(Backup of, NasPath path) {
        var backup = backups.findById(of.id()).orElseThrow();
        var content = backup.content();
        if (content == null) {
            throw new IllegalStateException("Backup " + of.id() + " was not verified.");
        }
        var type = backup.mediaType == null ? "application/octet-stream" : backup.mediaType;
        var version = catalogue.add(backup.accountId, backup.name, type, path, content);
        backup.state = State.STORED;
        backup.versionId = version.id();
        backup.problem = null;
        over(backup, version);
    }

    /// The same content is stored already.
    void duplicate(Backup of, FileVersion version, Fingerprint content) {
        var backup = backups.findById(of.id()).orElseThrow();
        backup.state = State.DUPLICATE;
        backup.size = content.size();
        backup.versionId = version.id();
        backup.problem = null;
        over(backup, version);
    }

    private void fail(Backup backup) {
        backup.state = State.FAILED;
        over(backup, null);
    }

    /// It cannot go on now.
    ///
    /// @param later when to try again; null to give it up
    void problem(Backup of, Problem problem, @Nullable Instant later) {
        var backup = backups.findById(of.id()).orElseThrow();
        var news = backup.problem != problem;
        backup.problem = problem;
        backup.attempts++;
        if (later == null) {
            fail(backup);
            return;
        }
        backup.dueAt = later;
        soon(backup);
        if (news) {
            show(backup.bunch);
        }
    }

    private void over(Backup backup, @Nullable FileVersion version) {
        var told = backup.postedIn == null || backup.state == State.FAILED;
        if (!backup.alone && told) {
            var file =
                    version == null
                            ? null
                            : catalogue.find(backup.accountId, version.fileId()).orElse(null);
            notices.put("receipt:" + backup.id(), backup.chat, receipts.one(backup, version, file));
        }
        show(backup.bunch);
    }

    /// Shows where a bunch stands.
    private void show(String bunch) {
        var all = backups.findByBunchOrderById(bunch);
        var first = all.getFirst();
        if (first.postedIn != null) {
            schedule.at(clock.instant(), Marks.WORK, first.id() + ":" + Marks.of(all));
        } else if (all.size() == 1 && first.alone) {
            var version =
                    first.versionId == null
                            ? null
                            : catalogue.version(first.accountId, first.versionId).orElse(null);
            var file =
                    version == null
                            ? null
                            : catalogue.find(first.accountId, version.fileId()).orElse(null);
            notices.put(noticeKey(first), first.chat, receipts.one(first, version, file));
        } else {
            notices.put(noticeKey(first), first.chat, receipts.bunch(all));
        }
    }

    static String noticeKey(Backup backup) {
        return "backup:" + backup.bunch;
    }

    List<Backup> bunchOf(Backup backup) {
        return new ArrayList<>(backups.findByBunchOrderById(backup.bunch));
    }
}
