package dev.porter.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/// Random codes that people pass on and type: digits and capital letters without those that are
/// mistaken for each other, five bits a character.
public final class Codes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /// A new code of so many characters.
    public static Secret fresh(int characters) {
        return new Secret(
                RANDOM.ints(characters, 0, ALPHABET.length())
                        .mapToObj(i -> ALPHABET.substring(i, i + 1))
                        .collect(Collectors.joining()));
    }

    /// What is kept of a code: enough to recognise it, however it is typed. A random code of 80
    /// bits or more needs no slower hash.
    public static String hash(String typed) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(plain(typed).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// Whether two codes are the same, however they are typed, in a time that tells nothing.
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                plain(one).getBytes(StandardCharsets.UTF_8),
                plain(other).getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
