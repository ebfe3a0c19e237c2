package dev.porter.gateway.synology;

import dev.porter.gateway.synology.DsmAuth.SessionKey;

/// An account's way into DSM, as long as it has one.
interface DsmLogIn {
    /// The account's name.
    String account();

    /// What shows that it is logged in.
    ///
    /// @throws dev.porter.nas.NasException `NOT_SIGNED_IN` when it is not
    SessionKey key();

    /// DSM has forgotten a key: the next one is another.
    ///
    /// @throws dev.porter.nas.NasException `NOT_SIGNED_IN` when there is no other
    void renew(SessionKey stale);
}
