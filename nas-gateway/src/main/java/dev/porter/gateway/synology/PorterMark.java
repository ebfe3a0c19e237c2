package dev.porter.gateway.synology;

import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What Porter writes into the description of a user that it is making. It is different for each
/// name, and only who knows the password of Porter's administrator account can make it: a user who
/// copies one into their own description gains nothing.
final class PorterMark {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;

    private final SecretKeySpec key;

    /// @param secret the password of the administrator account
    PorterMark(Secret secret) {
        key =
                new SecretKeySpec(
                        ("mark:" + secret.reveal()).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// The mark of a user.
    String of(UserName name) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var sum = mac.doFinal(name.value().getBytes(StandardCharsets.UTF_8));
            return "Porter has not finished making this account "
                    + HexFormat.of().formatHex(Arrays.copyOf(sum, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", e);
        }
    }
}
