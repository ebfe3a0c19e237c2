package dev.porter.backup;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface BackupRepository extends JpaRepository<Backup, Long> {
    boolean existsBySourceKey(String sourceKey);

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

    List<Backup> findByStateInAndProblemIn(
            List<Backup.State> states, List<Backup.Problem> problems);

    List<Backup> findByStateInOrderById(List<Backup.State> states, Limit limit);

    List<Backup> findByStateInAndProblemIsNotNullOrderById(List<Backup.State> states, Limit limit);

    long countByStateInAndProblemIsNotNull(List<Backup.State> states);

    boolean existsByAccountIdAndStateAndPath(long accountId, Backup.State state, String path);

    long countByAccountIdAndStateIn(long accountId, List<Backup.State> states);
}
