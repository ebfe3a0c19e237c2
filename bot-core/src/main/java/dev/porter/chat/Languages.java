package dev.porter.chat;

import dev.porter.language.Language;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Knows which language is spoken in each chat.
@FunctionalInterface
public interface Languages {
    /// The language of a chat: what was chosen there, else what the platform says that the person
    /// reads, else the one of the house.
    Language of(ChatId chat);

    /// The same for who says something by itself: where it cannot be looked up now, there is still
    /// something to say.
    ///
    /// @param named what the platform says that the person reads; null where it does not say
    default Language of(ChatId chat, @Nullable Language named) {
        try {
            return of(chat);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Languages.class)
                    .warn("The language of a chat is not known now: {}", Failures.words(e));
            return named == null ? Language.ENGLISH : named;
        }
    }
}
