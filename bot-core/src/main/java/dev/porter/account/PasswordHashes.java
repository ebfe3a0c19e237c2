package dev.porter.account;

import dev.porter.secret.Secret;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Hashes of passwords, by Argon2id with the parameters of OWASP ASVS 5.0, appendix C: 46 MiB, one
/// pass. No more than two are computed at once, so that guessing cannot take all memory.
final class PasswordHashes {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 46 * 1024;
    private static final int PASSES = 1;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore atOnce = new Semaphore(2, true);
    private volatile @Nullable String nobody;

    PasswordHashes() {
        this(KIBIBYTES);
    }

    /// @param kibibytes how much memory each takes
    PasswordHashes(int kibibytes) {
        argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, kibibytes, PASSES);
    }

    String of(Secret password) {
        atOnce.acquireUninterruptibly();
        try {
            var hash = argon2.encode(password.reveal());
            if (hash == null) {
                throw new IllegalStateException("No hash was made.");
            }
            return hash;
        } finally {
            atOnce.release();
        }
    }

    /// Compares; for an account without a password, in the time that it takes with one.
    boolean match(Secret password, @Nullable String hash) {
        var against = hash == null ? ofNobody() : hash;
        atOnce.acquireUninterruptibly();
        try {
            return argon2.matches(password.reveal(), against) && hash != null;
        } finally {
            atOnce.release();
        }
    }

    private String ofNobody() {
        var known = nobody;
        if (known == null) {
            known = of(new Secret("nobody"));
            nobody = known;
        }
        return known;
    }
}
