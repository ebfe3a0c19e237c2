package dev.porter.conversation;

import static dev.porter.language.Language.tr;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import dev.porter.chat.PersonId;
import dev.porter.conversation.OpenQuestions.Place;
import dev.porter.durable.Durable;
import dev.porter.durable.NotDurableException;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Porter's front desk: takes in what people do, one thing at a time with each person, and sends
/// the answer. What was decided is durable before the platform may forget the happening; an answer
/// that could not be sent before a crash is made up for at the next start.
public final class Reception implements Inbox {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final ChatPlatforms platforms;
    private final Routing routing;
    private final Replies replies;
    private final OpenQuestions questions;
    private final Handled handled;
    private final People people;
    private final SpokenLanguages languages;
    private final Audiences audiences;
    private final LateAnswers lateAnswers;
    private final DropPlaces drops;
    private final Notices notices;
    private final Durable durable;
    private final LoadingCache<PersonId, ReentrantLock> turns =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock(true));

    Reception(
            ChatPlatforms platforms,
            Topics topics,
            Conversations conversations,
            OpenQuestions questions,
            Handled handled,
            People people,
            SpokenLanguages languages,
            Audiences audiences,
            Attendant attendant,
            LateAnswers lateAnswers,
            DropPlaces drops,
            Notices notices,
            Durable durable) {
        this.platforms = platforms;
        this.routing = new Routing(topics, conversations, questions, audiences, attendant);
        this.replies = new Replies(questions);
        this.questions = questions;
        this.handled = handled;
        this.people = people;
        this.languages = languages;
        this.audiences = audiences;
        this.lateAnswers = lateAnswers;
        this.drops = drops;
        this.notices = notices;
        this.durable = durable;
    }

    @Override
    public void receive(Incoming incoming) {
        var origin = incoming.origin();
        if (isOfNoConcern(origin)) {
            return;
        }
        var turn = turns.get(origin.person().id());
        turn.lock();
        try {
            languages.met(origin).speak(() -> receive(incoming, origin));
        } finally {
            turn.unlock();
        }
    }

    private void receive(Incoming incoming, Origin origin) {
        var visit = new Visit(origin, platforms.of(origin.chat()));
        switch (handled.before(origin)) {
            case NEVER -> take(visit, incoming);
            case WITHOUT_ANSWER ->
                    answer(visit, routing.whereWeAre(visit, tr("I was interrupted.")), null);
            case ANSWERED -> {}
        }
    }

    /// Has everybody answered whose answer got lost in a stop.
    public void resume() {
        handled.unanswered().forEach(lateAnswers::soon);
    }

    /// Says where the conversation stands to a person whose answer did not arrive.
    ///
    /// @throws ChatException when that does not arrive either
    void answerLate(PersonId person) {
        var turn = turns.get(person);
        turn.lock();
        try {
            var known = people.find(person);
            if (known.isPresent() && handled.unanswered().contains(person)) {
                var chat = known.get().home();
                var visit =
                        new Visit(new Origin("late", known.get(), chat, null), platforms.of(chat));
                languages
                        .of(chat)
                        .speak(() ->
                                replies.show(
                                        visit,
                                        routing.whereWeAre(visit, tr("I was away for a moment.")),
                                        null));
                handled.answered(person);
            }
        } finally {
            turn.unlock();
        }
    }

    /// Forgets what no platform delivers again any more.
    public void forgetOld() {
        handled.forgetOld();
    }

    private void take(Visit visit, Incoming incoming) {
        var place = questions.of(visit.person());
        var patience = new Patience(visit);
        Answered answered;
        try {
            answered = keep(visit, incoming, place, decide(visit, incoming, place));
        } catch (RuntimeException e) {
            patience.withdraw(visit);
            throw e;
        } finally {
            patience.end();
        }
        answer(visit, answered, patience.shown());
        if (answered.changes(place)) {
            withdrawButtons(visit, place);
        }
    }

    /// Makes durable what was decided. What can never be kept must not come again for ever, and
    /// hold up what is behind it: whoever asked for it is told.
    private Answered keep(Visit visit, Incoming incoming, Place place, Answered decided) {
        try {
            commit(visit, incoming, place, decided);
            return decided;
        } catch (RuntimeException | StackOverflowError e) {
            if (passes(e)) {
                throw e;
            }
            // What the database says of it can quote the person.
            log.error(
                    "Turn {} of {} can never be kept: {}",
                    visit.origin().event(),
                    visit.person(),
                    e.getClass().getName());
            var sorry = sorry(place);
            commit(visit, incoming, place, sorry);
            return sorry;
        }
    }

    private void commit(Visit visit, Incoming incoming, Place place, Answered answered) {
        durable.commit(() -> {
            people.met(visit.origin().person());
            notices.again(visit.origin().person().home());
            handled.mark(visit.origin());
            if (answered.changes(place)) {
                questions.put(
                        visit.person(),
                        answered.open(),
                        !isOverheard(incoming),
                        routing.leavesSecret(incoming, place, answered.open()));
            }
        });
    }

    /// An answer that cannot be sent now is made up for when it can.
    private void answer(Visit visit, Answered answered, @Nullable MessageId waiting) {
        try {
            replies.show(visit, answered, waiting);
            handled.answered(visit.person());
        } catch (ChatException e) {
            log.warn("The answer to turn {} could not be sent.", visit.origin().event(), e);
            lateAnswers.soon(visit.person());
        }
    }

    /// A question that was answered, or gave way to another one, invites nobody to press any more.
    /// Nothing waits for that, and nothing comes of it when it fails: an old press is answered
    /// kindly all the same.
    private void withdrawButtons(Visit visit, Place before) {
        var asked = before.shownAs();
        var now = questions.of(visit.person()).shownAs();
        if (asked == null
                || !before.pressable()
                || (now != null && now.value().equals(asked.value()))) {
            return;
        }
        Thread.ofVirtual()
                .name("withdraw-buttons")
                .start(() -> {
                    try {
                        visit.platform().withdrawButtons(asked);
                    } catch (RuntimeException e) {
                        log.debug("The buttons of {} are still there.", asked, e);
                    }
                });
    }

    private Answered decide(Visit visit, Incoming incoming, Place place) {
        try {
            return routing.answer(visit, incoming, place);
        } catch (NasException e) {
            log.warn("The NAS failed in turn {}: {}", visit.origin().event(), e.getMessage());
            return new Answered(Reply.say(Routing.nasTrouble(e)), place.step());
        } catch (RuntimeException | StackOverflowError e) {
            if (passes(e)) {
                throw e; // nothing was decided: the platform delivers it again
            }
            log.error("Turn {} of {} failed.", visit.origin().event(), visit.person(), e);
            return sorry(place);
        }
    }

    /// Whether the same may well succeed later.
    private static boolean passes(Throwable failure) {
        return failure instanceof NotDurableException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException;
    }

    private static Answered sorry(Place place) {
        return new Answered(
                Reply.say(
                        tr(
                                "Something went wrong on my side, and I did not do what you asked."
                                        + " Please try once more; if it happens again, /support"
                                        + " tells an administrator.")),
                place.step());
    }

    /// Among others Porter takes files only from members, and only where that was chosen; to
    /// anything else it says nothing.
    private boolean isOfNoConcern(Origin origin) {
        var posted = origin.posted();
        return posted != null
                && !(drops.since().containsKey(posted.chat())
                        && audiences.includes(Audience.MEMBER, origin.person().id()));
    }

    /// What somebody writes to others, while a secret is expected from them, is no reason to expect
    /// it for longer.
    private static boolean isOverheard(Incoming incoming) {
        return incoming instanceof Incoming.Text && incoming.origin().amongOthers();
    }
}
