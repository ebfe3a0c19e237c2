package dev.porter.files;

import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The index of stored files. Every question is asked for an account, and answered as if the files
/// of others did not exist.
@Repository
@Transactional
public class Catalogue {
    /// How long the bin keeps a file.
    public static final Duration BIN_KEEPS = Duration.ofDays(30);

    private static final List<Kind> ALL = List.of(Kind.values());
    private static final List<Kind> PICTURES = List.of(Kind.PICTURE, Kind.VIDEO);
    private static final int MOST_BINNED = 20;
    private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

    private final StoredFileRepository files;
    private final FileVersionRepository versions;
    private final Clock clock;

    Catalogue(StoredFileRepository files, FileVersionRepository versions, Clock clock) {
        this.files = files;
        this.versions = versions;
        this.clock = clock;
    }

    /// What is looked for.
    ///
    /// @param text any part of the name, regardless of case; empty for all
    /// @param kind null for all
    /// @param month when it was stored; null for always
    public record Search(String text, @Nullable Kind kind, @Nullable YearMonth month) {
        /// All files.
        public static Search all() {
            return new Search("", null, null);
        }
    }

    /// One page of what was found.
    ///
    /// @param more whether there is a next page
    public record Page(List<StoredFile> files, boolean more) {}

    /// Files that are not in the bin, newest first.
    public Page search(long account, Search search, int page, int size) {
        var kinds = search.kind() == null ? ALL : List.of(search.kind());
        return search(account, search.text(), kinds, search.month(), page, size);
    }

    /// Pictures and videos that are not in the bin, newest first.
    ///
    /// @param month when they were stored; null for always
    public Page pictures(long account, @Nullable YearMonth month, int page, int size) {
        return search(account, "", PICTURES, month, page, size);
    }

    private Page search(
            long account,
            String text,
            List<Kind> kinds,
            @Nullable YearMonth month,
            int page,
            int size) {
        var zone = ZoneId.systemDefault();
        var found =
                files.search(
                        account,
                        anywhere(text),
                        kinds,
                        month == null ? ALWAYS : month.atDay(1).atStartOfDay(zone).toInstant(),
                        month == null
                                ? NEVER
                                : month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(),
                        PageRequest.of(page, size));
        return new Page(found.getContent(), found.hasNext());
    }

    /// A pattern of the names with a text in them.
    private static String anywhere(String text) {
        return "%" + SafeName.key(text).replaceAll("([!%_])", "!$1") + "%";
    }

    /// Files in the bin with a text in their name, regardless of case, latest binned first.
    public List<StoredFile> inBin(long account, String text, int most) {
        return files.binned(account, anywhere(text), Limit.of(most));
    }

    /// The file outside the bin that a text means: the one of that name, otherwise the only one
    /// with the text in its name; regardless of case.
    Optional<StoredFile> meant(long account, String text) {
        var named =
                files.findByAccountIdAndNameKeyAndBinnedAtIsNullOrderByIdDesc(
                        account, SafeName.key(text), Limit.of(2));
        var possible =
                named.isEmpty()
                        ? search(account, new Search(text, null, null), 0, 2).files()
                        : named;
        return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
    }

    /// The months in which something was stored, newest first.
    public List<YearMonth> months(long account) {
        return months(account, ALL);
    }

    /// The months in which pictures or videos were stored, newest first.
    public List<YearMonth> pictureMonths(long account) {
        return months(account, PICTURES);
    }

    private List<YearMonth> months(long account, List<Kind> kinds) {
        return files.months(account, kinds).stream()
                .map(number -> YearMonth.of(number / 100, number % 100))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// One file, also in the bin.
    public Optional<StoredFile> find(long account, long id) {
        return files.findByIdAndAccountId(id, account);
    }

    /// One version.
    public Optional<FileVersion> version(long account, long id) {
        return versions.findByIdAndAccountId(id, account);
    }

    /// The versions of a file, newest first.
    public List<FileVersion> versions(StoredFile file) {
        return versions.findByFileIdOrderByNumberDesc(file.id());
    }

    /// The newest version of a file.
    public FileVersion latest(StoredFile file) {
        return versions.findFirstByFileIdOrderByNumberDesc(file.id()).orElseThrow();
    }

    /// How many files an account has.
    public long count(long account) {
        return files.countByAccountIdAndBinnedAtIsNull(account);
    }

    /// How many bytes the versions of an account's files have.
    public long bytes(long account) {
        return versions.bytes(account);
    }

    /// A version of a file outside the bin with just this content.
    public Optional<FileVersion> withContent(long account, Fingerprint content) {
        return versions.sameContent(account, content.sha256(), content.size(), Limit.of(1)).stream()
                .findFirst();
    }

    /// Whether the bytes of a version of the account are at a place.
    public boolean knows(long account, NasPath path) {
        return versions.existsByAccountIdAndPath(account, path.path());
    }

    /// The file with a version whose bytes are at a place, or on their way to it or away from it.
    public Optional<StoredFile> at(long account, NasPath path) {
        return versions.at(account, path.path(), Limit.of(1)).stream().findFirst();
    }

    /// Whether a version that is being moved comes from a place or goes there. When the move was
    /// cut, nothing needs to lie there, and yet it is not free.
    public boolean movingAt(long account, NasPath path) {
        return versions.movingAt(account, path.path());
    }

    /// Whether a place belongs to another version of the same account: its bytes are there, or on
    /// their way to it or away from it.
    boolean isOfAnother(FileVersion version, NasPath path) {
        return versions.othersAt(version.accountId, version.id(), path.path());
    }

    /// Versions of an account's files outside the bin, in order, after a given one.
    public List<FileVersion> after(long account, long version, int most) {
        return versions.after(account, version, Limit.of(most));
    }

    /// How many versions an account's files outside the bin have.
    public long versionCount(long account) {
        return versions.countOutsideBin(account);
    }

    /// Versions of any account that were last read back before then, the longest ago first.
    List<FileVersion> notReadSince(Instant then, int most) {
        return versions.findByCheckedAtBeforeOrderByCheckedAtAscIdAsc(then, Limit.of(most));
    }

    /// How many versions of all accounts are known to be damaged.
    public long damagedCount() {
        return versions.countByDamagedAtIsNotNull();
    }

    /// A version was read back from the NAS just now.
    ///
    /// @return whether that is news: it was whole and is not any more, or the other way round
    boolean read(FileVersion of, boolean intact) {
        var version = versions.findById(of.id()).orElse(null);
        if (version == null || (!intact && movedOrPurged(version, of))) {
            return false;
        }
        var wasIntact = version.damagedAt == null;
        version.checkedAt = clock.instant();
        if (wasIntact != intact) {
            version.damagedAt = intact ? null : clock.instant();
        }
        return wasIntact != intact;
    }

    /// Whether a version is not where it was looked for because it was moved meanwhile, or because
    /// the bin is being emptied.
    private boolean movedOrPurged(FileVersion version, FileVersion before) {
        return !version.places().equals(before.places())
                || files.findById(version.fileId)
                        .map(file -> file.binnedAt)
                        .filter(binned -> binned.isBefore(binnedTooLong()))
                        .isPresent();
    }

    private Instant binnedTooLong() {
        return clock.instant().minus(BIN_KEEPS);
    }

    /// Enters what is on the NAS: as a new version where the account has a file of that name,
    /// otherwise as a new file. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public FileVersion add(
            long account, String name, String mediaType, NasPath path, Fingerprint content) {
        var now = clock.instant();
        var existing =
                files
                        .findByAccountIdAndNameKeyAndBinnedAtIsNullOrderByIdDesc(
                                account, SafeName.key(name), Limit.of(1))
                        .stream()
                        .findFirst();
        var file =
                existing.orElseGet(() -> files.save(new StoredFile(account, name, mediaType, now)));
        var number = existing.map(known -> latest(known).number + 1).orElse(1);
        file.storedAt = now;
        file.mediaType = mediaType;
        file.kind = Kind.of(mediaType);
        return versions.save(new FileVersion(file, number, path, content, now));
    }

    /// Enters what is found on the NAS and not in the catalogue, into the file of that name if
    /// there is one. It was not read, so it is the first that [Scrub] reads. It belongs to the
    /// caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    void adopt(long account, NasPath path, ManifestLine line) {
        var file =
                files
                        .findByAccountIdAndNameKeyOrderByIdDesc(account, SafeName.key(line.name()))
                        .stream()
                        .filter(known -> known.binned() == line.binned())
                        .findFirst()
                        .orElseGet(() -> made(account, line));
        var number =
                versions.findFirstByFileIdOrderByNumberDesc(file.id())
                        .map(known -> known.number + 1)
                        .orElse(line.number());
        var content = new Fingerprint(line.size(), line.sha256(), line.md5());
        var version = new FileVersion(file, number, path, content, line.storedAt());
        version.checkedAt = Instant.EPOCH;
        versions.save(version);
        if (file.storedAt.isBefore(line.storedAt())) {
            file.storedAt = line.storedAt();
        }
    }

    private StoredFile made(long account, ManifestLine line) {
        var file = new StoredFile(account, line.name(), line.mediaType(), line.storedAt());
        file.binnedAt = line.binned() ? clock.instant() : null;
        return files.save(file);
    }

    /// Versions of an account as the manifest holds them, in order, after a given one.
    List<ManifestLine> manifest(long account, long version, int most) {
        return versions.manifest(account, version, Limit.of(most));
    }

    /// Where all versions of an account are.
    Set<String> paths(long account) {
        return new HashSet<>(versions.paths(account));
    }

    void rename(StoredFile of, String name) {
        var file = files.findById(of.id()).orElseThrow();
        file.name = name;
        file.nameKey = SafeName.key(name);
    }

    /// Puts a file into the bin or takes it out.
    void bin(StoredFile of, boolean binned) {
        files.findById(of.id()).orElseThrow().binnedAt = binned ? clock.instant() : null;
    }

    /// What lies in an account's bin, latest first.
    List<StoredFile> bin(long account) {
        return files.findByAccountIdAndBinnedAtIsNotNullOrderByBinnedAtDesc(
                account, Limit.of(MOST_BINNED));
    }

    /// Files that have been in a bin for too long.
    List<StoredFile> overdue(int most) {
        return files.findByBinnedAtBefore(binnedTooLong(), Limit.of(most));
    }

    /// Whether a file is still one of them.
    boolean overdue(StoredFile file) {
        return files.findById(file.id())
                .map(now -> now.binnedAt)
                .filter(binned -> binned.isBefore(binnedTooLong()))
                .isPresent();
    }

    /// Forgets a file whose bytes are gone.
    void forget(StoredFile file) {
        versions.deleteAll(versions(file));
        files.deleteById(file.id());
    }

    List<FileVersion> moving() {
        return versions.findByMovingToIsNotNull();
    }

    void moving(FileVersion of, @Nullable NasPath to) {
        versions.findById(of.id()).orElseThrow().movingTo = to == null ? null : to.path();
    }

    void moved(FileVersion of, NasPath to) {
        var version = versions.findById(of.id()).orElseThrow();
        version.path = to.path();
        version.movingTo = null;
    }
}
