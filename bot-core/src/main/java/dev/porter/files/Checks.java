package dev.porter.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What the catalogue knows of how its versions were when they were read back.
@Repository
@Transactional
class Checks {
    /// Whatever was read later than this from now was read by a clock that went wrong.
    private static final Duration AHEAD = Duration.ofDays(1);

    private final FileVersionRepository versions;
    private final Bin bin;
    private final Clock clock;

    Checks(FileVersionRepository versions, Bin bin, Clock clock) {
        this.versions = versions;
        this.bin = bin;
        this.clock = clock;
    }

    /// Versions of any account that were last read back before then, the longest ago first.
    List<FileVersion> notReadSince(Instant then, int most) {
        return versions.notReadSince(then, clock.instant().plus(AHEAD), Limit.of(most));
    }

    /// A version was read back from the NAS just now.
    ///
    /// @return whether that is news: it was whole and is not any more, or the other way round
    boolean read(FileVersion of, boolean intact) {
        var version = versions.findById(of.id()).orElse(null);
        if (version == null || (!intact && movedOrPurged(version, of))) {
            return false;
        }
        var wasIntact = version.damagedAt == null;
        version.checkedAt = clock.instant();
        if (wasIntact != intact) {
            version.damagedAt = intact ? null : clock.instant();
        }
        return wasIntact != intact;
    }

    /// Whether a version is not where it was looked for because it was moved meanwhile, or because
    /// the bin is being emptied.
    private boolean movedOrPurged(FileVersion version, FileVersion before) {
        return !version.places().equals(before.places())
                || bin.overdue(clock.instant(), version.fileId);
    }
}
