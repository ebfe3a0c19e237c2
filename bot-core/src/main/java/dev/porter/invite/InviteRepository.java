package dev.porter.invite;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface InviteRepository extends JpaRepository<Invite, Long> {
    Optional<Invite> findByHash(String hash);

    Optional<Invite> findByIdAndAccountId(long id, long accountId);

    List<Invite> findByAccountIdOrderByIdDesc(long accountId, Limit limit);

    List<Invite> findByStateOrderById(Invite.State state);

    long countByAccountIdAndStateIn(long accountId, List<Invite.State> states);
}
