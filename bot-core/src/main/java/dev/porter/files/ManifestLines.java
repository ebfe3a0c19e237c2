package dev.porter.files;

import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The catalogue as manifests hold it, on its way out and back.
@Repository
@Transactional
class ManifestLines {
    private final StoredFileRepository files;
    private final FileVersionRepository versions;
    private final Clock clock;

    ManifestLines(StoredFileRepository files, FileVersionRepository versions, Clock clock) {
        this.files = files;
        this.versions = versions;
        this.clock = clock;
    }

    /// Versions of an account, in order, after a given one.
    List<ManifestLine> after(long account, long version, int most) {
        return versions.manifest(account, version, Limit.of(most));
    }

    /// All versions of an account, also in the bin.
    List<FileVersion> versions(long account) {
        return versions.findByAccountIdOrderById(account);
    }

    /// Enters what is found on the NAS and not in the catalogue. It was not read, so it is the
    /// first that [Scrub] reads. It belongs to the caller's transaction.
    ///
    /// @param known the number of the file whose version it is; null for a new one, or where the
    ///   line does not tell files apart: then the one of that name, if there is one
    /// @return the number of the file
    @Transactional(propagation = Propagation.MANDATORY)
    long adopt(long account, NasPath path, ManifestLine line, @Nullable Long known) {
        var file =
                (line.file() == null ? ofThatName(account, path, line) : byNumber(known))
                        .orElseGet(() -> made(account, path, line));
        var number =
                versions.findFirstByFileIdOrderByNumberDesc(file.id())
                        .map(latest -> latest.number + 1)
                        .orElse(line.number());
        var version =
                new FileVersion(
                        file, number, path, line.content(), line.notOriginal(), line.storedAt());
        version.checkedAt = Instant.EPOCH;
        versions.save(version);
        if (file.storedAt.isBefore(line.storedAt())) {
            file.storedAt = line.storedAt();
        }
        return file.id();
    }

    private Optional<StoredFile> byNumber(@Nullable Long file) {
        return file == null ? Optional.empty() : files.findById(file);
    }

    private Optional<StoredFile> ofThatName(long account, NasPath path, ManifestLine line) {
        return files
                .findByAccountIdAndNameKeyOrderByIdDesc(account, SafeName.key(line.name()))
                .stream()
                .filter(file -> file.binned() == StoredBytes.inBin(path))
                .findFirst();
    }

    private StoredFile made(long account, NasPath path, ManifestLine line) {
        var file = new StoredFile(account, line.name(), line.mediaType(), line.storedAt());
        file.binnedAt = StoredBytes.inBin(path) ? clock.instant() : null;
        return files.save(file);
    }

    /// Has the catalogue follow a version that was moved behind its back. It belongs to the
    /// caller's transaction.
    ///
    /// @param name what its file is called by now
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(FileVersion of, NasPath to, String name) {
        var version = versions.findById(of.id()).orElseThrow();
        version.path = to.path();
        version.movingTo = null;
        version.checkedAt = Instant.EPOCH;
        var file = files.findById(version.fileId).orElseThrow();
        file.name = name;
        file.nameKey = SafeName.key(name);
        // A file is in the bin from before its first version is there until after its last.
        var inBin =
                versions.findByFileIdOrderByNumberDesc(file.id()).stream()
                        .anyMatch(one -> StoredBytes.inBin(one.path()));
        if (inBin != file.binned()) {
            file.binnedAt = inBin ? clock.instant() : null;
        }
    }

    /// What the file of a version is called.
    String name(FileVersion version) {
        return files.findById(version.fileId).orElseThrow().name;
    }
}
