package dev.porter.conversation;

import dev.porter.chat.ChatId;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everybody who ever wrote to Porter, and where to write to them.
@Repository
public class People {
    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Remembers a person, or what changed of them.
    void met(Person person) {
        var known = find(person.id());
        if (known.isPresent()
                && known.get().home().equals(person.home())
                && known.get().displayName().equals(person.displayName())) {
            return;
        }
        var changed =
                jdbc.sql("UPDATE person SET home = ?, display_name = ? WHERE id = ?")
                        .params(person.home().key(), person.displayName(), person.id().key())
                        .update();
        if (changed == 0) {
            jdbc.sql("INSERT INTO person (home, display_name, id) VALUES (?, ?, ?)")
                    .params(person.home().key(), person.displayName(), person.id().key())
                    .update();
        }
    }

    /// Finds a person who has written before.
    public Optional<Person> find(PersonId id) {
        return jdbc.sql("SELECT home, display_name FROM person WHERE id = ?")
                .param(id.key())
                .query((row, _) ->
                        new Person(
                                id,
                                ChatId.parse(row.getString("home")),
                                row.getString("display_name")))
                .optional();
    }
}
