package dev.porter.account;

import dev.porter.chat.PersonId;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface LinkRepository extends JpaRepository<Link, Long> {
    Optional<Link> findByPerson(PersonId person);

    List<Link> findByAccountIdOrderById(long accountId);

    List<Link> findByAccountIdOrderBySinceDescIdDesc(long accountId);
}
