package dev.porter.conversation;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// All the scripted exchanges, found by their questions.
final class Conversations {
    /// The first part of the value of a button that answers a question.
    static final String ANSWER = "?";

    private final Supplier<List<Conversation<?>>> all;

    /// Makes the list.
    ///
    /// @param all asked when it is needed: conversations lead to each other
    public Conversations(Supplier<List<Conversation<?>>> all) {
        this.all = all;
    }

    @SuppressWarnings("unchecked") // a step is one of the steps of the conversation found by it
    <S extends Step> Conversation<S> of(S step) {
        return (Conversation<S>)
                all.get().stream()
                        .filter(conversation -> conversation.steps().isInstance(step))
                        .findFirst()
                        .orElseThrow();
    }

    Optional<Class<? extends Step>> stepsNamed(String name) {
        return all.get().stream()
                .<Class<? extends Step>>map(Conversation::steps)
                .filter(steps -> steps.getSimpleName().equals(name))
                .findFirst();
    }

    /// The question as it is sent: its buttons carry its number, and a confidential one has a form.
    static Message dress(Message question, Step step, long number) {
        var rows =
                question.rows().stream()
                        .map(row -> row.stream().map(button -> numbered(button, number)).toList())
                        .toList();
        var form = question.form();
        if (form == null && step instanceof Step.Confidential) {
            form = new Form(tr("Your answer"), true);
        }
        return new Message(question.title(), question.text(), rows, form, question.care());
    }

    private static Button numbered(Button button, long number) {
        return button instanceof Button.Choice(var label, var value)
                ? new Button.Choice(label, ANSWER + ":" + number + ":" + value)
                : button;
    }
}
