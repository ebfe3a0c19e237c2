package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.chat.Message;
import dev.porter.durable.Durable;
import dev.porter.language.Language;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the administrators were told by itself and is not over yet, kept over restarts: each is
/// said once, and once that it is over.
@Repository
class Alarms {
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

    private record Raised(String key, String words, @Nullable String troubled) {}

    /// Tells them, unless that was done and is not over.
    ///
    /// @param message asked in the language of each chat, see [Administrators#tell]
    void raise(String name, Supplier<Message> message) {
        raise(name, null, message);
    }

    /// Tells them, but not on the platform that it is about.
    void raiseElsewhere(String platform, String name, Supplier<Message> message) {
        raise(name, platform, message);
    }

    private void raise(String name, @Nullable String troubled, Supplier<Message> message) {
        if (find(name).isEmpty()) {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            durable.commit(() -> {
                jdbc.sql("INSERT INTO alarm (name, words, troubled, raised_at) VALUES (?, ?, ?, ?)")
                        .param(name)
                        .param(Language.ENGLISH.speak(message).text())
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

    /// The text that they were told and that is not over, in English; empty when there is none.
    Optional<String> raised(String name) {
        return find(name).map(Raised::words);
    }

    private Optional<Raised> find(String name) {
        return jdbc.sql("SELECT words, troubled, raised_at FROM alarm WHERE name = ?")
                .param(name)
                .query((row, _) ->
                        new Raised(
                                key(name, row.getObject("raised_at", OffsetDateTime.class)),
                                row.getString("words"),
                                row.getString("troubled")))
                .optional();
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
