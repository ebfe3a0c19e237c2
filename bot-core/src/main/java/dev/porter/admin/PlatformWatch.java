package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.durable.Durable;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells the administrators when a platform cannot be used, where they are on another one. A
/// trouble that is gone at the next look is not worth a message.
public final class PlatformWatch {
    private final ChatPlatforms platforms;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new HashMap<>();

    /// A trouble that lasts.
    ///
    /// @param key of what the administrators are told about it
    private record Trouble(String key, boolean told) {}

    PlatformWatch(
            ChatPlatforms platforms, Administrators administrators, Durable durable, Clock clock) {
        this.platforms = platforms;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    /// Looks once.
    public synchronized void look() {
        platforms.all().forEach(this::look);
    }

    private void look(ChatPlatform platform) {
        var before = Optional.ofNullable(troubles.get(platform.name()));
        var now = platform.trouble();
        if (now.isEmpty()) {
            troubles.remove(platform.name());
            before.filter(Trouble::told).ifPresent(trouble -> over(platform, trouble));
        } else if (before.isEmpty()) {
            var key = "platform:" + platform.name() + ":" + clock.instant().getEpochSecond();
            troubles.put(platform.name(), new Trouble(key, false));
        } else if (!before.get().told()) {
            tell(platform, before.get(), now.get());
            troubles.put(platform.name(), new Trouble(before.get().key(), true));
        }
    }

    private void tell(ChatPlatform platform, Trouble trouble, String words) {
        var message =
                Message.titled(
                        "⚠ Nobody can reach me on %s".formatted(platform.displayName()),
                        words + "\n\nI say here when I am back there.");
        durable.commit(() -> administrators.tellElsewhere(platform.name(), trouble.key(), message));
    }

    private void over(ChatPlatform platform, Trouble trouble) {
        var message = Message.of("✅ I am back on %s.".formatted(platform.displayName()));
        durable.commit(() -> administrators.tellAgain(trouble.key(), message));
    }
}
