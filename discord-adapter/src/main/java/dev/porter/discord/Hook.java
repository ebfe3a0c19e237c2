package dev.porter.discord;

import dev.porter.chat.UncertainChatException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import net.dv8tion.jda.api.requests.Route;
import org.jspecify.annotations.Nullable;

/// By which an interaction is answered, for as long as Discord allows. It holds a token and lives
/// in memory only.
final class Hook {
    /// How Discord calls the first answer.
    static final String ORIGINAL = "@original";

    private static final long PATIENCE_SECONDS = 30;

    private final Interaction interaction;
    private final Instant until;
    private final CompletableFuture<Boolean> acknowledged;
    private volatile boolean gone;
    private final Lock firstAnswer = new ReentrantLock();
    private boolean thinking;
    private volatile @Nullable String original;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    Hook(Interaction interaction, Instant until, CompletableFuture<Boolean> acknowledged) {
        this.interaction = interaction;
        this.until = until;
        this.acknowledged = acknowledged;
        // As long as a command is not answered, Discord shows that an answer is on its way.
        this.thinking = interaction.kind() == Interaction.Kind.COMMAND;
        this.original = interaction.message();
    }

    Interaction interaction() {
        return interaction;
    }

    String application() {
        return interaction.application();
    }

    String token() {
        return interaction.token();
    }

    /// Whether it can be used now; waits for Discord to take note of the acknowledgement.
    boolean awaitUsable(Instant now) {
        if (gone || !now.isBefore(until)) {
            return false;
        }
        try {
            return acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            gone = true;
            return false;
        }
    }

    boolean isOver(Instant now) {
        return gone || !now.isBefore(until);
    }

    /// It cannot be used any more.
    void markGone() {
        gone = true;
    }

    /// Uses the place where Discord shows "thinking", where it still does. The place stays free
    /// when nothing came of it. Whoever comes meanwhile waits: what overtakes the first answer
    /// takes its place, and is written over by it.
    <T> Optional<T> inThinking(Supplier<T> use) {
        firstAnswer.lock();
        try {
            return inThinkingNow(use);
        } finally {
            firstAnswer.unlock();
        }
    }

    private <T> Optional<T> inThinkingNow(Supplier<T> use) {
        if (!takeThinking()) {
            return Optional.empty();
        }
        try {
            return Optional.of(use.get());
        } catch (RuntimeException e) {
            if (e instanceof RefusedException refused && refused.hookGone()) {
                markGone();
            }
            setThinking(isFreeAfter(e));
            throw e;
        }
    }

    private static boolean isFreeAfter(RuntimeException failure) {
        return switch (failure) {
            case UncertainChatException _ -> false;
            case RefusedException refused -> !refused.is(RefusedException.UNKNOWN_MESSAGE);
            default -> true;
        };
    }

    private synchronized boolean takeThinking() {
        var was = thinking;
        thinking = false;
        return was;
    }

    private synchronized void setThinking(boolean now) {
        thinking = now;
    }

    synchronized boolean isThinking() {
        return thinking;
    }

    void originalIs(String message) {
        original = message;
    }

    /// Notes a message that was made by it: it can be changed by no other.
    void made(String message) {
        made.add(message);
    }

    /// Whether a message can be changed by it.
    boolean holds(String message) {
        return message.equals(original) || made.contains(message);
    }

    /// The address of a message that it [#holds].
    Route.CompiledRoute route(Route route, String message) {
        var name = message.equals(original) ? ORIGINAL : message;
        return route.compile(application(), token(), name);
    }

    @Override
    public String toString() {
        return "Hook";
    }
}
