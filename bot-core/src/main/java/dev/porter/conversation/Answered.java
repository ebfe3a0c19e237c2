package dev.porter.conversation;

import dev.porter.chat.Message;
import dev.porter.conversation.OpenQuestions.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is said, the question that is open afterwards, and its words when it is asked now.
record Answered(Reply reply, @Nullable Step open, @Nullable Message question) {
    Answered(Reply reply, @Nullable Step open) {
        this(reply, open, null);
    }

    /// Whether another question is open now, or the same is asked once more. Where one merely stays
    /// open, its buttons stay good.
    boolean changes(Place place) {
        return question != null || place.stale() || !Objects.equals(open, place.step());
    }
}
