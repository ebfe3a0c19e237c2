package dev.porter.discord;

import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.exceptions.ParsingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands on what Discord says, in the order in which it says it; nothing here waits.
final class Ears {
    private static final Logger log = LoggerFactory.getLogger(Ears.class);

    private final Events reading;
    private final Desk desk;
    private final Downloads downloads;
    private final CatchUp catchUp;
    private final CommandList commands;

    Ears(Events reading, Desk desk, Downloads downloads, CatchUp catchUp, CommandList commands) {
        this.reading = reading;
        this.desk = desk;
        this.downloads = downloads;
        this.catchUp = catchUp;
        this.commands = commands;
    }

    /// Porter is logged in.
    ///
    /// @param application as which it is known
    void began(String application) {
        commands.tell(application);
    }

    /// Something may have been missed.
    void missed() {
        catchUp.everybody();
    }

    void heard(RawGatewayEvent event) {
        try {
            switch (event.getType()) {
                case "MESSAGE_CREATE" -> {
                    downloads.remember(event.getPayload());
                    desk.handle(Events.message(event.getPayload()));
                }
                case "INTERACTION_CREATE" -> desk.handle(reading.interaction(event.getPayload()));
                default -> {}
            }
        } catch (ParsingException | IllegalArgumentException e) {
            log.warn("An event could not be read: {}", e.getClass().getName());
        }
    }
}
