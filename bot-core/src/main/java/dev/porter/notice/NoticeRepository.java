package dev.porter.notice;

import dev.porter.chat.ChatId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface NoticeRepository extends JpaRepository<Notice, Long> {
    Optional<Notice> findByKey(String key);

    List<Notice> findByKeyStartingWith(String prefix);

    @Query(
            """
            select n from Notice n where n.chat = :chat and n.shown < n.wanted
            and n.changedAt > :since order by n.id desc
            """)
    List<Notice> unsaid(ChatId chat, Instant since, Limit limit);

    long countByKeyStartingWith(String prefix);

    long countByKeyStartingWithAndShownGreaterThan(String prefix, int shown);

    void deleteByChangedAtBefore(Instant then);
}
