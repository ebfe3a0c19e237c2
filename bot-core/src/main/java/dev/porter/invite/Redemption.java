package dev.porter.invite;

import static dev.porter.language.Language.tr;

import dev.porter.account.AccessRequest;
import dev.porter.account.AccessRequests;
import dev.porter.account.Accounts;
import dev.porter.account.DoorTopic;
import dev.porter.account.InviteCodes;
import dev.porter.account.SignUpStep;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.secret.Guesses;

/// Somebody comes with the code of an invite.
final class Redemption implements InviteCodes {
    private final Accounts accounts;
    private final AccessRequests requests;
    private final Invites invites;
    private final Guesses guesses;
    private final Durable durable;

    /// Makes it.
    public Redemption(
            Accounts accounts,
            AccessRequests requests,
            Invites invites,
            Guesses guesses,
            Durable durable) {
        this.accounts = accounts;
        this.requests = requests;
        this.invites = invites;
        this.guesses = guesses;
        this.durable = durable;
    }

    /// Takes a code and begins the sign-up. The message that carried it is deleted.
    @Override
    public Reply redeem(Visit visit, String code) {
        visit.erase(); // whether or not it works: the code is used up in a moment
        if (accounts.includes(Audience.MEMBER, visit.person())) {
            return Reply.say(
                    tr("You have an account already, so keep the invite for somebody else."));
        }
        if (accounts.keptOut(visit.person())) {
            return DoorTopic.switchedOff();
        }
        var approved =
                requests.of(visit.person())
                        .filter(latest -> latest.state() == AccessRequest.State.APPROVED);
        if (approved.isPresent()) {
            return Reply.say(tr("You may come in already.")).thenAsk(new SignUpStep.AskUserName());
        }
        var subject = "invite:" + visit.person().key();
        var wait = durable.commit(() -> guesses.attempt(subject));
        if (wait.isPresent()) {
            return Reply.say(tr("That was wrong too often. Please wait %s.", wait.get().words()));
        }
        var redeemed =
                durable.commit(() -> {
                    var right = invites.redeem(visit.origin().person(), code);
                    if (right) {
                        guesses.right(subject);
                    }
                    return right;
                });
        return redeemed
                ? Reply.say(
                                tr(
                                        "Welcome! Your invite is good, so you may make your account"
                                                + " right away."))
                        .thenAsk(new SignUpStep.AskUserName())
                : Reply.say(
                        tr(
                                "That code is not good: it may be mistyped, used, taken back or"
                                        + " older than a week. Please ask who invited you for a new"
                                        + " one."));
    }
}
