package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.backup.Backup.Problem;
import dev.porter.backup.Backup.State;
import dev.porter.backup.Receipts.Kept;
import dev.porter.backup.Receipts.Part;
import dev.porter.chat.Attachment;
import dev.porter.chat.Message;
import dev.porter.chat.Origin;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.SafeName;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasPath;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final List<State> OPEN = List.of(State.ACCEPTED, State.VERIFIED);
    private static final List<State> COMING =
            List.of(State.ARRIVING, State.ACCEPTED, State.VERIFIED);
    private static final List<State> STORED = List.of(State.STORED, State.DUPLICATE);
    private static final List<State> UNSTORED =
            List.of(State.ARRIVING, State.ACCEPTED, State.VERIFIED, State.FAILED);
    private static final List<Problem> NAS_PROBLEMS =
            List.of(Problem.NAS_AWAY, Problem.NAS_FULL, Problem.NAS_BROKEN);

    /// Longer than the longest pause between two tries.
    private static final Duration TOO_FAR = Duration.ofMinutes(30);

    private static final int MOST_SHOWN = 20;
    private static final int MOST_MISSED = 1_000;
    private static final int MOST_STUCK = 1_000;
    private static final int MOST_SEARCHED = 1_000;
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

    /// Whether an attachment was taken in before.
    boolean knows(Attachment attachment) {
        return backups.existsBySourceKey(Accepted.sourceKey(attachment));
    }

    /// What of this was not taken in before.
    List<Accepted> news(Account account, Origin origin, List<Attachment> attachments) {
        // Only what went wrong is told beside a mark, and each by itself.
        var alone =
                attachments.size() == 1
                        && attachments.getFirst().bunch() == null
                        && origin.posted() == null;
        return attachments.stream()
                .map(attachment ->
                        new Accepted(
                                account.id(),
                                account.home(),
                                attachment.bunch() == null
                                        ? origin.key()
                                        : origin.chat().key() + ":" + attachment.bunch(),
                                alone,
                                origin.person().home(),
                                origin.posted(),
                                attachment,
                                clock.instant()))
                .filter(accepted -> !backups.existsBySourceKey(accepted.sourceKey()))
                .toList();
    }

    /// Takes in what was accepted; what was taken in before is left alone. What the person is told
    /// comes by itself.
    ///
    /// @return how many were new
    int take(List<Accepted> all) {
        var bunches = new HashSet<String>();
        var taken = 0;
        for (var accepted : all) {
            if (!backups.existsBySourceKey(accepted.sourceKey())) {
                schedule(backups.save(backup(accepted)));
                bunches.add(accepted.bunch());
                taken++;
            }
        }
        bunches.forEach(this::show);
        return taken;
    }

    private static Backup backup(Accepted accepted) {
        var day = accepted.acceptedAt().toString().substring(0, 10);
        var backup = new Backup(accepted, SafeName.of(accepted.attachment().name(), "file-" + day));
        if (backup.mediaType != null && backup.mediaType.length() > LONGEST_TYPE) {
            backup.mediaType = null;
        }
        return backup;
    }

    /// Takes in what is arriving now; [#verified] or [#brokeOff] ends that.
    Backup arrives(Account account, Origin origin, Attachment attachment) {
        var backup =
                backup(
                        new Accepted(
                                account.id(),
                                account.home(),
                                origin.key(),
                                true,
                                origin.person().home(),
                                null,
                                attachment,
                                clock.instant()));
        backup.state = State.ARRIVING;
        backups.save(backup);
        show(origin.key());
        return backup;
    }

    /// What was arriving does not come any more: what there is of it is cleared away.
    void brokeOff(Backup of, Problem why) {
        toChange(of.id())
                .filter(backup -> backup.state == State.ARRIVING)
                .ifPresent(backup -> giveUp(backup, why));
    }

    private void schedule(Backup backup) {
        var now = clock.instant();
        var due = backup.dueAt.isAfter(now.plus(TOO_FAR)) ? now : backup.dueAt;
        schedule.at(due, WORK, workOf(backup));
    }

    /// What is to be done when the time of a backup comes, another one for each try.
    static String workOf(Backup backup) {
        return backup.id() + ":" + backup.attempts;
    }

    /// The time of a backup has come, though the clock shows less.
    void ripe(Backup of) {
        toChange(of.id())
                .filter(backup -> workOf(backup).equals(workOf(of)))
                .ifPresent(backup -> backup.dueAt = clock.instant());
    }

    /// What is arriving, or was when Porter was stopped.
    List<Backup> arriving() {
        return backups.findByStateInOrderById(List.of(State.ARRIVING), Limit.unlimited());
    }

    /// Has everything that is open carried on when its time comes: at a start, and now and then.
    public void scheduleOpen() {
        open().forEach(this::schedule);
    }

    /// Has everything that waits for the NAS tried now: it is back.
    public void hasten() {
        backups.waiting(OPEN, NAS_PROBLEMS).forEach(this::retry);
    }

    /// All that is still to be carried on.
    List<Backup> open() {
        return backups.findByStateInOrderById(OPEN, Limit.unlimited());
    }

    /// Whether a backup is still on its way.
    boolean isOpen(long id) {
        return backups.findById(id).filter(backup -> !backup.state.over()).isPresent();
    }

    Optional<Backup> find(long id) {
        return backups.findById(id);
    }

    /// The next one of an account that can be carried on now. Nothing is put off for long: what is
    /// due far in the future was written by a clock that went wrong.
    Optional<Backup> due(long account) {
        var now = clock.instant();
        return backups.due(account, OPEN, now, now.plus(TOO_FAR), Limit.of(1)).stream().findFirst();
    }

    /// Whether the file at a place is about to be entered into the catalogue.
    public boolean isBeingEntered(long account, NasPath path) {
        return backups.existsByAccountIdAndStateAndPath(account, State.VERIFIED, path.path());
    }

    /// Whether an attachment is on its way, by its reference.
    boolean isComing(String platform, String reference) {
        return backups.existsByPlatformAndReferenceAndStateIn(platform, reference, COMING);
    }

    /// How many of an account's are on their way.
    public long open(long account) {
        return backups.countByAccountIdAndStateIn(account, COMING);
    }

    /// What of an account's was given up, is not stored since, and is still needed.
    List<Backup> missed(long account) {
        return backups.missed(account, State.FAILED, STORED, Limit.of(MOST_MISSED));
    }

    /// Its owner does not need what was given up so far.
    ///
    /// @param last the last of them
    void forgo(long account, long last) {
        backups.forgo(account, State.FAILED, last);
    }

    List<Backup> openOf(long account) {
        return backups.findByAccountIdAndStateInOrderById(account, OPEN, Limit.of(MOST_SHOWN));
    }

    /// What was sent and is not stored, with a text in its name regardless of case, latest first.
    public List<Unstored> unstored(long account, String text, int most) {
        var key = SafeName.key(text);
        return backups
                .findByAccountIdAndStateInOrderByIdDesc(account, UNSTORED, Limit.of(MOST_SEARCHED))
                .stream()
                .filter(backup -> SafeName.key(backup.name).contains(key))
                .limit(most)
                .map(backup -> new Unstored(backup.name, receipts.standing(backup)))
                .toList();
    }

    /// A backup that is not stored, as its owner sees it.
    ///
    /// @param standing what became of it, in words that follow its name
    public record Unstored(String name, String standing) {}

    /// What waits because of a problem, of all accounts, oldest first; the oldest thousand.
    public List<Stuck> stuck() {
        return backups
                .findByStateInAndProblemIsNotNullOrderById(OPEN, Limit.of(MOST_STUCK))
                .stream()
                .map(this::stuck)
                .flatMap(Optional::stream)
                .toList();
    }

    /// How many wait because of a problem.
    public long stuckCount() {
        return backups.countByStateInAndProblemIsNotNull(OPEN);
    }

    private Optional<Stuck> stuck(Backup backup) {
        return Optional.ofNullable(backup.problem)
                .map(problem ->
                        new Stuck(
                                backup.id(),
                                backup.accountId,
                                receipts.problem(problem),
                                NAS_PROBLEMS.contains(problem),
                                backup.size == null ? backup.claimedSize : backup.size,
                                backup.createdAt,
                                backup.attempts));
    }

    /// A backup that waits, as an administrator sees it: without its name, which is its owner's.
    ///
    /// @param forTheNas whether it waits for nothing but the NAS
    /// @param size in bytes; -1 when nobody knows
    public record Stuck(
            long id,
            long account,
            String why,
            boolean forTheNas,
            long size,
            Instant since,
            int attempts) {}

    /// One that is not over, which nobody else changes before this transaction is over: another
    /// Porter may work on the same database for some seconds, and an administrator gives up what is
    /// in the middle of being stored.
    private Optional<Backup> toChange(long id) {
        return backups.toChange(id).filter(backup -> !backup.state.over());
    }

    /// Tries a waiting backup at once.
    public void retry(long id) {
        toChange(id)
                .ifPresent(backup -> {
                    backup.dueAt = clock.instant();
                    backup.attempts++;
                    schedule(backup);
                });
    }

    /// Gives a waiting backup up; its owner is told.
    public void drop(long id) {
        toChange(id).ifPresent(backup -> giveUp(backup, null));
    }

    /// @param why null when an administrator wants it so
    private void giveUp(Backup backup, @Nullable Problem why) {
        backup.state = State.FAILED;
        backup.problem = why;
        over(backup);
        takeAwaySoon(backup);
    }

    /// What a backup that is not stored by itself has left behind is taken away, also when a stop
    /// or the NAS comes in between.
    private void takeAwaySoon(Backup backup) {
        backup.dueAt = clock.instant();
        backup.attempts++;
        schedule(backup);
    }

    // Nothing changes any more in a backup that is over: who has brought something for it is told
    // so, and takes that away.

    private Optional<Backup> change(Backup of, Consumer<Backup> how) {
        var backup = toChange(of.id());
        backup.ifPresent(how);
        return backup;
    }

    /// The bytes are in the spool.
    ///
    /// @return false when the backup is over meanwhile
    boolean spooled(Backup of, Fingerprint content) {
        return change(of, backup -> put(backup, content)).isPresent();
    }

    private static void put(Backup backup, Fingerprint content) {
        backup.size = content.size();
        backup.sha256 = content.sha256();
        backup.md5 = content.md5();
    }

    /// The bytes are on the NAS under their temporary name, and are what was sent.
    ///
    /// @return empty when the backup is over meanwhile
    Optional<Backup> verified(Backup of, Fingerprint content, String mediaType, NasPath path) {
        return change(
                of,
                backup -> {
                    if (backup.state == State.ARRIVING) {
                        schedule(backup);
                    }
                    backup.state = State.VERIFIED;
                    put(backup, content);
                    backup.mediaType = mediaType;
                    backup.path = path.path();
                });
    }

    /// The bytes get another name in the end, for the one before is taken.
    ///
    /// @return false when the backup is over meanwhile
    boolean renamed(Backup of, NasPath path) {
        return change(of, backup -> backup.path = path.path()).isPresent();
    }

    /// The bytes are not on the NAS any more; they are fetched again, if they can be.
    void lost(Backup of) {
        var _ =
                change(
                        of,
                        backup -> {
                            if (backup.handedOver()) {
                                giveUp(backup, Problem.NAS_BROKEN);
                                return;
                            }
                            backup.state = State.ACCEPTED;
                            backup.path = null;
                            backup.failed(clock.instant());
                            schedule(backup);
                        });
    }

    /// The bytes are under their final name: into the catalogue, and the receipt out.
    ///
    /// @return false when the backup is over meanwhile, and the bytes are in no catalogue
    boolean stored(Backup of, NasPath path) {
        return change(
                        of,
                        backup -> {
                            var content = backup.content();
                            if (content == null) {
                                throw new IllegalStateException(
                                        "Backup " + of.id() + " was not verified.");
                            }
                            var type =
                                    backup.mediaType == null
                                            ? "application/octet-stream"
                                            : backup.mediaType;
                            var version =
                                    catalogue.add(
                                            backup.accountId,
                                            backup.name,
                                            type,
                                            path,
                                            content,
                                            backup.recompressed);
                            backup.state = State.STORED;
                            backup.versionId = version.id();
                            backup.problem = null;
                            over(backup);
                        })
                .isPresent();
    }

    /// The same content is stored already.
    ///
    /// @return false when that has just been deleted; nothing has changed then
    boolean duplicate(Backup of, FileVersion version) {
        var kept = kept(version.id(), of.accountId);
        if (kept == null || kept.file().binned()) {
            return false;
        }
        var _ =
                change(
                        of,
                        backup -> {
                            if (backup.recompressed) {
                                catalogue.recompressed(version.id());
                            }
                            backup.state = State.DUPLICATE;
                            backup.versionId = version.id();
                            backup.problem = null;
                            over(backup);
                            takeAwaySoon(backup);
                        });
        return true;
    }

    /// It cannot go on ever.
    void givenUp(Backup of, Problem problem) {
        var _ = change(of, backup -> giveUp(backup, problem));
    }

    /// The platform did not hand it out, though all else is well with it; it is tried again.
    void unfetched(Backup of) {
        var _ = change(of, backup -> backup.fetches++);
        problem(of, Problem.PLATFORM);
    }

    /// It cannot go on now, and is tried again.
    void problem(Backup of, Problem problem) {
        var _ =
                change(
                        of,
                        backup -> {
                            var news = backup.problem != problem;
                            backup.problem = problem;
                            backup.failed(clock.instant());
                            schedule(backup);
                            if (news || backup.postedIn != null) {
                                show(backup.bunch);
                            } else {
                                notices.uncover(noticeKey(backup));
                            }
                        });
    }

    private void over(Backup backup) {
        if (backup.state != State.FAILED) {
            showReceipt(backup);
            return;
        }
        if (!backup.alone) {
            tell("receipt:" + backup.id(), backup);
        }
        show(backup.bunch);
    }

    private void tell(String key, Backup backup) {
        notices.put(
                key,
                backup.chat,
                () -> receipts.opening(backup),
                () -> receipts.one(backup, kept(backup)));
    }

    private @Nullable Kept kept(Backup backup) {
        return backup.versionId == null ? null : kept(backup.versionId, backup.accountId);
    }

    /// What is stored; null when it was deleted since.
    private @Nullable Kept kept(long version, long account) {
        return catalogue
                .version(account, version)
                .flatMap(found ->
                        catalogue
                                .find(account, found.fileId())
                                .map(file ->
                                        new Kept(found, file, catalogue.latest(file).number())))
                .orElse(null);
    }

    /// Shows where a bunch stands.
    private void show(String bunch) {
        var all = backups.findByBunchOrderById(bunch);
        var first = all.getFirst();
        if (first.postedIn != null) {
            schedule.at(clock.instant(), Marks.WORK, first.id() + ":" + Marks.of(all));
        } else if (all.size() == 1 && first.alone) {
            tell(noticeKey(first), first);
        } else {
            notices.put(noticeKey(first), first.chat, receipts::openingOfMany, () -> summary(all));
        }
    }

    /// Shows where the bunch of one stands that is safe now.
    private void showReceipt(Backup backup) {
        show(backup.bunch);
        var all = backups.findByBunchOrderById(backup.bunch);
        var message = Receipts.message(all.indexOf(backup));
        if (message > 0 && backup.postedIn == null) {
            notices.put(
                    noticeKey(backup) + "#" + message,
                    backup.chat,
                    receipts::openingOfMany,
                    () -> receipts.receipts(parts(Receipts.in(message, all)), message));
        }
    }

    private Message summary(List<Backup> all) {
        return receipts.summary(all, parts(Receipts.in(0, all)));
    }

    private List<Part> parts(List<Backup> some) {
        return some.stream().map(backup -> new Part(backup, kept(backup))).toList();
    }

    static String noticeKey(Backup backup) {
        return "backup:" + backup.bunch;
    }

    List<Backup> bunchOf(Backup backup) {
        return new ArrayList<>(backups.findByBunchOrderById(backup.bunch));
    }

    /// What is said of a bunch now, in its first message.
    Message shownOf(Backup backup) {
        return summary(backups.findByBunchOrderById(backup.bunch));
    }
}
