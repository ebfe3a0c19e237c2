package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.discord.Happening.Letter;
import dev.porter.discord.Interaction.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to what an event means: acknowledges it at once where Discord wants that, and hands it to
/// the [Inbox] until that has it, one thing at a time of each person and in their order.
final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    /// What Discord calls the answers.
    private static final int ANSWER = 4;

    private static final int ANSWER_LATER = 5;
    private static final int UPDATE_LATER = 6;
    private static final int UPDATE = 7;
    private static final int FORM = 9;
    private static final int EPHEMERAL = 1 << 6;
    private static final int LONGEST_TITLE = 45;
    private static final int LONGEST_VALUE = 4_000;

    private final Rest rest;
    private final Messages messages;
    private final Hooks hooks;
    private final Visitors visitors;
    private final Inbox inbox;
    private final Lanes lanes;
    private final Pace pace;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    Desk(
            Rest rest,
            Messages messages,
            Hooks hooks,
            Visitors visitors,
            Inbox inbox,
            Lanes lanes,
            Pace pace,
            Clock clock,
            ScheduledExecutorService timer) {
        this.rest = rest;
        this.messages = messages;
        this.hooks = hooks;
        this.visitors = visitors;
        this.inbox = inbox;
        this.lanes = lanes;
        this.pace = pace;
        this.clock = clock;
        this.timer = timer;
    }

    /// Takes what comes from now on.
    void open() {
        closed = false;
    }

    /// Takes no more from now on; what is waiting comes again after the next start.
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /// Handles what just happened; returns at once.
    void handle(Happening happening) {
        if (closed) {
            return;
        }
        switch (happening) {
            case Happening.Wrote(var letter, _) -> inTurn(letter, happening);
            case Happening.Unusable(var letter) -> inTurn(letter, happening);
            case Happening.Asked(var interaction, var incoming) -> {
                var hook = acknowledge(interaction, incoming.origin().chat());
                if (!lanes.add(interaction.user(), () -> asked(interaction, incoming, hook))) {
                    later(Duration.ZERO, () -> refuse(interaction, hook));
                }
            }
            case Happening.OpensForm(var interaction, var label) -> {
                var _ = answer(interaction, FORM, form(label));
            }
            case Happening.Copies(var interaction, var text) -> {
                var _ = answer(interaction, ANSWER, Parts.copy(text));
            }
            case Happening.Useless(var interaction, var words) -> {
                var _ = answer(interaction, ANSWER, Parts.onlyForThem(Parts.plain(words)));
            }
            case Happening.Nothing() -> {}
        }
    }

    private void inTurn(Letter letter, Happening happening) {
        lanes.add(
                letter.user(),
                () -> {
                    visitors.meet(letter.user(), letter.id() - 1);
                    visitors.channelIs(letter.user(), letter.channel());
                    // What was read in the history meanwhile is done.
                    if (letter.id() > visitors.checked(letter.user())) {
                        read(happening);
                    }
                });
    }

    /// Handles a message, in the person's turn, until it is done or Porter stops.
    ///
    /// @return whether it is done
    boolean read(Happening happening) {
        return switch (happening) {
            case Happening.Wrote(var letter, var incoming) -> {
                var done = deliver(incoming, () -> false);
                if (done) {
                    visitors.handled(letter.user(), letter.id());
                }
                yield done;
            }
            case Happening.Unusable(var letter) -> {
                say(letter.user(), Sentences.UNUSABLE);
                visitors.handled(letter.user(), letter.id());
                yield true;
            }
            default -> true;
        };
    }

    private Hook acknowledge(Interaction interaction, ChatId chat) {
        var form = interaction.kind() == Kind.FORM && interaction.message() != null;
        var command = interaction.kind() == Kind.COMMAND;
        var acknowledged =
                form
                        // A form that was filled in is over.
                        ? answer(
                                interaction,
                                UPDATE,
                                DataObject.empty().put("components", DataArray.empty()))
                        : command
                                ? answer(
                                        interaction,
                                        ANSWER_LATER,
                                        DataObject.empty()
                                                .put("flags", interaction.alone() ? 0 : EPHEMERAL))
                                : answer(interaction, UPDATE_LATER, DataObject.empty());
        var hook =
                new Hook(
                        interaction.application(),
                        interaction.token(),
                        clock.instant().plus(pace.hook()),
                        acknowledged,
                        command,
                        interaction.message());
        if (Place.of(chat).interaction() != null) {
            hooks.add(interaction.id(), hook);
        } else if (command) {
            hooks.addThinking(interaction.user(), hook);
        }
        return hook;
    }

    private CompletableFuture<Boolean> answer(Interaction interaction, int type, DataObject data) {
        return rest.send(
                        Route.Interactions.CALLBACK.compile(interaction.id(), interaction.token()),
                        DataObject.empty().put("type", type).put("data", data))
                .exceptionally(failure -> {
                    log.info(
                            "Interaction {} was not acknowledged: {}",
                            interaction.id(),
                            failure.getMessage());
                    // Already acknowledged: an answer of ours that got lost on its way back.
                    return failure instanceof RefusedException refused
                            && refused.is(RefusedException.ALREADY_ACKNOWLEDGED);
                });
    }

    private static DataObject form(String label) {
        var shown = label.isBlank() ? Sentences.FILL_IN : label;
        var cut = shown.length() <= LONGEST_TITLE ? shown : shown.substring(0, LONGEST_TITLE);
        var field =
                DataObject.empty()
                        .put("type", 4)
                        .put("custom_id", "value")
                        .put("style", 1)
                        .put("required", true)
                        .put("max_length", LONGEST_VALUE);
        var labelled = DataObject.empty().put("type", 18).put("label", cut).put("component", field);
        return DataObject.empty()
                .put("custom_id", CustomId.form(""))
                .put("title", cut)
                .put("components", DataArray.empty().add(labelled));
    }

    private void asked(Interaction interaction, Incoming incoming, Hook hook) {
        visitors.meet(interaction.user(), Long.parseLong(interaction.id()));
        var end = clock.instant().plus(pace.hook());
        if (!deliver(incoming, () -> clock.instant().isAfter(end)) && !closed) {
            say(interaction.user(), Sentences.NOT_TAKEN);
        }
        if (hook.isThinking()) {
            later(pace.thinking(), () -> clear(hook));
        }
    }

    /// Too much of this person is waiting already.
    private void refuse(Interaction interaction, Hook hook) {
        say(interaction.user(), Sentences.NOT_TAKEN);
        clear(hook);
    }

    private void clear(Hook hook) {
        if (hook.usable(clock.instant())) {
            messages.clear(hook);
        }
    }

    private void later(Duration delay, Runnable action) {
        if (!closed) {
            var _ =
                    timer.schedule(
                            () -> Thread.startVirtualThread(() -> quietly(action)),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /// Nobody delivers it again when Porter does not: Discord has forgotten it already.
    private boolean deliver(Incoming incoming, BooleanSupplier hopeless) {
        for (var failures = 1; !received(incoming); failures++) {
            if (hopeless.getAsBoolean() || !rested(pace.pause(failures)) || closed) {
                return false;
            }
        }
        return true;
    }

    private static boolean rested(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean received(Incoming incoming) {
        if (closed) {
            return false;
        }
        try {
            inbox.receive(incoming);
            return true;
        } catch (RuntimeException | Error e) {
            // Its message may quote the person.
            log.warn(
                    "{} was not taken in and comes again: {}",
                    incoming.origin().event(),
                    e.getClass().getName());
            log.debug("The reason", e);
            return false;
        }
    }

    private void say(String user, String words) {
        quietly(() -> messages.send(Place.home(user), Message.of(words)));
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }
}
