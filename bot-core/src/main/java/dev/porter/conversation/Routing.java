package dev.porter.conversation;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Incoming;
import dev.porter.chat.MessageId;
import dev.porter.conversation.OpenQuestions.Place;
import dev.porter.nas.NasException;
import dev.porter.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what somebody means, from where they stand in the conversation, and has it answered by
/// whom it concerns. It keeps and sends nothing.
final class Routing {
    private static final Logger log = LoggerFactory.getLogger(Routing.class);

    private final Topics topics;
    private final Conversations conversations;
    private final OpenQuestions questions;
    private final Audiences audiences;
    private final Attendant attendant;

    Routing(
            Topics topics,
            Conversations conversations,
            OpenQuestions questions,
            Audiences audiences,
            Attendant attendant) {
        this.topics = topics;
        this.conversations = conversations;
        this.questions = questions;
        this.audiences = audiences;
        this.attendant = attendant;
    }

    /// The answer to what somebody did, in words.
    ///
    /// @throws NasException when the NAS cannot be asked and no question waits for it
    Answered answer(Visit visit, Incoming incoming, Place place) {
        return worded(visit, route(visit, incoming, place));
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
                                : atTheDoor(
                                        visit, tr("I can take files once you have an account."));
                yield new Answered(
                        reply, reply.question() == null ? place.step() : reply.question());
            }
        };
    }

    private Answered worded(Visit visit, Answered answered) {
        var step = answered.reply().question();
        return step == null
                ? answered
                : new Answered(
                        answered.reply(), answered.open(), conversations.of(step).ask(visit, step));
    }

    /// What is said when the NAS could not do it.
    static String nasTrouble(NasException e) {
        return switch (e.kind()) {
            case NO_SPACE ->
                    tr("The NAS is full, so I changed nothing. Please tell an administrator.");
            case NOT_FOUND ->
                    tr(
                            "The NAS does not have that any more, so I changed nothing. /support"
                                    + " helps to find it.");
            default ->
                    tr(
                            "The NAS does not answer at the moment, so I changed nothing. Please try"
                                    + " again in a few minutes.");
        };
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
    boolean leavesSecret(Incoming incoming, Place place, @Nullable Step open) {
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
                            ? Reply.say(
                                    tr("There is nothing to cancel. /menu shows what I can do."))
                            : Reply.say(
                                    tr(
                                            "Cancelled. Nothing was changed. /menu shows what I can do.")));
        }
        var command = topics.command(name);
        if (command.isEmpty()) {
            return new Answered(
                    Reply.say(tr("I do not know that command. /help shows the ones I know.")),
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
        return whereWeAre(visit, tr("That belongs to something that is over."));
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
                            tr(
                                    "That took a while, and I have lost the thread. Please start"
                                            + " again: /menu shows what I can do.")));
        }
        return closed(
                audiences.includes(Audience.MEMBER, visit.person())
                        ? attendant.text(visit, text.strip())
                        : atTheDoor(visit, ""));
    }

    private Answered lateSecret(Visit visit, @Nullable Step open) {
        var reason = tr("That may be a password, and I do not ask for one any more.");
        return open == null
                ? closed(
                        Reply.say(
                                String.join(
                                        " ",
                                        reason,
                                        erased(visit),
                                        tr(
                                                "If it is the name of a file: /files with the name"
                                                        + " after it looks for it."))))
                : unsaid(visit, open, reason);
    }

    /// A secret that was written into the chat by mistake is not used: it may have been read.
    private Answered onlyInAForm(Visit visit) {
        return whereWeAre(
                visit,
                visit.erase()
                        ? tr(
                                "I take passwords and codes only in the form. I have deleted your"
                                        + " message, and did not use what was in it.")
                        : tr(
                                "I take passwords and codes only in the form, so I did not use your"
                                        + " message. I cannot delete it here: please delete it"
                                        + " yourself, and choose another password when somebody may"
                                        + " have read it."));
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
                                        tr(
                                                "I could not delete your message with the secret."
                                                        + " Please delete it yourself, and change"
                                                        + " the secret when somebody else may have"
                                                        + " read it.")),
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
                    tr(
                            "That may be a password, and others read what you write here: please say"
                                    + " it in a sentence."));
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
        return new Answered(Reply.ask(step).after(reason + " " + erased(visit)), step);
    }

    private static String erased(Visit visit) {
        return visit.erase()
                ? tr(
                        "If it was a password: I did not keep it, and it does not stand in this chat"
                                + " any more.")
                : tr(
                        "If it was a password, please delete your message: I cannot do that here,"
                                + " and did not keep it.");
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
                    new Answered(Reply.say(tr("Only an administrator can do that.")), place.step());
            case MEMBER, ANYONE ->
                    closed(atTheDoor(visit, tr("You need to be logged in for that.")));
        };
    }

    private Reply atTheDoor(Visit visit, String reason) {
        var greeting = topics.greeting(visit);
        return reason.isEmpty() ? greeting : greeting.after(reason);
    }

    /// What is said when nothing was decided: where the conversation stands.
    Answered whereWeAre(Visit visit, String reason) {
        var open = questions.of(visit.person()).step();
        if (open != null && audiences.includes(conversations.of(open).audience(), visit.person())) {
            var again = Reply.ask(open).after(reason + " " + tr("Here is where we were:"));
            try {
                return worded(visit, new Answered(again, open));
            } catch (NasException e) {
                return new Answered(Reply.say(reason + " " + nasTrouble(e)), open);
            }
        }
        return new Answered(Reply.say(reason + " " + tr("/menu shows what I can do.")), null);
    }
}
