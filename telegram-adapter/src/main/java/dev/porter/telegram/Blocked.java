package dev.porter.telegram;

import dev.porter.chat.UnreachableChatException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The chats that cannot be written to, until they show up again. Kept in memory only: Telegram
/// says it anew.
final class Blocked {
    private static final int MOST = 10_000;

    private final Set<String> chats = ConcurrentHashMap.newKeySet();

    void add(String chat) {
        if (chats.size() >= MOST) {
            chats.clear();
        }
        chats.add(chat);
    }

    void remove(String chat) {
        chats.remove(chat);
    }

    /// Does something in a chat, unless that is known to be in vain.
    ///
    /// @throws UnreachableChatException when it is, or turns out to be
    <T> T reaching(String chat, Supplier<T> action) {
        if (chats.contains(chat)) {
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
