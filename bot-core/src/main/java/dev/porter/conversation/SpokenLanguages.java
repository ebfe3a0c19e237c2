package dev.porter.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.ChatId;
import dev.porter.chat.Languages;
import dev.porter.chat.Origin;
import dev.porter.chat.Person;
import dev.porter.language.Language;
import dev.porter.settings.PorterSettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Remembers what people read, by the chat that each has with Porter alone. The chats that
/// platforms make for a single answer follow it, for as long as such an answer takes.
@Repository
public class SpokenLanguages implements Languages {
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Language house;
    private final Cache<ChatId, ChatId> homes =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LONGEST_ANSWER).build();

    SpokenLanguages(JdbcClient jdbc, PorterSettings settings) {
        this.jdbc = jdbc;
        this.house = settings.spoken();
    }

    private record Known(Language language, boolean chosen) {}

    @Override
    public Language of(ChatId chat) {
        var home = homes.getIfPresent(chat);
        return known(home == null ? chat : home).map(Known::language).orElse(house);
    }

    /// Remembers what the platform says of somebody in their turn, unless they have chosen. What a
    /// power cut takes of that is said again in the next turn.
    ///
    /// @return the language in which they are answered
    Language met(Origin origin) {
        var person = origin.person();
        if (!origin.chat().equals(person.home())) {
            homes.put(origin.chat(), person.home());
        }
        var known = known(person.home());
        var named = person.language();
        if (named == null || known.filter(Known::chosen).isPresent()) {
            return known.map(Known::language).orElse(house);
        }
        if (known.filter(last -> last.language() == named).isEmpty()) {
            put(person.home(), named, false);
        }
        return named;
    }

    /// Speaks a language with somebody from now on, whatever their platform says. It belongs to the
    /// caller's transaction.
    public void choose(Person person, Language language) {
        put(person.home(), language, true);
    }

    private Optional<Known> known(ChatId chat) {
        return jdbc.sql("SELECT language, chosen FROM chat_language WHERE chat = ?")
                .param(chat.key())
                .query((row, _) ->
                        new Known(
                                Language.named(row.getString("language")).orElse(house),
                                row.getBoolean("chosen")))
                .optional();
    }

    private void put(ChatId chat, Language language, boolean chosen) {
        var changed =
                jdbc.sql("UPDATE chat_language SET language = ?, chosen = ? WHERE chat = ?")
                        .params(language.code(), chosen, chat.key())
                        .update();
        if (changed == 0) {
            jdbc.sql("INSERT INTO chat_language (language, chosen, chat) VALUES (?, ?, ?)")
                    .params(language.code(), chosen, chat.key())
                    .update();
        }
    }
}
