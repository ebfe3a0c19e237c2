package dev.porter.telegram;

import dev.porter.chat.ChatException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Leaves a chat alone for as long as Telegram wants: whoever has something for it meanwhile waits
/// for a turn, so that nothing is overtaken, and not for longer than is sensible.
final class Floods {
    private final Duration longest;
    private final Map<String, Flood> all = new ConcurrentHashMap<>();

    Floods(Duration longest) {
        this.longest = longest;
    }

    private static final class Flood {
        private final ReentrantLock turn = new ReentrantLock(true);
        private volatile long over = System.nanoTime();

        void lasts(Duration time) {
            over = System.nanoTime() + time.toNanos();
        }

        Duration left() {
            return Duration.ofNanos(over - System.nanoTime());
        }
    }

    /// Does what asks Telegram something about a chat, when Telegram wants it.
    ///
    /// @param atLength whether it may take as long as a file does: then nobody waits until it is
    ///   done, and it may be overtaken
    /// @throws ChatException when that would take too long
    <T> T ask(String chat, boolean atLength, Supplier<T> question) {
        if (!all.containsKey(chat)) {
            try {
                return question.get();
            } catch (RefusedException e) {
                begin(chat, e);
            }
        }
        var end = System.nanoTime() + longest.toNanos();
        while (true) {
            var flood = all.computeIfAbsent(chat, _ -> new Flood());
            enter(flood);
            try {
                if (all.get(chat) != flood) {
                    continue; // it was over before its turn came
                }
                if (!atLength) {
                    return inTurn(chat, flood, end, question);
                }
                sitOut(flood, end);
            } finally {
                if (!flood.turn.hasQueuedThreads() && !flood.left().isPositive()) {
                    all.remove(chat, flood);
                }
                flood.turn.unlock();
            }
            try {
                return question.get();
            } catch (RefusedException e) {
                begin(chat, e);
            }
        }
    }

    private void begin(String chat, RefusedException refused) {
        if (!refused.retryAfter().isPositive()) {
            throw refused;
        }
        all.computeIfAbsent(chat, _ -> new Flood()).lasts(refused.retryAfter());
        if (refused.retryAfter().compareTo(longest) > 0) {
            throw refused;
        }
    }

    private <T> T inTurn(String chat, Flood flood, long end, Supplier<T> question) {
        while (true) {
            sitOut(flood, end);
            try {
                return question.get();
            } catch (RefusedException e) {
                begin(chat, e);
            }
        }
    }

    private void enter(Flood flood) {
        try {
            if (!flood.turn.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw leftAlone(flood);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatException("Porter is stopping.");
        }
    }

    private static void sitOut(Flood flood, long end) {
        if (flood.over - end > 0) {
            throw leftAlone(flood);
        }
        var left = flood.left();
        if (left.isPositive()) {
            BotApi.rest(left);
        }
    }

    private static ChatException leftAlone(Flood flood) {
        return new ChatException(
                "Telegram wants to be left alone for "
                        + Math.max(0, flood.left().toSeconds())
                        + " seconds.");
    }
}
