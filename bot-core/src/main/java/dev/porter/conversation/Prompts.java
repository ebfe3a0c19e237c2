package dev.porter.conversation;

import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;

/// Opens a question with somebody who did not just say something.
public final class Prompts {
    private final OpenQuestions questions;
    private final Conversations conversations;
    private final ChatPlatforms platforms;

    Prompts(OpenQuestions questions, Conversations conversations, ChatPlatforms platforms) {
        this.questions = questions;
        this.conversations = conversations;
        this.platforms = platforms;
    }

    /// Opens it, in the caller's transaction.
    ///
    /// @return the question, to be sent
    public Message open(Person person, Step question) {
        var number = questions.put(person.id(), question);
        var origin = new Origin("prompt", person, person.home(), null);
        return conversations.ask(new Visit(origin, platforms.of(person.home())), question, number);
    }
}
