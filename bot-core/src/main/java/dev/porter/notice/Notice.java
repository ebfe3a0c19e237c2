package dev.porter.notice;

import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message that Porter says unasked: what it is to say by now, and what the person sees of it.
@Entity
class Notice {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "notice_key")
    String key;

    ChatId chat;

    /// What is sent before the message takes its place; null when the message itself is sent.
    @Nullable String opening;

    String message;
    int wanted = 1;
    int shown;
    @Nullable String shownAs;
    Instant changedAt;

    @SuppressWarnings("NullAway") // for JPA, which fills the fields
    protected Notice() {}

    Notice(String key, ChatId chat, @Nullable String opening, String message, Instant now) {
        this.key = key;
        this.chat = chat;
        this.opening = opening;
        this.message = message;
        this.changedAt = now;
    }

    void change(String toSay, Instant now) {
        message = toSay;
        wanted++;
        changedAt = now;
    }

    @Nullable MessageId shownMessage() {
        return shownAs == null ? null : new MessageId(chat, shownAs);
    }
}
