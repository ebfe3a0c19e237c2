package dev.porter.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface BackupRepository extends JpaRepository<Backup, Long> {
    boolean existsBySourceKey(String sourceKey);

    List<Backup> findByBunchOrderById(String bunch);

    List<Backup> findByAccountIdAndStateInOrderById(
            long accountId, List<Backup.State> states, Limit limit);

    Optional<Backup> findFirstByAccountIdAndStateInAndDueAtLessThanEqualOrderById(
            long accountId, List<Backup.State> states, Instant now);

    List<Backup> findByStateInOrderById(List<Backup.State> states, Limit limit);

    long countByAccountIdAndStateIn(long accountId, List<Backup.State> states);

    Optional<Backup> findFirstByAccountIdAndStateOrderByIdDesc(long accountId, Backup.State state);
}
