package dev.porter.support;

import static dev.porter.language.Language.tr;

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
                                    tr(
                                            "What shall I tell the administrator? One message,"
                                                    + " please, and no password in it."))
                            .with(new Form(tr("Your message"), false));
            case SupportStep.AskWhose() ->
                    Message.of(
                                    tr(
                                            "What is your user name? If you have forgotten that too,"
                                                    + " tell me your own name. No password,"
                                                    + " please."))
                            .with(new Form(tr("Your user name"), false));
        };
    }

    @Override
    public Turn<SupportStep> answer(Visit visit, SupportStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text)) || Texts.line(text, LONGEST).isEmpty()) {
            return new Turn.Again<>(tr("Please type it."));
        }
        return switch (step) {
            case SupportStep.AskWhat() -> new Turn.End<>(told(visit, text));
            case SupportStep.AskWhose() ->
                    Secret.mayBeAmong(text)
                            ? new Turn.Unsaid<>(tr("That does not look like a user name."))
                            : new Turn.End<>(lostPassword.tell(visit, text));
        };
    }

    private Reply told(Visit visit, String text) {
        if (!administrators.areThere()) {
            return Reply.say(tr("There is no administrator whom I could tell at the moment."));
        }
        if (allowance.isUsedUp(visit.person())) {
            return SupportTopic.usedUp();
        }
        allowance.use(visit.person());
        var person = visit.origin().person();
        var line = Texts.line(text, LONGEST);
        durable.commit(() ->
                administrators.tellInPrivate(
                        "support:" + visit.origin().id(),
                        () ->
                                Message.titled(tr("Somebody asks for help"), words(visit, line))
                                        .row(SupportTopic.reply(person.id()))));
        return Reply.say(
                tr(
                        "Done: the administrator has your message and your name, and can answer you"
                                + " here."));
    }

    private String words(Visit visit, String text) {
        var person = visit.origin().person();
        var platform = visit.platform().displayName();
        return accounts.of(person.id())
                .flatMap(Account::userName)
                .map(name ->
                        tr(
                                "%s on %s, account %s: “%s”",
                                person.displayName(), platform, name, text))
                .orElseGet(() ->
                        tr(
                                "%s on %s, without an account: “%s”",
                                person.displayName(), platform, text));
    }
}
