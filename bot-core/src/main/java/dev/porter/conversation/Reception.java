package dev.porter.conversation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Features;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.Origin;
import dev.porter.chat.PersonId;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import dev.porter.conversation.OpenQuestions.Place;
import dev.porter.durable.Durable;
import dev.porter.durable.NotDurableException;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Objects;
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
    private final Topics topics;
    private final Conversations conversations;
    private final OpenQuestions questions;
    private final Handled handled;
    private final People people;
    private final Audiences audiences;
    private final Attendant attendant;
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
            Audiences audiences,
            Attendant attendant,
            LateAnswers lateAnswers,
            DropPlaces drops,
            Notices notices,
            Durable durable) {
        this.platforms = platforms;
        this.topics = topics;
        this.conversations = conversations;
        this.questions = questions;
        this.handled = handled;
        this.people = people;
        this.audiences = audiences;
        this.attendant = attendant;
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
            var visit = new Visit(origin, platforms.of(origin.chat()));
            switch (handled.before(origin)) {
                case NEVER -> take(visit, incoming);
                case WITHOUT_ANSWER -> answer(visit, whereWeAre(visit, "I was interrupted."), null);
                case ANSWERED -> {}
            }
        } finally {
            turn.unlock();
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
                deliver(visit, whereWeAre(visit, "I was away for a moment."), null);
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
                        leavesSecret(incoming, place, answered.open()));
            }
        });
    }

    /// An answer that cannot be sent now is made up for when it can.
    private void answer(Visit visit, Answered answered, @Nullable MessageId waiting) {
        try {
            deliver(visit, answered, waiting);
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

    /// What is said, the question that is open afterwards, and its words when it is asked now.
    private record Answered(Reply reply, @Nullable Step open, @Nullable Message question) {
        Answered(Reply reply, @Nullable Step open) {
            this(reply, open, null);
        }

        /// Whether another question is open now, or the same is asked once more. Where one merely
        /// stays open, its buttons stay good.
        boolean changes(Place place) {
            return question != null || place.stale() || !Objects.equals(open, place.step());
        }
    }

    private Answered decide(Visit visit, Incoming incoming, Place place) {
        try {
            return worded(visit, route(visit, incoming, place));
        } catch (NasException e) {
            log.warn("The NAS failed in turn {}: {}", visit.origin().event(), e.getMessage());
            return new Answered(Reply.say(nasTrouble(e)), place.step());
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
                        "Something went wrong on my side, and I did not do what you asked. Please"
                                + " try once more; if it happens again, /support tells an"
                                + " administrator."),
                place.step());
    }

    private Answered worded(Visit visit, Answered answered) {
        var step = answered.reply().question();
        return step == null
                ? answered
                : new Answered(
                        answered.reply(), answered.open(), conversations.of(step).ask(visit, step));
    }

    private static String nasTrouble(NasException e) {
        return switch (e.kind()) {
            case NO_SPACE -> "The NAS is full, so I changed nothing. Please tell an administrator.";
            case NOT_FOUND ->
                    "The NAS does not have that any more, so I changed nothing. /support helps to"
                            + " find it.";
            default ->
                    "The NAS does not answer at the moment, so I changed nothing. Please try again in"
                            + " a few minutes.";
        };
    }

    private Answered route(Visit visit, Incoming incoming, Place place) {
        return switch (incoming) {
            case Incoming.Command command ->
                    isSecret(command, place)
                            ? text(visit, command.typed(), place)
                            : command(visit, command.name(), command.text(), place);
            case Incoming.Text(_, var text) -> text(visit, text, place);
            case Incoming.Submission(_, var form, var value) ->
                    submission(visit, form, value, place);
            case Incoming.Press(_, var value) -> press(visit, value, place);
            case Incoming.Attachments(_, var attachments) -> {
                var reply =
                        audiences.includes(Audience.MEMBER, visit.person())
                                ? attendant.attachments(visit, attachments)
                                : atTheDoor(visit, "I can take files once you have an account.");
                yield new Answered(
                        reply, reply.question() == null ? place.step() : reply.question());
            }
        };
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

    /// Where a secret is asked for, what begins like a command that nobody knows may well be it.
    private boolean isSecret(Incoming.Command command, Place place) {
        return (place.step() instanceof Step.Confidential
                        || (place.stale() && place.secret())
                        || isLateSecret(command.typed(), place))
                && !command.name().equals(Topics.CANCEL.name())
                && topics.command(command.name()).isEmpty();
    }

    /// Whether it may be the answer to a question for a secret that something else has closed.
    private static boolean isLateSecret(String text, Place place) {
        return !place.stale() && place.secret() && Secret.mayBe(text);
    }

    /// Whether a question for a secret closes without an answer, and nothing else is asked but what
    /// its own buttons lead to.
    private boolean leavesSecret(Incoming incoming, Place place, @Nullable Step open) {
        return place.step() instanceof Step.Confidential
                && !(open instanceof Step.Confidential)
                && switch (incoming) {
                    case Incoming.Text _, Incoming.Submission _ -> false;
                    case Incoming.Command command -> open == null && !isSecret(command, place);
                    case Incoming.Press(_, var value) -> open == null || isAnswer(value);
                    case Incoming.Attachments _ -> open == null;
                };
    }

    private static boolean isAnswer(String pressed) {
        return pressed.startsWith(Conversations.ANSWER + ":");
    }

    private Answered command(Visit visit, String name, String text, Place place) {
        if (name.equals(Topics.CANCEL.name())) {
            return closed(
                    place.step() == null
                            ? Reply.say("There is nothing to cancel. /menu shows what I can do.")
                            : Reply.say(
                                    "Cancelled. Nothing was changed. /menu shows what I can do."));
        }
        var command = topics.command(name);
        if (command.isEmpty()) {
            return new Answered(
                    Reply.say("I do not know that command. /help shows the ones I know."),
                    place.step());
        }
        var found = command.get();
        if (!audiences.includes(found.audience(), visit.person())) {
            return refused(visit, found.audience(), place);
        }
        return after(found.topic().command(visit, name, text), place);
    }

    private Answered press(Visit visit, String value, Place place) {
        var words = List.of(value.split(":", -1));
        if (words.getFirst().equals(Conversations.ANSWER)) {
            var step = place.step();
            return step != null && words.size() == 3 && words.get(1).equals("" + place.number())
                    ? answered(visit, step, new Answer.Press(words.get(2)))
                    : old(visit);
        }
        var topic = topics.named(words.getFirst());
        if (topic.isEmpty() || words.size() < 2) {
            return old(visit);
        }
        if (!audiences.includes(topic.get().audience(), visit.person())) {
            return refused(visit, topic.get().audience(), place);
        }
        return after(topic.get().press(visit, new Action(words.subList(1, words.size()))), place);
    }

    private Answered old(Visit visit) {
        return whereWeAre(visit, "That belongs to something that is over.");
    }

    /// A form that was filled in late must not answer another question: it may hold a secret.
    private Answered submission(Visit visit, MessageId form, String value, Place place) {
        var step = place.step();
        var asked = place.shownAs();
        return step != null && asked != null && asked.value().equals(form.value())
                ? answered(visit, step, new Answer.Text(value.strip()))
                : old(visit);
    }

    private Answered text(Visit visit, String text, Place place) {
        var step = place.step();
        if (step instanceof Step.Confidential) {
            return visit.features().forms() ? onlyInAForm(visit) : confidential(visit, step, text);
        }
        if (isLateSecret(text, place)) {
            return lateSecret(visit, step);
        }
        if (step != null) {
            return answered(visit, step, new Answer.Text(text.strip()));
        }
        if (place.stale()) {
            if (place.secret()) {
                visit.erase();
            }
            return closed(
                    Reply.say(
                            "That took a while, and I have lost the thread. Please start again:"
                                    + " /menu shows what I can do."));
        }
        return closed(
                audiences.includes(Audience.MEMBER, visit.person())
                        ? attendant.text(visit, text.strip())
                        : atTheDoor(visit, ""));
    }

    private Answered lateSecret(Visit visit, @Nullable Step open) {
        var reason = "That may be a password, and I do not ask for one any more.";
        return open == null
                ? closed(
                        Reply.say(
                                reason
                                        + erased(visit)
                                        + " If it is the name of a file: /files with the name after"
                                        + " it looks for it."))
                : unsaid(visit, open, reason);
    }

    /// A secret that was written into the chat by mistake is not used: it may have been read.
    private Answered onlyInAForm(Visit visit) {
        return whereWeAre(
                visit,
                visit.erase()
                        ? "I take passwords and codes only in the form. I have deleted your message,"
                                + " and did not use what was in it."
                        : "I take passwords and codes only in the form, so I did not use your message."
                                + " I cannot delete it here: please delete it yourself, and choose"
                                + " another password when somebody may have read it.");
    }

    /// Takes a secret out of the chat before it is used.
    private Answered confidential(Visit visit, Step step, String text) {
        var deleted = visit.erase();
        var answered = answered(visit, step, new Answer.Text(text.strip()));
        return deleted
                ? answered
                : new Answered(
                        answered.reply()
                                .after(
                                        "I could not delete your message with the secret. Please"
                                                + " delete it yourself, and change the secret when"
                                                + " somebody else may have read it."),
                        answered.open());
    }

    private <S extends Step> Answered answered(Visit visit, S step, Answer answer) {
        var conversation = conversations.of(step);
        if (!audiences.includes(conversation.audience(), visit.person())) {
            return refused(visit, conversation.audience(), Place.NONE);
        }
        if (step instanceof Step.PassedOn
                && answer instanceof Answer.Text(var text)
                && Secret.mayBe(text)) {
            return unsaid(
                    visit,
                    step,
                    "That may be a password, and others read what you write here: please say it in a"
                            + " sentence.");
        }
        Turn<S> turn;
        try {
            turn = conversation.answer(visit, step, answer);
        } catch (NasException e) {
            log.warn("The NAS failed in turn {}: {}", visit.origin().event(), e.getMessage());
            turn = new Turn.Again<>(nasTrouble(e));
        }
        return switch (turn) {
            case Turn.Next<S>(var next) -> new Answered(Reply.ask(next), next);
            case Turn.Again<S>(var reason) -> new Answered(Reply.ask(step).after(reason), step);
            case Turn.Unsaid<S>(var reason) -> unsaid(visit, step, reason);
            case Turn.End<S>(var reply) -> closed(reply);
        };
    }

    private static Answered unsaid(Visit visit, Step step, String reason) {
        return new Answered(Reply.ask(step).after(reason + erased(visit)), step);
    }

    private static String erased(Visit visit) {
        return visit.erase()
                ? " If it was a password: I did not keep it, and it does not stand in this chat any"
                        + " more."
                : " If it was a password, please delete your message: I cannot do that here, and did"
                        + " not keep it.";
    }

    private static Answered after(Reply reply, Place place) {
        return reply.question() == null && reply.aside()
                ? new Answered(reply, place.step())
                : closed(reply);
    }

    private static Answered closed(Reply reply) {
        return new Answered(reply, reply.question());
    }

    private Answered refused(Visit visit, Audience audience, Place place) {
        return switch (audience) {
            case ADMINISTRATOR ->
                    new Answered(Reply.say("Only an administrator can do that."), place.step());
            case MEMBER, ANYONE -> closed(atTheDoor(visit, "You need to be logged in for that."));
        };
    }

    private Reply atTheDoor(Visit visit, String reason) {
        var greeting = topics.greeting(visit);
        return reason.isEmpty() ? greeting : greeting.after(reason);
    }

    private Answered whereWeAre(Visit visit, String reason) {
        var open = questions.of(visit.person()).step();
        if (open != null && audiences.includes(conversations.of(open).audience(), visit.person())) {
            var again = Reply.ask(open).after(reason + " Here is where we were:");
            try {
                return worded(visit, new Answered(again, open));
            } catch (NasException e) {
                return new Answered(Reply.say(reason + " " + nasTrouble(e)), open);
            }
        }
        return new Answered(Reply.say(reason + " /menu shows what I can do."), null);
    }

    private void deliver(Visit visit, Answered answered, @Nullable MessageId waiting) {
        var features = visit.features();
        var reply = answered.reply();
        var question = answered.question();
        var pressed = reply.inPlace() ? visit.origin().message() : null;
        var place = pressed == null ? waiting : pressed;
        // A reason and the question it is about are one message.
        var merges =
                question != null
                        && reply.messages().size() == 1
                        && !reply.inPlace()
                        && question.title().isEmpty()
                        && plain(reply.messages().getFirst());
        try {
            for (var message : merges ? List.<Message>of() : reply.messages()) {
                show(visit, place, suited(message, features));
                place = null;
            }
            for (var file : reply.files()) {
                visit.platform().send(visit.origin().chat(), file);
            }
            if (question != null && answered.open() != null) {
                var number = questions.of(visit.person()).number();
                var whole = merges ? question.after(reply.messages().getFirst().text()) : question;
                var dressed = Conversations.dress(whole, answered.open(), number);
                var asked = suited(dressed, features);
                questions.shown(
                        visit.person(), number, show(visit, place, asked), pressable(asked));
                place = null;
            }
            if (waiting != null && (pressed != null || place != null)) {
                visit.platform().delete(waiting);
            }
        } catch (UnreachableChatException e) {
            log.info("{} cannot be reached any more: {}", visit.person(), e.getMessage());
        } catch (ChatException e) {
            throw e;
        } catch (RuntimeException e) {
            // What was decided stays decided: delivered again, it would only fail again.
            log.error("The answer to turn {} could not be shown.", visit.origin().event(), e);
        }
    }

    private static boolean pressable(Message message) {
        return !message.rows().isEmpty() || message.form() != null;
    }

    private static boolean plain(Message message) {
        return message.title().isEmpty()
                && message.rows().isEmpty()
                && message.care() == Message.Care.ORDINARY;
    }

    private static Message suited(Message message, Features features) {
        return features.forms() || message.form() == null
                ? message
                : new Message(
                        message.title(), message.text(), message.rows(), null, message.care());
    }

    /// Shows a message, and where nobody knows whether it arrived, once more: an answer that comes
    /// twice is better than none.
    private static MessageId show(Visit visit, @Nullable MessageId place, Message message) {
        try {
            return showOnce(visit, place, message);
        } catch (UncertainChatException e) {
            log.info(
                    "The answer to turn {} is sent again: {}",
                    visit.origin().event(),
                    e.getMessage());
            return showOnce(visit, place, message);
        }
    }

    private static MessageId showOnce(Visit visit, @Nullable MessageId place, Message message) {
        return place == null
                ? visit.platform().send(visit.origin().chat(), message)
                : visit.platform().edit(place, message);
    }
}
