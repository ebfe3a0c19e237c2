package dev.porter.conversation;

import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The question that is open with each person. There is at most one; it closes by itself after a
/// day.
@Repository
class OpenQuestions {
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// How long a secret may be expected wherever the person writes.
    private static final Duration SHORTLY = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Conversations conversations;
    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    /// What is open.
    ///
    /// @param number counts the questions asked; buttons carry it, so that an old one is recognised
    /// @param step null when none is open
    /// @param stale whether one was open that cannot be read any more
    /// @param secret whether an answer to the stale one may be a secret, or a question for one was
    ///   closed a short while ago without an answer
    /// @param askedAt when it was asked; null when none is open
    /// @param shownAs the message that asks it, where that is known
    /// @param pressable whether that message has something to press
    record Place(
            long number,
            @Nullable Step step,
            boolean stale,
            boolean secret,
            @Nullable Instant askedAt,
            @Nullable MessageId shownAs,
            boolean pressable) {
        static final Place NONE = none(0, false);

        static Place none(long number, boolean secret) {
            return new Place(number, null, false, secret, null, null, false);
        }
    }

    OpenQuestions(JdbcClient jdbc, Clock clock, Conversations conversations) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.conversations = conversations;
    }

    Place of(PersonId person) {
        return jdbc.sql(
                        "SELECT number, step, steps, asked_at, shown_in, shown_as, pressable,"
                                + " secret_closed_at FROM conversation WHERE person = ?")
                .param(person.key())
                .query((row, _) -> {
                    var step = row.getString("step");
                    var steps = row.getString("steps");
                    var asked = row.getObject("asked_at", OffsetDateTime.class);
                    var closed = row.getObject("secret_closed_at", OffsetDateTime.class);
                    var lately = closed != null && isLately(closed.toInstant());
                    var number = row.getLong("number");
                    if (step == null || steps == null) {
                        return Place.none(number, lately);
                    }
                    var read = read(steps, step);
                    if (read.isEmpty()
                            || asked.toInstant().plus(PATIENCE).isBefore(clock.instant())) {
                        var harmless = read.filter(known -> !(known instanceof Step.Confidential));
                        return new Place(number, null, true, harmless.isEmpty(), null, null, false);
                    }
                    return new Place(
                            number,
                            read.get(),
                            false,
                            lately,
                            asked.toInstant(),
                            shownAs(row.getString("shown_in"), row.getString("shown_as")),
                            row.getBoolean("pressable"));
                })
                .optional()
                .orElse(Place.NONE);
    }

    /// Whether a secret was asked for a short while ago.
    boolean expectsSecret(PersonId person) {
        var place = of(person);
        return place.step() instanceof Step.Confidential
                && place.askedAt() != null
                && isLately(place.askedAt());
    }

    private boolean isLately(Instant at) {
        return at.plus(SHORTLY).isAfter(clock.instant());
    }

    private static @Nullable MessageId shownAs(@Nullable String chat, @Nullable String message) {
        return chat == null || message == null ? null : new MessageId(ChatId.parse(chat), message);
    }

    private Optional<Step> read(String steps, String step) {
        try {
            return conversations.stepsNamed(steps).map(type -> json.readValue(step, type));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// Opens a question, or closes the open one. A question that stays open keeps its number, so
    /// that its buttons stay good.
    ///
    /// @param anew whether it counts as asked now: one that is only shown again is as old as before
    /// @param leavesSecret whether the one before was for a secret, which may come late
    /// @return the number of the question
    long put(PersonId person, @Nullable Step step, boolean anew, boolean leavesSecret) {
        var before = of(person);
        var same = Objects.equals(step, before.step());
        var number = before.number() + (step == null || same ? 0 : 1);
        var steps = step == null ? null : conversations.of(step).steps();
        var text = steps == null ? null : json.writerFor(steps).writeValueAsString(step);
        var name = steps == null ? null : steps.getSimpleName();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var key = person.key();
        var changed =
                jdbc.sql(
                                "UPDATE conversation SET number = ?, step = ?, steps = ?, shown_as = NULL,"
                                        + " asked_at = CASE WHEN ? THEN ? ELSE asked_at END,"
                                        + " secret_closed_at = CASE WHEN ? THEN ? WHEN ?"
                                        + " THEN secret_closed_at ELSE NULL END WHERE person = ?")
                        .param(number)
                        .param(text)
                        .param(name)
                        .param(anew || !same)
                        .param(now)
                        .param(leavesSecret)
                        .param(now)
                        .param(same)
                        .param(key)
                        .update();
        if (changed == 0 && step != null) {
            jdbc.sql(
                            "INSERT INTO conversation (number, step, steps, asked_at, person)"
                                    + " VALUES (?, ?, ?, ?, ?)")
                    .param(number)
                    .param(text)
                    .param(name)
                    .param(now)
                    .param(key)
                    .update();
        }
        return number;
    }

    /// Remembers which message asks the open question.
    void shown(PersonId person, long number, MessageId as, boolean pressable) {
        jdbc.sql(
                        "UPDATE conversation SET shown_in = ?, shown_as = ?, pressable = ?"
                                + " WHERE person = ? AND number = ?")
                .params(as.chat().key(), as.value(), pressable, person.key(), number)
                .update();
    }
}
