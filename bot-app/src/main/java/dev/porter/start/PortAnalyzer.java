package dev.porter.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// Says which setting keeps the server from listening. What the system itself says of it may be in
/// any language.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final int DEFAULT = 8080;
    private static final int FIRST_FOR_EVERYBODY = 1024;

    private final Environment environment;

    PortAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, BindException cause) {
        var port = environment.getProperty("server.port", Integer.class, DEFAULT);
        var address = environment.getProperty("server.address", "");
        return new FailureAnalysis(
                !isHere(address)
                        ? "This computer has no address %s: set server.address to one that it has, or leave it out to listen to this computer alone."
                                .formatted(address)
                        : port < FIRST_FOR_EVERYBODY && !isKnownToBeTaken(failure)
                                ? "Porter may not listen on port %d: set server.port to one from %d on."
                                        .formatted(port, FIRST_FOR_EVERYBODY)
                                : "Another program uses port %d: stop it, or set server.port to a free one."
                                        .formatted(port),
                null,
                cause);
    }

    private boolean isKnownToBeTaken(Throwable failure) {
        return findCause(failure, PortInUseException.class) != null;
    }

    private static boolean isHere(String address) {
        try (var _ = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
