package dev.porter.conversation;

import dev.porter.chat.Message;

/// A scripted exchange: two switches over its questions.
///
/// @param <S> a sealed type whose records are the questions
public interface Conversation<S extends Step> {
    /// The sealed type of its questions.
    Class<S> steps();

    /// Who may have it; asked again at each answer.
    Audience audience();

    /// The question in words. Its buttons come back as [Answer.Press].
    Message ask(Visit visit, S step);

    /// What comes of an answer. It may be called again for the same answer when Porter was
    /// interrupted.
    Turn<S> answer(Visit visit, S step, Answer answer);
}
