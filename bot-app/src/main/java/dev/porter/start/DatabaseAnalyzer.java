package dev.porter.start;

import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says what to look at when the database cannot be opened. What a driver says may hold the address
/// with the password in it, so only its code is shown.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {
    private static final String OPENS_IT = "flywayInitializer";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BeanCreationException cause) {
        var opens = false;
        var code = "";
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof FlywayValidateException) {
                return new FailureAnalysis(
                        "The database at spring.datasource.url was made by another version of Porter:"
                                + " start that version, or restore the backup made before the change.",
                        null,
                        at);
            }
            if (at instanceof SQLException e) {
                code = " (it answers with code %s)".formatted(e.getSQLState());
            }
            opens |= at instanceof BeanCreationException e && OPENS_IT.equals(e.getBeanName());
        }
        return opens
                ? new FailureAnalysis(
                        "Porter cannot open its database%s: look at spring.datasource.url, .username and .password, or remove them to use the built-in one."
                                .formatted(code),
                        null,
                        cause)
                : null;
    }
}
