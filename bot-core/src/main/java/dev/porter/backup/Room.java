package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much more an account may store.
final class Room {
    private static final Logger log = LoggerFactory.getLogger(Room.class);

    private final Nas nas;

    Room(Nas nas) {
        this.nas = nas;
    }

    /// In bytes. Without a quota, and while the NAS does not answer, there is always room: what
    /// then does not fit waits, and its owner is told.
    long left(Account account) {
        try {
            return nas.files().room(account.home()).orElse(Long.MAX_VALUE);
        } catch (NasException e) {
            log.info("The room of account {} is not known now: {}", account.id(), e.getMessage());
            return Long.MAX_VALUE;
        }
    }
}
