package dev.porter.backup;

import dev.porter.chat.ChatPlatforms;
import java.time.Instant;

/// What people sent, as far as a platform keeps it on this computer.
public final class Originals {
    private final Backups backups;
    private final ChatPlatforms platforms;

    Originals(Backups backups, ChatPlatforms platforms) {
        this.backups = backups;
        this.platforms = platforms;
    }

    /// Has the platforms throw away what is old, but for what is still on its way to the NAS.
    public void forgetOld(Instant now) {
        for (var platform : platforms.all()) {
            platform.forgetOld(now, reference -> backups.isComing(platform.name(), reference));
        }
    }
}
