package dev.porter.place;

import dev.porter.chat.ChatId;
import dev.porter.chat.DropPlaces;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What chats with others are used for. Each has one use at most.
@Repository
public class Places implements DropPlaces {
    /// What a chat can be used for.
    public enum Use {
        /// Requests and alerts are shown there, beside in each administrator's own chat.
        BOARD,
        /// Every file that a member posts there is backed up.
        DROP
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Places(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What a chat is used for.
    public Optional<Use> of(ChatId chat) {
        return jdbc.sql("SELECT used_for FROM place WHERE platform = ? AND chat = ?")
                .params(chat.platform(), chat.value())
                .query((row, _) -> Use.valueOf(row.getString("used_for")))
                .optional();
    }

    /// Uses a chat from now on. It belongs to the caller's transaction.
    public void use(ChatId chat, Use use) {
        if (of(chat).filter(use::equals).isEmpty()) {
            forget(chat);
            jdbc.sql("INSERT INTO place (platform, chat, used_for, since) VALUES (?, ?, ?, ?)")
                    .params(
                            chat.platform(),
                            chat.value(),
                            use.name(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /// Uses a chat no more. It belongs to the caller's transaction.
    public void forget(ChatId chat) {
        jdbc.sql("DELETE FROM place WHERE platform = ? AND chat = ?")
                .params(chat.platform(), chat.value())
                .update();
    }

    /// Where requests and alerts are shown.
    public List<ChatId> boards() {
        return List.copyOf(all(Use.BOARD).keySet());
    }

    @Override
    public Map<ChatId, Instant> since() {
        return all(Use.DROP);
    }

    private Map<ChatId, Instant> all(Use use) {
        var found = new LinkedHashMap<ChatId, Instant>();
        jdbc.sql("SELECT platform, chat, since FROM place WHERE used_for = ? ORDER BY since")
                .param(use.name())
                .query(row -> {
                    found.put(
                            new ChatId(row.getString("platform"), row.getString("chat")),
                            row.getObject("since", OffsetDateTime.class).toInstant());
                });
        return found;
    }
}
