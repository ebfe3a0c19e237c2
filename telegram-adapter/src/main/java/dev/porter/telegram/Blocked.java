package dev.porter.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.UnreachableChatException;
import java.util.function.Supplier;

/// The chats that cannot be written to, until they show up again. Kept in memory only: Telegram
/// says it anew.
final class Blocked {
    private final Cache<String, Boolean> chats = Caffeine.newBuilder().maximumSize(10_000).build();

    void add(String chat) {
        chats.put(chat, true);
    }

    void remove(String chat) {
        chats.invalidate(chat);
    }

    /// Does something in a chat, unless that is known to be in vain.
    ///
    /// @throws UnreachableChatException when it is, or turns out to be
    <T> T reaching(String chat, Supplier<T> action) {
        if (chats.getIfPresent(chat) != null) {
            throw new UnreachableChatException("The person has blocked the bot.");
        }
        try {
            return action.get();
        } catch (RefusedException e) {
            if (e.chatGone()) {
                add(chat);
                throw new UnreachableChatException("Telegram says that the chat is gone.");
            }
            throw e;
        }
    }
}
