package dev.porter.ticket;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface TicketRepository extends JpaRepository<Ticket, Long> {
    Optional<Ticket> findByHash(String hash);

    void deleteByExpiresAtBefore(Instant then);
}
