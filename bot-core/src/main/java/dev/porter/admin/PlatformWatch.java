package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells the administrators when a platform cannot be used, where they are on another one, and when
/// it can again. What is different at the next look is not worth a message.
public final class PlatformWatch {
    private final ChatPlatforms platforms;
    private final Alarms alarms;
    private final Map<String, Boolean> troubledBefore = new HashMap<>();

    PlatformWatch(ChatPlatforms platforms, Alarms alarms) {
        this.platforms = platforms;
        this.alarms = alarms;
    }

    /// Looks once.
    public synchronized void look() {
        platforms.all().forEach(this::look);
    }

    private void look(ChatPlatform platform) {
        var trouble = platform.trouble();
        var before = Optional.ofNullable(troubledBefore.put(platform.name(), trouble.isPresent()));
        if (before.filter(troubled -> troubled == trouble.isPresent()).isPresent()) {
            trouble.ifPresentOrElse(words -> tell(platform, words), () -> over(platform));
        }
    }

    private void tell(ChatPlatform platform, String words) {
        alarms.raiseElsewhere(
                platform.name(),
                name(platform),
                () ->
                        Message.titled(
                                tr("⚠ Nobody can reach me on %s", platform.displayName()),
                                platform.trouble().orElse(words)
                                        + "\n\n"
                                        + tr("I'll tell you here when I am back there.")));
    }

    private void over(ChatPlatform platform) {
        alarms.over(
                name(platform), () -> Message.of(tr("✅ I am back on %s.", platform.displayName())));
    }

    private static String name(ChatPlatform platform) {
        return "platform:" + platform.name();
    }
}
