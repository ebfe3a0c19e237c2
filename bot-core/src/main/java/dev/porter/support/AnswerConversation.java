package dev.porter.support;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.People;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.notice.Notices;

/// Takes an administrator's answer to somebody who has asked for help.
final class AnswerConversation implements Conversation<AnswerStep> {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_NAME = 40;

    private final People people;
    private final Notices notices;
    private final Durable durable;

    AnswerConversation(People people, Notices notices, Durable durable) {
        this.people = people;
        this.notices = notices;
        this.durable = durable;
    }

    @Override
    public Class<AnswerStep> steps() {
        return AnswerStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public Message ask(Visit visit, AnswerStep step) {
        return switch (step) {
            case AnswerStep.AskAnswer(var person) ->
                    Message.of(asked(person)).with(new Form(tr("Your answer"), false));
        };
    }

    /// What is said when nobody knows any more to whom the answer goes.
    static Reply gone() {
        return Reply.say(tr("I do not know that person any more."));
    }

    private String asked(PersonId person) {
        return people.find(person)
                .map(known ->
                        tr(
                                "What shall I tell %s? One message, please, and no password in it.",
                                name(known)))
                .orElseGet(() ->
                        tr("What shall I tell them? One message, please, and no password in it."));
    }

    private static String name(Person person) {
        return Texts.line(person.displayName(), LONGEST_NAME);
    }

    @Override
    public Turn<AnswerStep> answer(Visit visit, AnswerStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var typed)) || Texts.line(typed, LONGEST).isEmpty()) {
            return new Turn.Again<>(tr("Please type it."));
        }
        var text = Texts.line(typed, LONGEST);
        return switch (step) {
            case AnswerStep.AskAnswer(var person) ->
                    new Turn.End<>(
                            people.find(person)
                                    .map(known -> told(visit, known, text))
                                    .orElseGet(AnswerConversation::gone));
        };
    }

    private Reply told(Visit visit, Person person, String text) {
        var by = visit.origin();
        durable.commit(() ->
                notices.put(
                        "support-answer:" + by.id(),
                        person.home(),
                        () ->
                                Message.titled(
                                        tr("✉ %s answers", name(by.person())),
                                        text,
                                        Button.of("support:tell", tr("Answer")))));
        return Reply.say(tr("I have told %s.", name(person)));
    }
}
