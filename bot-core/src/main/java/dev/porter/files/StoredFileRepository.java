package dev.porter.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface StoredFileRepository extends JpaRepository<StoredFile, Long> {
    Optional<StoredFile> findByIdAndAccountId(long id, long accountId);

    List<StoredFile> findByAccountIdAndNameKeyAndBinnedAtIsNullOrderByIdDesc(
            long accountId, String nameKey, Limit limit);

    List<StoredFile> findByAccountIdAndNameKeyOrderByIdDesc(long accountId, String nameKey);

    @Query(
            """
            select f from StoredFile f where f.accountId = :account and f.binnedAt is null
            and f.nameKey like :name escape '!' and f.kind in :kinds
            and f.storedAt >= :from and f.storedAt < :to order by f.storedAt desc, f.id desc
            """)
    Slice<StoredFile> search(
            long account, String name, List<Kind> kinds, Instant from, Instant to, Pageable page);

    @Query(
            """
            select f from StoredFile f where f.accountId = :account and f.binnedAt is not null
            order by f.binnedAt desc, f.id desc
            """)
    Slice<StoredFile> bin(long account, Pageable page);

    @Modifying
    @Query("update StoredFile f set f.binnedAt = :now where f.binnedAt > :tooFar")
    void straighten(Instant tooFar, Instant now);

    @Query(
            """
            select f from StoredFile f where f.accountId = :account and f.binnedAt is not null
            and f.nameKey like :name escape '!' order by f.binnedAt desc, f.id desc
            """)
    List<StoredFile> binned(long account, String name, Limit limit);

    List<StoredFile> findByBinnedAtBefore(Instant then, Limit limit);

    long countByAccountIdAndBinnedAtIsNull(long accountId);

    @Query(
            """
            select distinct year(f.storedAt) * 100 + month(f.storedAt) from StoredFile f
            where f.accountId = :account and f.binnedAt is null and f.kind in :kinds
            """)
    List<Integer> months(long account, List<Kind> kinds);
}
