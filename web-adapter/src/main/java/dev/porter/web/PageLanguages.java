package dev.porter.web;

import dev.porter.chat.Languages;
import dev.porter.language.Language;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;

/// Knows what to speak with whoever opens a page.
final class PageLanguages {
    private final People people;
    private final Languages languages;

    PageLanguages(People people, Languages languages) {
        this.people = people;
        this.languages = languages;
    }

    /// The language of the chat that a request is about; at the door, the browser's.
    Language of(ServerRequest request) {
        return Optional.ofNullable(request.pathVariables().get("person"))
                .flatMap(people::find)
                .map(this::of)
                .or(() -> ofBrowser(request))
                .orElse(Language.ENGLISH);
    }

    /// The language of somebody's chat.
    Language of(WebPerson person) {
        var arrived = person.person().language();
        // Nobody else knows what they read before they have said something.
        return arrived != null && people.chat(person).last() == 0
                ? arrived
                : languages.of(person.chat());
    }

    /// What the person at a browser would like best of what Porter speaks.
    static Optional<Language> ofBrowser(ServerRequest request) {
        try {
            return request.headers().acceptLanguage().stream()
                    .filter(wish -> wish.getWeight() > 0)
                    .map(LanguageRange::getRange)
                    .flatMap(range -> Language.named(range).stream())
                    .findFirst();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // it is no list of languages
        }
    }
}
