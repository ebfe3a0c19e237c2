package dev.porter.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface NoticeRepository extends JpaRepository<Notice, Long> {
    Optional<Notice> findByKey(String key);

    List<Notice> findByKeyStartingWith(String prefix);

    long countByKeyStartingWith(String prefix);

    long countByKeyStartingWithAndShownGreaterThan(String prefix, int shown);

    void deleteByChangedAtBefore(Instant then);
}
