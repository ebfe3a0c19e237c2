package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.Lanes;
import dev.porter.chat.Languages;
import dev.porter.chat.PersonId;
import dev.porter.chat.Suggestions;
import dev.porter.language.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles the commands, presses and forms of people, those of each person in their order, and says
/// something to each, whatever becomes of it.
final class Asks {
    private static final Logger log = LoggerFactory.getLogger(Asks.class);

    /// More than this at once are not worth their time: another key is typed already.
    private static final int SUGGESTIONS_AT_ONCE = 8;

    private final Handover handover;
    private final FirstAnswers answers;
    private final Messages messages;
    private final Delivery delivery;
    private final Removals removals;
    private final Visitors visitors;
    private final Languages languages;
    private final Suggestions suggestions;
    private final Lanes lanes;
    private final Timer timer;
    private final Pace pace;
    private final Clock clock;
    private final Semaphore suggesting = new Semaphore(SUGGESTIONS_AT_ONCE);

    Asks(
            Handover handover,
            FirstAnswers answers,
            Messages messages,
            Delivery delivery,
            Removals removals,
            Visitors visitors,
            Languages languages,
            Suggestions suggestions,
            Lanes lanes,
            Timer timer,
            Pace pace,
            Clock clock) {
        this.handover = handover;
        this.answers = answers;
        this.messages = messages;
        this.delivery = delivery;
        this.removals = removals;
        this.visitors = visitors;
        this.languages = languages;
        this.suggestions = suggestions;
        this.lanes = lanes;
        this.timer = timer;
        this.pace = pace;
        this.clock = clock;
    }

    /// Handles one; returns at once.
    void asked(Happening.Asked asked) {
        var interaction = asked.interaction();
        var hook = answers.acknowledge(interaction);
        if (!lanes.add(interaction.user(), () -> asked(asked, hook))) {
            later(Duration.ZERO, () -> notTaken(hook));
        }
    }

    private void asked(Happening.Asked asked, Hook hook) {
        var interaction = asked.interaction();
        visitors.meet(interaction.home(), Long.parseLong(interaction.id()));
        // As long as there is time left to say so.
        var end = clock.instant().plus(pace.hook().multipliedBy(9).dividedBy(10));
        if (!handover.take(asked.incoming(), end)) {
            notTaken(hook);
        } else if (interaction.alone()) {
            later(pace.thinking(), () -> clear(hook));
        } else if (hook.awaitUsable(clock.instant())) {
            language(interaction).speak(() -> delivery.note(hook, Sentences.comesInPrivate()));
        }
    }

    /// Answers what Porter has no use for; returns at once.
    void useless(Happening.Useless useless) {
        Thread.startVirtualThread(() ->
                language(useless.interaction())
                        .speak(() -> answers.say(useless.interaction(), useless.answer().get())));
    }

    private Language language(Interaction interaction) {
        return languages.of(interaction.home().chat(), interaction.language());
    }

    /// Discord does not deliver it again.
    private void notTaken(Hook hook) {
        language(hook.interaction())
                .speak(() ->
                        notTaken(
                                hook,
                                handover.isClosed() ? Sentences.useAgain() : Sentences.notTaken()));
    }

    private void notTaken(Hook hook, String words) {
        if (hook.awaitUsable(clock.instant())) {
            quietly(() -> delivery.bringFormBack(hook));
            quietly(() -> delivery.answer(hook, Parts.plain(words)));
        } else {
            messages.say(hook.interaction().home(), words);
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

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }

    /// Says how what somebody is typing may go on; returns at once.
    void typed(Happening.Types types) {
        Thread.startVirtualThread(() -> suggest(types));
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
}
