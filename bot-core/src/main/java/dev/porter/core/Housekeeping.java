package dev.porter.core;

import dev.porter.backup.Intake;
import dev.porter.backup.Originals;
import dev.porter.conversation.Reception;
import dev.porter.drive.Wishes;
import dev.porter.export.Words;
import dev.porter.files.StoredBytes;
import dev.porter.notice.Notices;
import dev.porter.schedule.LivedTime;
import dev.porter.schedule.Work;
import dev.porter.secret.Guesses;
import dev.porter.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;

/// Looks for what was left half-done, and throws away what is so old that nobody needs it any more:
/// nothing while the clock may have jumped.
final class Housekeeping implements Work {
    private static final Duration EVERY = Duration.ofHours(1);

    private final LivedTime time;
    private final Intake intake;
    private final Originals originals;
    private final StoredBytes bytes;
    private final Reception reception;
    private final Notices notices;
    private final Guesses guesses;
    private final Tickets tickets;
    private final Wishes wishes;
    private final Words words;

    Housekeeping(
            LivedTime time,
            Intake intake,
            Originals originals,
            StoredBytes bytes,
            Reception reception,
            Notices notices,
            Guesses guesses,
            Tickets tickets,
            Wishes wishes,
            Words words) {
        this.time = time;
        this.intake = intake;
        this.originals = originals;
        this.bytes = bytes;
        this.reception = reception;
        this.notices = notices;
        this.guesses = guesses;
        this.tickets = tickets;
        this.wishes = wishes;
        this.words = words;
    }

    @Override
    public String name() {
        return "housekeeping";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(String id) {
        intake.lookAfter();
        bytes.finishCut();
        time.now().ifPresent(this::throwAway);
    }

    private void throwAway(Instant now) {
        reception.forgetOld();
        notices.forgetOld(now);
        guesses.forgetOld();
        tickets.forgetOld();
        wishes.forgetOld();
        words.forgetOld();
        intake.forgetOld(now);
        originals.forgetOld(now);
        bytes.emptyBins(now);
    }
}
