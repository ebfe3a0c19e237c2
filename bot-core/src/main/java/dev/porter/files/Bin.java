package dev.porter.files;

import dev.porter.conversation.Page;
import dev.porter.schedule.LivedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What the catalogue knows of the bins: which files lie there, and for how long.
@Repository
@Transactional
class Bin {
    /// How long a file is kept.
    static final Duration KEEPS = Duration.ofDays(30);

    /// No clock is so far ahead for good reason.
    private static final Duration AHEAD = Duration.ofDays(1);

    private final StoredFileRepository files;
    private final FileVersionRepository versions;
    private final LivedTime time;

    Bin(StoredFileRepository files, FileVersionRepository versions, LivedTime time) {
        this.files = files;
        this.versions = versions;
        this.time = time;
    }

    /// What lies in an account's bin, latest first.
    Page<StoredFile> of(long account, int page, int size) {
        return Catalogue.page(files.bin(account, PageRequest.of(page, size)));
    }

    /// Puts a file into the bin or takes it out. A clock that is behind makes nothing older.
    void put(StoredFile of, boolean in) {
        files.findById(of.id()).orElseThrow().binnedAt = in ? time.latest() : null;
    }

    /// Files that have been in a bin for too long. What a clock that went wrong has put there in
    /// the future has been there since now.
    List<StoredFile> overdue(Instant now, int most) {
        files.straighten(now.plus(AHEAD), now);
        return files.findByBinnedAtBefore(now.minus(KEEPS), Limit.of(most));
    }

    /// Whether a file is still one of them.
    boolean overdue(Instant now, long file) {
        return files.findById(file)
                .map(its -> its.binnedAt)
                .filter(since -> since.isBefore(now.minus(KEEPS)))
                .isPresent();
    }

    /// Forgets a file whose bytes are gone.
    void forget(StoredFile file) {
        versions.deleteAll(versions.findByFileIdOrderByNumberDesc(file.id()));
        files.deleteById(file.id());
    }
}
