package dev.porter.files;

import dev.porter.nas.NasPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What the catalogue knows of versions that are being moved: where they go is written down before
/// they go, so that a move that was cut is found.
@Repository
@Transactional
class Moves {
    private final FileVersionRepository versions;

    Moves(FileVersionRepository versions) {
        this.versions = versions;
    }

    /// Versions whose moves have not come to their end.
    List<FileVersion> open() {
        return versions.findByMovingToIsNotNull();
    }

    /// A version is about to go to a place; to none when it stays where it is.
    void begin(FileVersion of, @Nullable NasPath to) {
        versions.findById(of.id()).orElseThrow().movingTo = to == null ? null : to.path();
    }

    /// A version is at a place.
    void end(FileVersion of, NasPath to) {
        var version = versions.findById(of.id()).orElseThrow();
        version.path = to.path();
        version.movingTo = null;
    }

    /// Whether a place belongs to another version of the same account: its bytes are there, or on
    /// their way to it or away from it.
    boolean isOfAnother(FileVersion version, NasPath path) {
        return versions.othersAt(version.accountId, version.id(), path.path());
    }
}
