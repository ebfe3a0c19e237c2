package dev.porter.invite;

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

/// Asks for whom an invite is, and takes the code of one.
final class InviteConversation implements Conversation<InviteStep> {
    private static final int LONGEST = 120;

    private final Accounts accounts;
    private final Invites invites;
    private final InviteViews views;
    private final Redemption redemption;
    private final Administrators administrators;
    private final Durable durable;

    InviteConversation(
            Accounts accounts,
            Invites invites,
            InviteViews views,
            Redemption redemption,
            Administrators administrators,
            Durable durable) {
        this.accounts = accounts;
        this.invites = invites;
        this.views = views;
        this.redemption = redemption;
        this.administrators = administrators;
        this.durable = durable;
    }

    @Override
    public Class<InviteStep> steps() {
        return InviteStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public Message ask(Visit visit, InviteStep step) {
        return switch (step) {
            case InviteStep.AskForWhom() ->
                    Message.of(
                                    tr(
                                            "Whom would you like to invite? The administrators read"
                                                    + " what you write, and the family may read it"
                                                    + " too."))
                            .with(new Form(tr("Whom to invite"), false));
            case InviteStep.AskCode() ->
                    Message.of(tr("Please send me the code of your invite."))
                            .with(new Form(tr("The code"), false));
        };
    }

    @Override
    public Turn<InviteStep> answer(Visit visit, InviteStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text)) || Texts.line(text, LONGEST).isEmpty()) {
            return new Turn.Again<>(tr("Please type it."));
        }
        return switch (step) {
            case InviteStep.AskCode() -> new Turn.End<>(redemption.redeem(visit, text));
            case InviteStep.AskForWhom() ->
                    accounts.of(visit.person())
                            .filter(Account::active)
                            .map(account -> asked(visit, account, Texts.line(text, LONGEST)))
                            .orElseGet(() ->
                                    new Turn.End<>(
                                            Reply.say(tr("You need to be logged in for that."))));
        };
    }

    private Turn<InviteStep> asked(Visit visit, Account account, String forWhom) {
        var asked = durable.commit(() -> invites.ask(account, forWhom, visit.origin().key()));
        if (asked.isEmpty()) {
            return new Turn.End<>(
                    Reply.say(tr("You have many open invites. Please revoke one first: /invite")));
        }
        var invite = asked.get();
        return new Turn.End<>(
                invite.state == Invite.State.WAITING
                        ? Reply.say(
                                administrators.areThere()
                                        ? tr(
                                                "I have asked the administrator, and will tell you"
                                                        + " here as soon as there is an answer.")
                                        : tr(
                                                "No administrator is there at the moment. They see"
                                                        + " your wish as soon as they are back, and"
                                                        + " I tell you here what they say."))
                        : views.issued(account, invite.id()));
    }
}
