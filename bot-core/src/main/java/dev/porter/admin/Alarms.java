package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.chat.Message;
import dev.porter.durable.Durable;
import dev.porter.language.Language;
import dev.porter.language.Saying;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the administrators were told by itself and is not over yet, kept over restarts: each is
/// said once, and once that it is over.
@Repository
class Alarms {
    private final JsonMapper json = JsonMapper.shared();
    private final JdbcClient jdbc;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;

    Alarms(JdbcClient jdbc, Administrators administrators, Durable durable, Clock clock) {
        this.jdbc = jdbc;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    private record Raised(String key, Saying what, @Nullable String troubled) {}

    /// Tells them, unless that was done and is not over.
    ///
    /// @param message asked in the language of each chat, see [Administrators#tell]
    void raise(String name, Supplier<Message> message) {
        raise(name, inEnglish(message), null, message);
    }

    /// Tells them of one of the things that go by this name, unless they were told of one that is
    /// not over.
    ///
    /// @param what is [#raised] until it is over
    void raise(String name, Saying what, Supplier<Message> message) {
        raise(name, what, null, message);
    }

    /// Tells them, but not on the platform that it is about.
    void raiseElsewhere(String platform, String name, Supplier<Message> message) {
        raise(name, inEnglish(message), platform, message);
    }

    private static Saying inEnglish(Supplier<Message> message) {
        return Saying.verbatim(Language.ENGLISH.speak(message).text());
    }

    private void raise(
            String name, Saying what, @Nullable String troubled, Supplier<Message> message) {
        if (find(name).isEmpty()) {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            durable.commit(() -> {
                jdbc.sql("INSERT INTO alarm (name, words, troubled, raised_at) VALUES (?, ?, ?, ?)")
                        .param(name)
                        .param(json.writeValueAsString(what))
                        .param(troubled)
                        .param(now)
                        .update();
                tell(key(name, now), troubled, message);
            });
        }
    }

    private static String key(String name, OffsetDateTime raised) {
        return "alarm:%s:%d".formatted(name, raised.toInstant().toEpochMilli());
    }

    private void tell(String key, @Nullable String troubled, Supplier<Message> message) {
        if (troubled == null) {
            administrators.tell(key, message);
        } else {
            administrators.tellElsewhere(troubled, key, message);
        }
    }

    /// What they were told and is not over; empty when there is nothing.
    Optional<Saying> raised(String name) {
        return find(name).map(Raised::what);
    }

    private Optional<Raised> find(String name) {
        return jdbc.sql("SELECT words, troubled, raised_at FROM alarm WHERE name = ?")
                .param(name)
                .query((row, _) ->
                        new Raised(
                                key(name, row.getObject("raised_at", OffsetDateTime.class)),
                                read(row.getString("words")),
                                row.getString("troubled")))
                .optional();
    }

    private Saying read(String kept) {
        try {
            return json.readValue(kept, Saying.class);
        } catch (JacksonException e) {
            // It was kept before there were languages.
            return Saying.verbatim(kept);
        }
    }

    /// Tells them that it is over, where they were told of it; nothing when they were not.
    void over(String name, Supplier<Message> message) {
        find(name)
                .ifPresent(raised ->
                        durable.commit(() -> {
                            jdbc.sql("DELETE FROM alarm WHERE name = ?").param(name).update();
                            tell(raised.key() + ":over", raised.troubled(), message);
                        }));
    }
}
