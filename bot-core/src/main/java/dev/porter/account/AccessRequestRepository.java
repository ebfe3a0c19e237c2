package dev.porter.account;

import dev.porter.chat.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AccessRequestRepository extends JpaRepository<AccessRequest, Long> {
    Optional<AccessRequest> findFirstByPersonOrderByIdDesc(PersonId person);

    List<AccessRequest> findByPersonAndStateIn(
            PersonId person, Collection<AccessRequest.State> states);

    List<AccessRequest> findByStateOrderById(AccessRequest.State state);
}
