package dev.porter.gateway.synology;

/// Porter does not try to log in now, so that DSM does not block its address.
final class LogInHeldBack extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message for an administrator
    LogInHeldBack(String message) {
        super(message);
    }
}
