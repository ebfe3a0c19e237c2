package dev.porter.nas;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// What identifies the content of a file.
///
/// @param size in bytes
/// @param sha256 in lower-case hexadecimal: the identity
/// @param md5 in lower-case hexadecimal: only because some NAS compute nothing else by themselves,
///   and only against accidents; null where nobody needed it
public record Fingerprint(long size, String sha256, @Nullable String md5) {
    /// Whether the other is of the same content, with an MD5 or without.
    public boolean sameContent(Fingerprint other) {
        return size == other.size && sha256.equals(other.sha256);
    }

    /// What computes the identity; every Java has it.
    public static MessageDigest newSha256() {
        return digest("SHA-256");
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }
}
