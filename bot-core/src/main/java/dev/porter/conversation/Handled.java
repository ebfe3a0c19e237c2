package dev.porter.conversation;

import dev.porter.chat.Origin;
import dev.porter.chat.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What came in and was dealt with, so that the same event delivered again does nothing again.
@Repository
class Handled {
    /// Platforms deliver again within a day; kept for longer than any of them.
    private static final Duration KEPT = Duration.ofDays(8);

    enum Before {
        NEVER,
        WITHOUT_ANSWER,
        ANSWERED
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Handled(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Before before(Origin origin) {
        return jdbc.sql("SELECT answered FROM handled WHERE chat = ? AND event = ?")
                .params(origin.chat().key(), origin.event())
                .query(Boolean.class)
                .optional()
                .map(answered -> answered ? Before.ANSWERED : Before.WITHOUT_ANSWER)
                .orElse(Before.NEVER);
    }

    void mark(Origin origin) {
        jdbc.sql(
                        "INSERT INTO handled (chat, event, person, answered, handled_at)"
                                + " VALUES (?, ?, ?, FALSE, ?)")
                .params(origin.chat().key(), origin.event(), origin.person().id().key(), now())
                .update();
    }

    /// A person was answered: whatever else was without an answer does not matter any more.
    void answered(PersonId person) {
        jdbc.sql("UPDATE handled SET answered = TRUE WHERE answered = FALSE AND person = ?")
                .param(person.key())
                .update();
    }

    /// People some of whose events were dealt with while the answer may not have arrived.
    List<PersonId> unanswered() {
        return jdbc.sql("SELECT DISTINCT person FROM handled WHERE answered = FALSE")
                .query((row, _) -> PersonId.parse(row.getString("person")))
                .list();
    }

    /// Also what could not be answered for days: nobody waits for that any more.
    void forgetOld() {
        jdbc.sql("DELETE FROM handled WHERE handled_at < ?").param(now().minus(KEPT)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
