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

    /// A version was read back from the NAS. What somebody else has found out about it meanwhile
    /// stands: they came later.
    ///
    /// @param of as it was known when the reading began
    /// @param began when that was
    /// @return whether that is news: it was whole and is not any more, or the other way round
    boolean read(FileVersion of, boolean intact, Instant began) {
        var version = versions.findById(of.id()).orElse(null);
        if (version == null
                || !version.checkedAt.equals(of.checkedAt)
                || (!intact && !version.places().equals(of.places()))) {
            return false;
        }
        version.checkedAt = began;
        var wasIntact = version.damagedAt == null;
        if (wasIntact == intact || (!intact && bin.overdue(clock.instant(), version.fileId))) {
            return false; // no news, or the bin is being emptied
        }
        version.damagedAt = intact ? null : began;
        return true;
    }
}
