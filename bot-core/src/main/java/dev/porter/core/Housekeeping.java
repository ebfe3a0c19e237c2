package dev.porter.core;

import dev.porter.files.Moves;
import dev.porter.notice.Notices;
import dev.porter.schedule.Work;
import dev.porter.secret.Guesses;
import dev.porter.ticket.Tickets;
import java.time.Duration;

/// Throws away what nobody needs any more.
final class Housekeeping implements Work {
    private static final Duration EVERY = Duration.ofHours(12);

    private final Moves moves;
    private final Notices notices;
    private final Guesses guesses;
    private final Tickets tickets;

    Housekeeping(Moves moves, Notices notices, Guesses guesses, Tickets tickets) {
        this.moves = moves;
        this.notices = notices;
        this.guesses = guesses;
        this.tickets = tickets;
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
        notices.forgetOld();
        guesses.forgetOld();
        tickets.forgetOld();
        moves.emptyBins();
    }
}
