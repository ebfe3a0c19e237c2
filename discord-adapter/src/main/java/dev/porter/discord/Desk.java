package dev.porter.discord;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.ChatException;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.chat.Suggestions;
import dev.porter.discord.Happening.Letter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to what an event means: hands it to the [Inbox] until that has it, one thing at a time of
/// each person and in their order.
final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    /// More than this at once are not worth their time: another key is typed already.
    private static final int SUGGESTIONS_AT_ONCE = 8;

    private final FirstAnswers answers;
    private final Messages messages;
    private final Delivery delivery;
    private final Removals removals;
    private final Fleeting fleeting;
    private final Visitors visitors;
    private final Inbox inbox;
    private final Suggestions suggestions;
    private final DropPlaces drops;
    private final AwaitedSecrets secrets;
    private final Semaphore suggesting = new Semaphore(SUGGESTIONS_AT_ONCE);
    private final Lanes lanes;
    private final Pace pace;
    private final Clock clock;
    private final Timer timer;
    private volatile boolean closed;

    Desk(
            FirstAnswers answers,
            Messages messages,
            Delivery delivery,
            Removals removals,
            Fleeting fleeting,
            Visitors visitors,
            Inbox inbox,
            Suggestions suggestions,
            DropPlaces drops,
            AwaitedSecrets secrets,
            Lanes lanes,
            Pace pace,
            Clock clock,
            Timer timer) {
        this.answers = answers;
        this.messages = messages;
        this.delivery = delivery;
        this.removals = removals;
        this.fleeting = fleeting;
        this.visitors = visitors;
        this.inbox = inbox;
        this.suggestions = suggestions;
        this.drops = drops;
        this.secrets = secrets;
        this.lanes = lanes;
        this.pace = pace;
        this.clock = clock;
        this.timer = timer;
    }

    /// Takes what comes from now on.
    void open() {
        closed = false;
    }

    /// Takes no more from now on. Messages that are waiting come again after the next start; who
    /// waits for anything else is told to use it again.
    synchronized void close() {
        closed = true;
        notifyAll();
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
            case Happening.Both(var letter, _, _) -> inTurn(letter, happening);
            case Happening.Unusable(var letter) -> inTurn(letter, happening);
            case Happening.Posted(var letter, _) ->
                    lanes.add(
                            letter.where().value(),
                            () -> {
                                var since = drops.since().get(letter.where().chat());
                                if (since != null) {
                                    visitors.keepFrom(
                                            new Where.Channel(letter.channel()),
                                            Math.min(Visitors.firstId(since), letter.id() - 1));
                                    readOnce(letter, happening);
                                }
                            });
            case Happening.Overheard(var text) ->
                    lanes.add(text.origin().person().id().value(), () -> overheard(text));
            case Happening.Asked(var interaction, var incoming) -> {
                var hook = answers.acknowledge(interaction);
                if (!lanes.add(interaction.user(), () -> asked(interaction, incoming, hook))) {
                    later(Duration.ZERO, () -> notTaken(interaction, hook));
                }
            }
            case Happening.OpensForm(var interaction, var label) ->
                    answers.form(interaction, label);
            case Happening.Copies(var interaction, var text) ->
                    fleeting.add(answers.copy(interaction, text));
            case Happening.Types types -> Thread.startVirtualThread(() -> suggest(types));
            case Happening.Useless(var interaction, var words) -> answers.say(interaction, words);
            case Happening.Nothing() -> {}
        }
    }

    private void suggest(Happening.Types types) {
        if (!suggesting.tryAcquire()) {
            answers.suggest(types.interaction(), List.of());
            return;
        }
        try {
            var person = new PersonId(DiscordPlatform.NAME, types.interaction().user());
            answers.suggest(
                    types.interaction(),
                    suggestions.suggestions(person, types.command(), types.text()));
        } catch (RuntimeException e) {
            // Its message may quote the person, who types on without.
            log.debug("No suggestions: {}", e.getClass().getName());
            answers.suggest(types.interaction(), List.of());
        } finally {
            suggesting.release();
        }
    }

    /// Whatever else people say among themselves is not for Porter.
    private void overheard(Incoming.Text text) {
        if (secrets.from(text.origin().person().id())) {
            deliver(text, Instant.MAX);
        }
    }

    private void inTurn(Letter letter, Happening happening) {
        lanes.add(letter.where().value(), () -> readOnce(letter, happening));
    }

    private void readOnce(Letter letter, Happening happening) {
        visitors.meet(letter.where(), letter.id() - 1);
        visitors.channelIs(letter.where(), letter.channel());
        // What was read in the history meanwhile is done.
        if (letter.id() > visitors.checked(letter.where())) {
            read(happening);
        }
    }

    /// Handles a message, in the person's turn, until it is done or Porter stops.
    ///
    /// @return whether it is done
    boolean read(Happening happening) {
        return switch (happening) {
            case Happening.Wrote(var letter, var incoming) -> taken(letter, incoming);
            case Happening.Both(var letter, var files, var beside) ->
                    deliver(files, Instant.MAX) && beside(letter, beside);
            case Happening.Posted(var letter, var incoming) -> taken(letter, incoming);
            case Happening.Unusable(var letter) -> {
                say(letter.where(), Sentences.UNUSABLE);
                visitors.handled(letter.where(), letter.id());
                yield true;
            }
            default -> true;
        };
    }

    private boolean beside(Letter letter, Incoming.@Nullable Command command) {
        if (command != null) {
            return taken(letter, command);
        }
        say(letter.where(), Sentences.BESIDE);
        visitors.handled(letter.where(), letter.id());
        return true;
    }

    private boolean taken(Letter letter, Incoming incoming) {
        var done = deliver(incoming, Instant.MAX);
        if (done) {
            visitors.handled(letter.where(), letter.id());
        }
        return done;
    }

    private void asked(Interaction interaction, Incoming incoming, Hook hook) {
        visitors.meet(interaction.home(), Long.parseLong(interaction.id()));
        // As long as there is time left to say so.
        var end = clock.instant().plus(pace.hook().multipliedBy(9).dividedBy(10));
        if (!deliver(incoming, end)) {
            notTaken(interaction, hook);
        } else if (interaction.alone()) {
            later(pace.thinking(), () -> clear(hook));
        } else if (hook.awaitUsable(clock.instant())) {
            delivery.note(hook, Sentences.COMES_IN_PRIVATE);
        }
    }

    /// Discord does not deliver it again.
    private void notTaken(Interaction interaction, Hook hook) {
        var words = closed ? Sentences.USE_AGAIN : Sentences.NOT_TAKEN;
        if (hook.awaitUsable(clock.instant())) {
            quietly(() -> delivery.bringFormBack(hook));
            quietly(() -> delivery.answer(hook, Parts.plain(words)));
        } else {
            say(interaction.home(), words);
        }
    }

    private void clear(Hook hook) {
        if (hook.awaitUsable(clock.instant())) {
            removals.clear(hook);
        }
    }

    private void later(Duration delay, Runnable action) {
        timer.after(delay, () -> quietly(action));
    }

    /// Nobody delivers it again when Porter does not: Discord has forgotten it already.
    ///
    /// @param end when it is of no use any more
    private boolean deliver(Incoming incoming, Instant end) {
        for (var failures = 1; !received(incoming); failures++) {
            var left = Duration.between(clock.instant(), end);
            var pause = pace.pause(failures);
            if (!left.isPositive() || !rested(pause.compareTo(left) < 0 ? pause : left) || closed) {
                return false;
            }
        }
        return true;
    }

    /// Waits, but not once Porter stops.
    private synchronized boolean rested(Duration pause) {
        var end = System.nanoTime() + pause.toNanos();
        try {
            for (var left = pause;
                    !closed && left.isPositive();
                    left = Duration.ofNanos(end - System.nanoTime())) {
                wait(Math.max(1, left.toMillis()));
            }
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

    private void say(Where where, String words) {
        quietly(() -> messages.send(where.chat(), Message.of(words)));
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }
}
