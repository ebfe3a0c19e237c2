package dev.porter.web;

import dev.porter.chat.ChatException;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.web.Entry.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The files that Porter sent, kept for a day. One that must not rest readable on the disk lies
/// there enciphered, and its key is in memory only.
final class OutgoingFiles {
    static final Duration KEPT = Duration.ofHours(24);
    private static final int BLOCK = 16;
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Shelf shelf;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    OutgoingFiles(Shelf shelf) {
        this.shelf = shelf;
    }

    /// Takes all bytes of a file, or nothing of it. Where the disk is short of room, older files go
    /// before their time.
    Sent take(OutgoingFile file) {
        var id = UUID.randomUUID().toString();
        if (file.care() != Care.ORDINARY) {
            var key = new byte[2 * BLOCK];
            random.nextBytes(key);
            keys.put(id, key);
        }
        try (var in = file.content().open()) {
            shelf.makeRoomFor(file.size());
            shelf.put(id, out -> copy(in, id, out, file.size()));
        } catch (IOException e) {
            keys.remove(id);
            throw new ChatException("A file could not be sent to the chat page.", e);
        } catch (RuntimeException e) {
            keys.remove(id);
            throw e;
        }
        var picture = file.picture() && PICTURES.contains(file.mediaType());
        return new Sent(id, file.name(), file.mediaType(), file.size(), picture);
    }

    /// Opens a file that was sent, if it is still kept.
    Optional<InputStream> open(Sent file) {
        try {
            var in = shelf.open(file.id());
            var key = keys.get(file.id());
            return Optional.of(
                    key == null ? in : new CipherInputStream(in, cipher(Cipher.DECRYPT_MODE, key)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ChatException("A file on the chat page cannot be read.", e);
        }
    }

    boolean isKept(Sent file) {
        return shelf.has(file.id());
    }

    void discard(Sent file) {
        keys.remove(file.id());
        shelf.delete(file.id());
    }

    void sweep(Instant now) {
        shelf.sweep(now.minus(KEPT), _ -> false);
        keys.keySet().removeIf(id -> !shelf.has(id));
    }

    private void copy(InputStream in, String id, OutputStream out, long promised)
            throws IOException {
        var key = keys.get(id);
        var sink =
                key == null ? out : new CipherOutputStream(out, cipher(Cipher.ENCRYPT_MODE, key));
        if (in.transferTo(sink) != promised) {
            throw new IOException("The file does not have the size it was said to have.");
        }
        sink.flush();
    }

    private static Cipher cipher(int mode, byte[] key) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key, 0, BLOCK, "AES"),
                    new IvParameterSpec(key, BLOCK, BLOCK));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES.", e);
        }
    }
}
