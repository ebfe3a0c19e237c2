package dev.porter.backup;

import dev.porter.backup.Backup.State;
import dev.porter.chat.ChatPlatforms;
import java.time.Instant;
import java.util.List;

/// What people sent, as far as a platform keeps it on this computer.
public final class Originals {
    private static final List<State> UNFINISHED =
            List.of(State.ARRIVING, State.ACCEPTED, State.VERIFIED);

    private final BackupRepository backups;
    private final ChatPlatforms platforms;

    Originals(BackupRepository backups, ChatPlatforms platforms) {
        this.backups = backups;
        this.platforms = platforms;
    }

    /// Has the platforms throw away what is old, but for what is still on its way to the NAS.
    public void forgetOld(Instant now) {
        for (var platform : platforms.all()) {
            platform.forgetOld(
                    now,
                    reference ->
                            backups.existsByPlatformAndReferenceAndStateIn(
                                    platform.name(), reference, UNFINISHED));
        }
    }
}
