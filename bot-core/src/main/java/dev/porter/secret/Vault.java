package dev.porter.secret;

import dev.porter.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps the few secrets that have to be used again (the seeds of two-step verification) so that
/// the database alone does not give them away: sealed with a key that lies beside it in a file of
/// its own, which only Porter's own user may read.
public final class Vault {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /// Opens the vault, and makes its key the first time.
    ///
    /// @param folder where the key file is; on a file system with permissions the file must be
    ///   readable by its owner alone
    public Vault(Path folder) {
        var file = folder.resolve("seal.key");
        try {
            Disk.folder(folder);
            var posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
            if (Files.notExists(file)) {
                make(file, posix);
            }
            var bytes = Files.readAllBytes(file);
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "The key file %s is damaged; restore it from your backup.".formatted(file));
            }
            if (posix
                    && Files.getPosixFilePermissions(file).stream()
                            .anyMatch(may -> !may.name().startsWith("OWNER"))) {
                throw new IllegalStateException(
                        "The key file %s can be read by others; run: chmod 600 %s"
                                .formatted(file, file));
            }
            key = new SecretKeySpec(bytes, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s cannot be used.".formatted(file), e);
        }
    }

    private static void make(Path file, boolean posix) throws IOException {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        var owner = PosixFilePermissions.fromString("rw-------");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Cut while it is written, it must not lie there as the key.
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (var channel =
                posix
                        ? FileChannel.open(
                                unfinished, options, PosixFilePermissions.asFileAttribute(owner))
                        : FileChannel.open(unfinished, options)) {
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Disk.name(unfinished, file);
    }

    /// Seals a secret for the place it is kept at.
    ///
    /// @param place what it belongs to; it opens nowhere else
    public String seal(Secret secret, String place) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            var sealed = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            var encoder = Base64.getEncoder();
            return encoder.encodeToString(nonce) + "." + encoder.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be sealed.", e);
        }
    }

    /// Opens what [#seal] closed for the same place.
    public Secret open(String sealed, String place) {
        try {
            var parts = sealed.split("\\.", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("There is no nonce.");
            }
            var decoder = Base64.getDecoder();
            var cipher = cipher(Cipher.DECRYPT_MODE, decoder.decode(parts[0]), place);
            return new Secret(
                    new String(cipher.doFinal(decoder.decode(parts[1])), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A sealed secret does not open: the key file is another one.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
