package dev.porter.account;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The hashes of the recovery codes that are left.
@Repository
@Transactional
class RecoveryCodes {
    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(long accountId, List<String> hashes) {
        jdbc.sql("DELETE FROM recovery_code WHERE account_id = ?").param(accountId).update();
        for (var hash : hashes) {
            jdbc.sql("INSERT INTO recovery_code (hash, account_id) VALUES (?, ?)")
                    .params(hash, accountId)
                    .update();
        }
    }

    /// Uses one up.
    boolean use(long accountId, String hash) {
        return jdbc.sql("DELETE FROM recovery_code WHERE account_id = ? AND hash = ?")
                        .params(accountId, hash)
                        .update()
                == 1;
    }
}
