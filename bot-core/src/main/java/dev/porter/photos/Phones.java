package dev.porter.photos;

import dev.porter.account.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The phones whose pictures were seen to arrive, by owner and name.
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Phones {
    private final JdbcClient jdbc;

    Phones(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The pictures of a phone arrive.
    void runs(Account owner, String name) {
        var known =
                jdbc.sql("SELECT COUNT(*) FROM phone WHERE account_id = ? AND name = ?")
                        .params(owner.id(), name)
                        .query(Long.class)
                        .single();
        if (known == 0) {
            jdbc.sql("INSERT INTO phone (account_id, name, told) VALUES (?, ?, FALSE)")
                    .params(owner.id(), name)
                    .update();
        } else {
            jdbc.sql("UPDATE phone SET told = FALSE WHERE account_id = ? AND name = ? AND told")
                    .params(owner.id(), name)
                    .update();
        }
    }

    /// The pictures of a phone do not arrive any more.
    ///
    /// @return whether that is news: they did when it was looked at before
    boolean stands(Account owner, String name) {
        return jdbc.sql(
                                "UPDATE phone SET told = TRUE"
                                        + " WHERE account_id = ? AND name = ? AND NOT told")
                        .params(owner.id(), name)
                        .update()
                > 0;
    }
}
