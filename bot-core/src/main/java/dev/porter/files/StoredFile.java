package dev.porter.files;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file of an account in the catalogue, with one or more versions.
@Entity
public class StoredFile {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    long accountId;
    String name;
    String nameKey;
    String mediaType;

    @Enumerated(EnumType.STRING)
    Kind kind;

    Instant storedAt;
    @Nullable Instant binnedAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected StoredFile() {}

    StoredFile(long accountId, String name, String mediaType, Instant storedAt) {
        this.accountId = accountId;
        this.name = name;
        this.nameKey = SafeName.key(name);
        this.mediaType = mediaType;
        this.kind = Kind.of(mediaType);
        this.storedAt = storedAt;
    }

    /// Its lasting number.
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The file is not stored yet.");
        }
        return id;
    }

    /// What its owner calls it.
    public String name() {
        return name;
    }

    /// What its content is.
    public String mediaType() {
        return mediaType;
    }

    /// When its latest version was stored.
    public Instant storedAt() {
        return storedAt;
    }

    /// When the bin lets go of it; empty while it is not in the bin.
    public Optional<Instant> goneAt() {
        return Optional.ofNullable(binnedAt).map(since -> since.plus(Bin.KEEPS));
    }

    /// Whether it lies in the bin.
    public boolean binned() {
        return binnedAt != null;
    }
}
