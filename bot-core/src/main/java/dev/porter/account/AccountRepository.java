package dev.porter.account;

import dev.porter.nas.UserName;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AccountRepository extends JpaRepository<Account, Long> {
    Optional<Account> findByUserName(UserName userName);

    List<Account> findByRoleOrderById(Account.Role role);

    List<Account> findByState(Account.State state);

    List<Account> findAllByOrderById();
}
