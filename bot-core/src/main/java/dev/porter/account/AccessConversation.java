package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;

/// Asks the administrators for an account.
final class AccessConversation implements Conversation<AccessStep> {
    private static final int LONGEST = 150;

    private final AccessRequests requests;
    private final Administrators administrators;
    private final Durable durable;

    AccessConversation(AccessRequests requests, Administrators administrators, Durable durable) {
        this.requests = requests;
        this.administrators = administrators;
        this.durable = durable;
    }

    @Override
    public Class<AccessStep> steps() {
        return AccessStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public Message ask(Visit visit, AccessStep step) {
        return Message.of(
                        tr(
                                "Gladly! An administrator has to say yes first. Who are you? One sentence by"
                                        + " which they recognise you is enough; the family may read it too."))
                .with(new Form(tr("Who you are"), false));
    }

    @Override
    public Turn<AccessStep> answer(Visit visit, AccessStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text)) || Texts.line(text, LONGEST).isEmpty()) {
            return new Turn.Again<>(tr("Please type a sentence."));
        }
        var says = Texts.line(text, LONGEST);
        durable.commit(() -> requests.ask(visit.origin().person(), says));
        return new Turn.End<>(
                Reply.say(
                        tr(
                                administrators.areThere()
                                        ? "Thank you! I have asked, and will tell you here as soon as there is an"
                                                + " answer."
                                        : "Thank you! No administrator is there at the moment. They see your"
                                                + " request as soon as they are back, and I tell you here what"
                                                + " they say.")));
    }
}
