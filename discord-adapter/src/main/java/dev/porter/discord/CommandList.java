package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.conversation.BotCommand;
import java.util.List;
import java.util.function.Supplier;
import net.dv8tion.jda.api.requests.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Discord once after each start which commands there are. The same ones again change
/// nothing.
final class CommandList {
    private static final Logger log = LoggerFactory.getLogger(CommandList.class);

    private final Rest rest;
    private final Timer timer;
    private final Pace pace;
    private final Supplier<List<BotCommand>> commands;
    private volatile boolean told;

    CommandList(Rest rest, Timer timer, Pace pace, Supplier<List<BotCommand>> commands) {
        this.rest = rest;
        this.timer = timer;
        this.pace = pace;
        this.commands = commands;
    }

    /// Tells it, trying until it is known; returns at once.
    ///
    /// @param application as which Porter is known
    void tell(String application) {
        Thread.startVirtualThread(() -> tell(application, 1));
    }

    private void tell(String application, int tries) {
        if (told) {
            return;
        }
        try {
            rest.put(
                    Route.Interactions.UPDATE_COMMANDS.compile(application),
                    SlashCommands.of(commands.get()));
            told = true;
        } catch (RefusedException e) {
            log.warn("Discord's list of commands is not up to date: {}", e.getMessage());
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
            timer.after(pace.pause(tries), () -> tell(application, tries + 1));
        }
    }
}
