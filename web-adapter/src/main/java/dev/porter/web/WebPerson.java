package dev.porter.web;

import dev.porter.chat.ChatId;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;

/// Someone one can be on the chat page.
///
/// @param id made from the name when they came, and never given again
record WebPerson(String id, String name) {
    ChatId chat() {
        return new ChatId(WebChat.NAME, id);
    }

    Person person() {
        return new Person(new PersonId(WebChat.NAME, id), chat(), name);
    }
}
