package dev.porter.invite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface InviteRepository extends JpaRepository<Invite, Long> {
    Optional<Invite> findByEvent(String event);

    Optional<Invite> findByHash(String hash);

    Optional<Invite> findByIdAndAccountId(long id, long accountId);

    List<Invite> findByAccountIdOrderByIdDesc(long accountId);

    List<Invite> findByStateOrderById(Invite.State state);

    @Query(
            """
            select i from Invite i where i.state = WAITING
            or i.state in (APPROVED, ISSUED) and i.expiresAt > :now order by i.id
            """)
    List<Invite> findOpen(Instant now);

    @Query(
            """
            select count(i) from Invite i where i.accountId = :account
            and (i.state = WAITING or i.state in (APPROVED, ISSUED) and i.expiresAt > :now)
            """)
    long countOpen(long account, Instant now);
}
