package dev.porter.account;

import static dev.porter.language.Language.tr;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.QrPicture;
import dev.porter.secret.Codes;
import dev.porter.secret.Secret;
import dev.porter.secret.Vault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// Two-step verification for accounts that Porter itself keeps: codes of an authenticator app (RFC
/// 6238: SHA-1, six digits, 30 seconds), and recovery codes for when the phone is lost.
class TwoStep {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int SEED_BYTES = 20;
    private static final int RECOVERY_CODES = 8;
    private static final int RECOVERY_CODE_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final RecoveryCodes recovery;
    private final Vault vault;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator(STEP);

    TwoStep(Accounts accounts, RecoveryCodes recovery, Vault vault, Clock clock) {
        this.accounts = accounts;
        this.recovery = recovery;
        this.vault = vault;
        this.clock = clock;
    }

    /// Makes a new seed for an account; it has no effect before [#turnOn].
    Secret enrol(Account account) {
        var seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        var text = new Secret(new Base32().encodeToString(seed).replace("=", ""));
        accounts.twoStep(account.id(), vault.seal(text, place(account)), false);
        return text;
    }

    /// The picture that an authenticator app scans.
    OutgoingFile picture(Account account, Secret seed) {
        var name = URLEncoder.encode(account.home().value(), StandardCharsets.UTF_8);
        return QrPicture.of(
                "otpauth://totp/Porter:%s?secret=%s&issuer=Porter".formatted(name, seed.reveal()),
                "two-step.png",
                tr("Scan this with your authenticator app."),
                Message.Care.FLEETING);
    }

    /// Turns it on when the code proves that the app has the seed.
    ///
    /// @return the recovery codes, shown this once; empty when the code is wrong
    List<Secret> turnOn(Account account, String code) {
        if (!right(account, code)) {
            return List.of();
        }
        accounts.twoStep(account.id(), account.twoStep == null ? "" : account.twoStep, true);
        var codes =
                Stream.generate(() -> Codes.fresh(RECOVERY_CODE_LENGTH))
                        .limit(RECOVERY_CODES)
                        .toList();
        recovery.replace(account.id(), codes.stream().map(c -> Codes.hash(c.reveal())).toList());
        return codes;
    }

    /// Turns it off and forgets the seed.
    void turnOff(Account account) {
        accounts.twoStep(account.id(), "", false);
        recovery.replace(account.id(), List.of());
    }

    /// Whether it is a code of the account's app that was not used before, or one of its recovery
    /// codes, which is used up.
    boolean accepts(Account account, String code) {
        return right(account, code) || recovery.use(account.id(), Codes.hash(code));
    }

    private boolean right(Account account, String code) {
        var sealed = account.twoStep;
        var digits = code.replace(" ", "");
        if (sealed == null || !digits.matches("[0-9]{6}")) {
            return false;
        }
        var seed = new Base32().decode(vault.open(sealed, place(account)).reveal());
        var key = new SecretKeySpec(seed, generator.getAlgorithm());
        var now = clock.instant();
        try {
            for (var drift : new int[] {0, -1, 1}) {
                var then = now.plus(STEP.multipliedBy(drift));
                if (Codes.same(generator.generateOneTimePasswordString(key, then), digits)) {
                    return accounts.useTimeStep(
                            account.id(), then.getEpochSecond() / STEP.toSeconds());
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A code could not be computed.", e);
        }
    }

    private static String place(Account account) {
        return "two-step:" + account.id();
    }
}
