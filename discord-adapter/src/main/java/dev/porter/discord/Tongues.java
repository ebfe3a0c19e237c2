package dev.porter.discord;

import dev.porter.chat.Languages;
import dev.porter.language.Language;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The languages in which the adapter says something by itself. Where they cannot be looked up,
/// there is still something to say.
final class Tongues {
    private static final Logger log = LoggerFactory.getLogger(Tongues.class);

    private final Languages languages;

    Tongues(Languages languages) {
        this.languages = languages;
    }

    /// That of who did something, best what Porter knows of them, else what Discord says.
    Language of(Interaction interaction) {
        return of(interaction.home(), interaction.language());
    }

    /// That of somebody of whom Discord says nothing.
    Language of(Where where) {
        return of(where, null);
    }

    private Language of(Where where, @Nullable Language named) {
        try {
            return languages.of(where.chat());
        } catch (RuntimeException e) {
            log.warn("The language of a chat is not known now: {}", e.getClass().getName());
            return named == null ? Language.ENGLISH : named;
        }
    }
}
