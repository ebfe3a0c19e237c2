package dev.porter.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface FileVersionRepository extends JpaRepository<FileVersion, Long> {
    List<FileVersion> findByFileIdOrderByNumberDesc(long fileId);

    Optional<FileVersion> findFirstByFileIdOrderByNumberDesc(long fileId);

    Optional<FileVersion> findByIdAndAccountId(long id, long accountId);

    @Query(
            """
            select v from FileVersion v, StoredFile f where f.id = v.fileId and f.binnedAt is null
            and v.accountId = :account and v.sha256 = :sha256 and v.size = :size order by v.id
            """)
    List<FileVersion> sameContent(long account, String sha256, long size, Limit limit);

    List<FileVersion> findByMovingToIsNotNull();

    @Query(
            """
            select v from FileVersion v where v.checkedAt < :then or v.checkedAt > :tooFar
            order by v.checkedAt, v.id
            """)
    List<FileVersion> notReadSince(Instant then, Instant tooFar, Limit limit);

    @Query(
            """
            select f from FileVersion v, StoredFile f where f.id = v.fileId
            and v.accountId = :account and (v.path = :path or v.movingTo = :path) order by v.id
            """)
    List<StoredFile> at(long account, String path, Limit limit);

    @Query(
            """
            select count(v) > 0 from FileVersion v where v.accountId = :account and v.id <> :version
            and (v.path = :path or v.movingTo = :path)
            """)
    boolean othersAt(long account, long version, String path);

    @Query(
            """
            select v from FileVersion v, StoredFile f where f.id = v.fileId and f.binnedAt is null
            and v.accountId = :account and v.id > :version order by v.id
            """)
    List<FileVersion> after(long account, long version, Limit limit);

    @Query(
            """
            select count(v) from FileVersion v, StoredFile f where f.id = v.fileId
            and f.binnedAt is null and v.accountId = :account
            """)
    long countOutsideBin(long account);

    @Query(
            """
            select new dev.porter.files.ManifestLine(v.id, v.fileId, f.name, f.mediaType,
            case when f.binnedAt is null then false else true end, v.number, v.path, v.size,
            v.sha256, v.md5, v.recompressed, v.storedAt)
            from FileVersion v, StoredFile f where f.id = v.fileId
            and v.accountId = :account and v.id > :version order by v.id
            """)
    List<ManifestLine> manifest(long account, long version, Limit limit);

    List<FileVersion> findByAccountIdOrderById(long account);

    @Query("select coalesce(sum(v.size), 0) from FileVersion v where v.accountId = :account")
    long bytes(long account);
}
