package dev.porter.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says which setting the port is.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
        return new FailureAnalysis(
                "Another program uses port %d: stop it, or set server.port to a free one."
                        .formatted(cause.getPort()),
                null,
                cause);
    }
}
