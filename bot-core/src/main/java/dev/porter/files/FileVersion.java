package dev.porter.files;

import dev.porter.nas.Fingerprint;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One content that a stored file has or had, and where its bytes are.
@Entity
public class FileVersion {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    long fileId;
    long accountId;
    int number;
    UserName home;
    String path;

    /// Where the bytes go while they are being moved: they are at one of the two places.
    @Nullable String movingTo;

    long size;
    String sha256;
    @Nullable String md5;
    boolean recompressed;
    Instant storedAt;
    Instant checkedAt;

    /// Since when its bytes are known to be missing or changed.
    @Nullable Instant damagedAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected FileVersion() {}

    FileVersion(
            StoredFile file,
            int number,
            NasPath path,
            Fingerprint content,
            boolean recompressed,
            Instant storedAt) {
        this.fileId = file.id();
        this.accountId = file.accountId;
        this.number = number;
        this.home = path.home();
        this.path = path.path();
        this.size = content.size();
        this.sha256 = content.sha256();
        this.md5 = content.md5();
        this.recompressed = recompressed;
        this.storedAt = storedAt;
        this.checkedAt = storedAt;
    }

    /// Its lasting number.
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The version is not stored yet.");
        }
        return id;
    }

    /// The stored file it belongs to.
    public long fileId() {
        return fileId;
    }

    /// 1 for the first.
    public int number() {
        return number;
    }

    /// Where its bytes are.
    public NasPath path() {
        return new NasPath(home, path);
    }

    /// Where its bytes may be: while they are being moved, where they come from and where they go.
    List<NasPath> places() {
        return movingTo == null ? List.of(path()) : List.of(path(), new NasPath(home, movingTo));
    }

    /// What its bytes are.
    public Fingerprint content() {
        return new Fingerprint(size, sha256, md5);
    }

    /// Whether a chat had changed the bytes before Porter got them: somebody has a better one.
    public boolean recompressed() {
        return recompressed;
    }

    /// When it was stored.
    public Instant storedAt() {
        return storedAt;
    }
}
