package dev.porter.gateway.synology;

import dev.porter.language.Saying;

/// Porter does not try to log in now, so that DSM does not block its address.
final class LogInHeldBack extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Saying saying;

    /// @param saying for an administrator
    LogInHeldBack(Saying saying) {
        super(saying.english());
        this.saying = saying;
    }

    /// Why not, for an administrator.
    Saying saying() {
        return saying;
    }
}
