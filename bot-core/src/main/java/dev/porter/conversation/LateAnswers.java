package dev.porter.conversation;

import dev.porter.chat.PersonId;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes up for answers that did not arrive, as soon as the platform carries something again.
final class LateAnswers implements Work {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Schedule schedule;
    private final Supplier<Reception> reception;
    private final Clock clock;

    LateAnswers(Schedule schedule, Supplier<Reception> reception, Clock clock) {
        this.schedule = schedule;
        this.reception = reception;
        this.clock = clock;
    }

    /// Has a person told where things stand.
    void soon(PersonId person) {
        var when = clock.instant().plus(PAUSE);
        schedule.at(when, name(), when.toEpochMilli() + ":" + person.key());
    }

    @Override
    public String name() {
        return "late-answer";
    }

    @Override
    public void run(String id) {
        reception.get().answerLate(PersonId.parse(id.substring(id.indexOf(':') + 1)));
    }
}
