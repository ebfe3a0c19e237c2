package dev.porter.backup;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface BackupRepository extends JpaRepository<Backup, Long> {
    boolean existsBySourceKey(String sourceKey);

    /// One that is about to be changed: nobody else changes it before the transaction is over.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from Backup b where b.id = :id")
    Optional<Backup> toChange(long id);

    List<Backup> findByBunchOrderById(String bunch);

    List<Backup> findByAccountIdAndStateInOrderById(
            long accountId, List<Backup.State> states, Limit limit);

    List<Backup> findByAccountIdAndStateInOrderByIdDesc(
            long accountId, List<Backup.State> states, Limit limit);

    @Query(
            """
            select b from Backup b where b.accountId = :account and b.state in :states
            and (b.dueAt <= :now or b.dueAt > :tooFar) order by b.id
            """)
    List<Backup> due(
            long account, List<Backup.State> states, Instant now, Instant tooFar, Limit limit);

    @Query("select b.id from Backup b where b.state in :states and b.problem in :problems")
    List<Long> waiting(List<Backup.State> states, List<Backup.Problem> problems);

    /// Those that were given up, are still needed, and did not come in another way: the same
    /// content, that came later or is not in the bin; where nobody knows the content, later one of
    /// that name and size.
    @Query(
            """
            select b from Backup b where b.accountId = :account and b.state = :failed
            and b.forgone = false and not exists (
              select 1 from Backup s where s.accountId = b.accountId and s.id > b.id
              and s.state in :stored and (s.sha256 = b.sha256 or (b.sha256 is null
                and lower(s.name) = lower(b.name) and s.claimedSize = b.claimedSize
                and b.claimedSize >= 0)))
            and not exists (
              select 1 from FileVersion v join StoredFile f on f.id = v.fileId
              where v.accountId = b.accountId and v.sha256 = b.sha256 and f.binnedAt is null)
            order by b.id
            """)
    List<Backup> missed(long account, Backup.State failed, List<Backup.State> stored, Limit limit);

    @Modifying
    @Query(
            """
            update Backup b set b.forgone = true where b.accountId = :account
            and b.state = :failed and b.id <= :last
            """)
    void forgo(long account, Backup.State failed, long last);

    List<Backup> findByStateInOrderById(List<Backup.State> states, Limit limit);

    List<Backup> findByStateInAndProblemIsNotNullOrderById(List<Backup.State> states, Limit limit);

    long countByStateInAndProblemIsNotNull(List<Backup.State> states);

    boolean existsByAccountIdAndStateAndPath(long accountId, Backup.State state, String path);

    boolean existsByPlatformAndReferenceAndStateIn(
            String platform, String reference, List<Backup.State> states);

    long countByAccountIdAndStateIn(long accountId, List<Backup.State> states);
}
