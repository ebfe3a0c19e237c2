package dev.porter.support;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Administrators;
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
import dev.porter.secret.Secret;

/// Takes a few words to the administrators.
final class SupportConversation implements Conversation<SupportStep> {
    private static final int LONGEST = 500;

    private final Accounts accounts;
    private final Administrators administrators;
    private final Durable durable;
    private final LostPassword lostPassword;
    private final Allowance allowance;

    SupportConversation(
            Accounts accounts,
            Administrators administrators,
            Durable durable,
            LostPassword lostPassword,
            Allowance allowance) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.durable = durable;
        this.lostPassword = lostPassword;
        this.allowance = allowance;
    }

    @Override
    public Class<SupportStep> steps() {
        return SupportStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public Message ask(Visit visit, SupportStep step) {
        return switch (step) {
            case SupportStep.AskWhat() ->
                    Message.of(
                                    "What shall I tell the administrator? One message, please, and no"
                                            + " password in it.")
                            .with(new Form("Your message", false));
            case SupportStep.AskWhose() ->
                    Message.of(
                                    "What is your user name? If you have forgotten that too, tell me"
                                            + " your own name. No password, please.")
                            .with(new Form("Your user name", false));
        };
    }

    @Override
    public Turn<SupportStep> answer(Visit visit, SupportStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text)) || Texts.line(text, LONGEST).isEmpty()) {
            return new Turn.Again<>("Please type it.");
        }
        return switch (step) {
            case SupportStep.AskWhat() -> new Turn.End<>(told(visit, text));
            case SupportStep.AskWhose() ->
                    Secret.mayBeAmong(text)
                            ? new Turn.Unsaid<>("That does not look like a user name.")
                            : new Turn.End<>(lostPassword.tell(visit, text));
        };
    }

    private Reply told(Visit visit, String text) {
        if (!administrators.areThere()) {
            return Reply.say("There is no administrator whom I could tell at the moment.");
        }
        if (allowance.isUsedUp(visit.person())) {
            return SupportTopic.usedUp();
        }
        allowance.use(visit.person());
        var person = visit.origin().person();
        var account =
                accounts.of(person.id())
                        .flatMap(Account::userName)
                        .map(name -> ", account " + name)
                        .orElse(", without an account");
        durable.commit(() ->
                administrators.tellInPrivate(
                        "support:" + visit.origin().id(),
                        () ->
                                Message.titled(
                                                "Somebody asks for help",
                                                "%s on %s%s: “%s”"
                                                        .formatted(
                                                                person.displayName(),
                                                                visit.platform().displayName(),
                                                                account,
                                                                Texts.line(text, LONGEST)))
                                        .row(SupportTopic.reply(person.id()))));
        return Reply.say(
                "Done: the administrator has your message and your name, and can answer you"
                        + " here.");
    }
}
