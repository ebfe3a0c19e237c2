package dev.porter.telegram;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bot as Telegram knows it, once Telegram has said so.
final class Bot {
    private volatile @Nullable String userName;

    void isCalled(String name) {
        userName = name;
    }

    /// Whether a command for `@name` is for this bot; before the name is known, any is.
    boolean isMeantBy(String name) {
        var known = userName;
        return known == null || known.equalsIgnoreCase(name);
    }

    /// The address of the private chat with it.
    Optional<String> link() {
        return Optional.ofNullable(userName).map(name -> "https://t.me/" + name);
    }
}
