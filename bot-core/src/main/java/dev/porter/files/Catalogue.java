package dev.porter.files;

import dev.porter.conversation.Page;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The index of stored files. Every question is asked for an account, and answered as if the files
/// of others did not exist.
@Repository
@Transactional
public class Catalogue {
    private static final List<Kind> ALL = List.of(Kind.values());
    private static final List<Kind> PICTURES = List.of(Kind.PICTURE, Kind.VIDEO);
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

    /// Files that are not in the bin, newest first.
    public Page<StoredFile> search(long account, Search search, int page, int size) {
        var kinds = search.kind() == null ? ALL : List.of(search.kind());
        return search(account, search.text(), kinds, search.month(), page, size);
    }

    /// Pictures and videos that are not in the bin, newest first.
    ///
    /// @param month when they were stored; null for always
    public Page<StoredFile> pictures(long account, @Nullable YearMonth month, int page, int size) {
        return search(account, "", PICTURES, month, page, size);
    }

    private Page<StoredFile> search(
            long account,
            String text,
            List<Kind> kinds,
            @Nullable YearMonth month,
            int page,
            int size) {
        var zone = ZoneId.systemDefault();
        return page(
                files.search(
                        account,
                        anywhere(text),
                        kinds,
                        month == null ? ALWAYS : month.atDay(1).atStartOfDay(zone).toInstant(),
                        month == null
                                ? NEVER
                                : month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(),
                        PageRequest.of(page, size)));
    }

    static Page<StoredFile> page(Slice<StoredFile> found) {
        return new Page<>(
                found.getContent(),
                found.getNumber(),
                found.getNumber() * found.getSize() + 1,
                found.hasNext());
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
                        ? search(account, new Search(text, null, null), 0, 2).shown()
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

    /// The file with a version whose bytes are at a place, or on their way to it or away from it.
    public Optional<StoredFile> at(long account, NasPath path) {
        return versions.at(account, path.path(), Limit.of(1)).stream().findFirst();
    }

    /// Versions of an account's files outside the bin, in order, after a given one.
    public List<FileVersion> after(long account, long version, int most) {
        return versions.after(account, version, Limit.of(most));
    }

    /// How many versions an account's files outside the bin have.
    public long versionCount(long account) {
        return versions.countOutsideBin(account);
    }

    /// Enters what is on the NAS: as a new version where the account has a file of that name,
    /// otherwise as a new file. It belongs to the caller's transaction.
    ///
    /// @param recompressed whether a chat had changed the bytes
    @Transactional(propagation = Propagation.MANDATORY)
    public FileVersion add(
            long account,
            String name,
            String mediaType,
            NasPath path,
            Fingerprint content,
            boolean recompressed) {
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
        return versions.save(new FileVersion(file, number, path, content, recompressed, now));
    }

    /// Notes that a chat had changed the bytes of a version. It belongs to the caller's
    /// transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void recompressed(long version) {
        versions.findById(version).ifPresent(known -> known.recompressed = true);
    }

    /// Gives a file another name.
    void rename(StoredFile of, String name) {
        var file = files.findById(of.id()).orElseThrow();
        file.name = name;
        file.nameKey = SafeName.key(name);
    }
}
