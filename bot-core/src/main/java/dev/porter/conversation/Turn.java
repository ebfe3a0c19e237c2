package dev.porter.conversation;

/// What comes of an answer.
///
/// @param <S> the conversation's questions
public sealed interface Turn<S extends Step> {
    /// The next question.
    record Next<S extends Step>(S step) implements Turn<S> {}

    /// The same question again, after a kind reason.
    record Again<S extends Step>(String reason) implements Turn<S> {}

    /// The same question again, because what was said is no answer and may be a secret that nobody
    /// asked for: it is taken out of the chat and kept nowhere.
    record Unsaid<S extends Step>(String reason) implements Turn<S> {}

    /// The conversation is over.
    record End<S extends Step>(Reply reply) implements Turn<S> {}
}
