package dev.porter.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class DurableTest {
    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:durable");
    private final List<String> events = new ArrayList<>();

    @Test
    void nobody_gets_the_connection_before_what_was_committed_is_on_the_disk() {
        var durable =
                new Durable(
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        new JdbcTemplate(database) {
                            @Override
                            public void execute(String sql) {
                                super.execute(sql);
                                events.add(sql);
                            }
                        },
                        true);
        durable.commit(() ->
                TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCompletion(int status) {
                                events.add("the connection is let go");
                            }
                        }));
        assertThat(events).containsExactly("CHECKPOINT SYNC", "the connection is let go");
    }
}
