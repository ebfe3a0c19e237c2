package dev.porter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.porter.chat.ChatId;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.language.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Someone one can be on the chat page.
///
/// @param id made from the name when they came, and never given again
/// @param language the code of what their browser said when they came that they read
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebPerson(String id, String name, @Nullable String language) {
    ChatId chat() {
        return new ChatId(WebChat.NAME, id);
    }

    Person person() {
        return new Person(
                new PersonId(WebChat.NAME, id),
                chat(),
                name,
                Optional.ofNullable(language).flatMap(Language::named).orElse(null));
    }
}
