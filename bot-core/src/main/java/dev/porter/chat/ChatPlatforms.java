package dev.porter.chat;

import java.util.List;
import java.util.function.Supplier;

/// All the platforms that Porter is on.
public final class ChatPlatforms {
    private final Supplier<List<ChatPlatform>> all;

    /// Makes the list.
    ///
    /// @param all asked each time, since platforms may come after the rest has started
    public ChatPlatforms(Supplier<List<ChatPlatform>> all) {
        this.all = all;
    }

    /// All of them.
    public List<ChatPlatform> all() {
        return all.get();
    }

    /// The one of that name.
    ///
    /// @throws UnreachableChatException when Porter is not on it now
    public ChatPlatform named(String name) {
        return all().stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UnreachableChatException("Porter is not on '" + name + "' now."));
    }

    /// Whether Porter is on the one of that name, and nothing keeps it from being there.
    public boolean wellOn(String name) {
        return all().stream()
                .anyMatch(platform -> platform.name().equals(name) && platform.trouble().isEmpty());
    }

    /// How people call the one of that name; its name itself while Porter is not on it.
    public String called(String name) {
        return all().stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .map(ChatPlatform::displayName)
                .orElse(name);
    }

    /// The one a chat is on.
    public ChatPlatform of(ChatId chat) {
        return named(chat.platform());
    }
}
