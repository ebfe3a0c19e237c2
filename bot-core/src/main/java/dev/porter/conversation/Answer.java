package dev.porter.conversation;

/// What a person says to a question.
public sealed interface Answer {
    /// Something typed or filled in, without blanks around it.
    record Text(String text) implements Answer {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /// One of the question's own buttons, by its value in [Conversation#ask].
    record Press(String button) implements Answer {}
}
