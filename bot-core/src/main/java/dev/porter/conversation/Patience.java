package dev.porter.conversation;

import static dev.porter.language.Language.tr;

import dev.porter.chat.ChatException;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.language.Language;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Says "one moment" when a turn takes longer than a person likes to wait for a sign of life.
final class Patience {
    private static final long MILLISECONDS = 700;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(
                    MILLISECONDS,
                    TimeUnit.MILLISECONDS,
                    Executors.newVirtualThreadPerTaskExecutor());

    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<@Nullable MessageId> sign;

    Patience(Visit visit) {
        var language = Language.spoken();
        sign =
                CompletableFuture.supplyAsync(
                        () -> language.speak(() -> sayOneMoment(visit)), LATER);
    }

    private @Nullable MessageId sayOneMoment(Visit visit) {
        if (over.getAndSet(true)) {
            return null;
        }
        try {
            return visit.platform().send(visit.origin().chat(), Message.of(tr("One moment…")));
        } catch (ChatException _) {
            return null; // the answer itself will say what is wrong with the chat
        }
    }

    void end() {
        if (!over.getAndSet(true)) {
            sign.cancel(false);
        }
    }

    /// No answer comes: nobody shall wait for one.
    void withdraw(Visit visit) {
        end();
        var shown = shown();
        if (shown != null) {
            try {
                visit.platform().delete(shown);
            } catch (ChatException _) {
                // it stands there until the answer to the next delivery
            }
        }
    }

    /// The message that the answer takes the place of; null when the turn was quick.
    @Nullable MessageId shown() {
        try {
            return sign.isCancelled() ? null : sign.join();
        } catch (CompletionException _) {
            return null;
        }
    }
}
