package dev.porter.account;

import org.springframework.context.support.GenericApplicationContext;

/// Hashes of passwords for tests in which many people sign up: as the real ones, of less memory.
public final class CheapHashes {
    private static final int KIBIBYTES = 64;

    private CheapHashes() {}

    /// Has a Porter make these.
    public static void in(GenericApplicationContext porter) {
        porter.registerBean(PasswordHashes.class, () -> new PasswordHashes(KIBIBYTES));
    }
}
