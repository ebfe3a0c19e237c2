package dev.porter.support;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
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
    static final String GONE = "I do not know that person any more.";

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
                    Message.of(
                                    "What shall I tell %s? One message, please, and no password in it."
                                            .formatted(
                                                    people.find(person)
                                                            .map(AnswerConversation::name)
                                                            .orElse("them")))
                            .with(new Form("Your answer", false));
        };
    }

    private static String name(Person person) {
        return Texts.line(person.displayName(), LONGEST_NAME);
    }

    @Override
    public Turn<AnswerStep> answer(Visit visit, AnswerStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var typed)) || Texts.line(typed, LONGEST).isEmpty()) {
            return new Turn.Again<>("Please type it.");
        }
        var text = Texts.line(typed, LONGEST);
        return switch (step) {
            case AnswerStep.AskAnswer(var person) ->
                    new Turn.End<>(
                            people.find(person)
                                    .map(known -> told(visit, known, text))
                                    .orElseGet(() -> Reply.say(GONE)));
        };
    }

    private Reply told(Visit visit, Person person, String text) {
        var message =
                Message.titled(
                        "✉ %s answers".formatted(name(visit.origin().person())),
                        text,
                        Button.of("support:tell", "Answer"));
        durable.commit(() ->
                notices.put("support-answer:" + visit.origin().id(), person.home(), () -> message));
        return Reply.say("I have told %s.".formatted(name(person)));
    }
}
