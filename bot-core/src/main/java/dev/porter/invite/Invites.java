package dev.porter.invite;

import static dev.porter.language.Language.tr;

import dev.porter.account.AccessRequests;
import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.DecisionTopic.Verdict;
import dev.porter.account.Owners;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.invite.Invite.State;
import dev.porter.secret.Codes;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The invites. A code is shown once, in the turn that made it, and only its hash is kept.
@Repository
@Transactional
class Invites {
    /// How long an approval is good for, and then a code.
    static final Duration GOOD_FOR = Duration.ofDays(7);

    /// 26 characters of five bits.
    private static final int CODE_LENGTH = 26;

    private static final int MOST_OPEN = 20;

    private final InviteRepository invites;
    private final Accounts accounts;
    private final AccessRequests requests;
    private final Administrators administrators;
    private final Activities activities;
    private final Owners owners;
    private final Clock clock;

    Invites(
            InviteRepository invites,
            Accounts accounts,
            AccessRequests requests,
            Administrators administrators,
            Activities activities,
            Owners owners,
            Clock clock) {
        this.invites = invites;
        this.accounts = accounts;
        this.requests = requests;
        this.administrators = administrators;
        this.activities = activities;
        this.owners = owners;
        this.clock = clock;
    }

    /// Asks for an invite; an administrator's own needs no approval.
    ///
    /// @param event in which it was asked for: asked again in the same, it is the same invite
    /// @return empty when the account has as many open invites as it may
    Optional<Invite> ask(Account account, String forWhom, String event) {
        var before = invites.findByEvent(event);
        return before.isPresent() || invites.countOpen(account.id(), clock.instant()) >= MOST_OPEN
                ? before
                : Optional.of(ask(event, account, forWhom));
    }

    private Invite ask(String event, Account account, String forWhom) {
        var own = account.administers();
        var invite =
                invites.save(
                        new Invite(
                                account.id(),
                                own ? State.APPROVED : State.WAITING,
                                forWhom,
                                clock.instant()));
        invite.event = event;
        if (own) {
            invite.decidedBy = account.id();
            invite.expiresAt = clock.instant().plus(GOOD_FOR);
        } else {
            administrators.tell(key(invite), () -> question(invite, account));
        }
        return invite;
    }

    static Message question(Invite invite, Account account) {
        return Message.titled(
                        tr("%s would like to invite somebody", account.displayName()),
                        tr("For: “%s”", invite.says))
                .row(
                        Button.of("invites:approve:" + invite.id(), tr("✅ Approve")),
                        Button.of("invites:decline:" + invite.id(), tr("Decline")));
    }

    /// Decides; the first decision wins, and everybody who was asked sees it.
    ///
    /// @return what became of it; empty when there is no such invite
    Optional<Message> decide(long id, Account administrator, Verdict verdict) {
        var invite = invites.findById(id).orElse(null);
        if (invite == null || verdict == Verdict.REOPEN) {
            return Optional.empty();
        }
        var approve = verdict == Verdict.APPROVE;
        if (invite.state != State.WAITING) {
            return Optional.of(
                    invite.decidedBy == null
                            ? decided(invite)
                            : decided(invite).after(tr("That was decided already.")));
        }
        invite.state = approve ? State.APPROVED : State.DECLINED;
        invite.decidedBy = administrator.id();
        invite.expiresAt = approve ? clock.instant().plus(GOOD_FOR) : null;
        administrators.tellAgain(key(invite), () -> decided(invite));
        activities.report(
                invite.accountId,
                approve
                        ? tr("Approved an invite, by %s.", administrator.displayName())
                        : tr("Declined an invite, by %s.", administrator.displayName()));
        accounts.find(invite.accountId)
                .ifPresent(inviter ->
                        owners.tell(inviter, "invite-decided:" + invite.id(), () -> news(invite)));
        return Optional.of(decided(invite));
    }

    private static Message news(Invite invite) {
        return invite.state == State.APPROVED
                ? Message.of(
                        tr(
                                "Good news: you may invite “%s”. The next button shows the message"
                                        + " to forward, with a code for one person.",
                                invite.says),
                        Button.of("invite:show:" + invite.id(), tr("Show the message")))
                : Message.of(tr("The answer to your invite for “%s” is no for now.", invite.says));
    }

    private Message decided(Invite invite) {
        var inviter = administrators.nameOf(invite.accountId).orElseGet(() -> tr("somebody"));
        if (invite.decidedBy == null) {
            return Message.titled(
                    tr("Nothing to decide any more"),
                    tr("Invite by %s for “%s”: it was taken back.", inviter, invite.says));
        }
        var decider = administrators.nameOf(invite.decidedBy).orElseGet(() -> tr("somebody"));
        return Message.titled(
                invite.state == State.DECLINED ? tr("Declined") : tr("Approved"),
                tr("Invite by %s for “%s”: decided by %s.", inviter, invite.says, decider));
    }

    /// A code that was just made, and until when it is good.
    record Issued(Invite invite, Secret code, Instant until) {}

    /// Makes the code of an approved invite; made again, the one before is void, and it is good no
    /// longer than that was.
    ///
    /// @return empty when the account has no such invite, or it is over
    Optional<Issued> issue(Account account, long id) {
        return invites.findByIdAndAccountId(id, account.id())
                .filter(found -> found.state != State.WAITING)
                .filter(found -> found.open(clock.instant()))
                .map(invite -> {
                    var code = Codes.fresh(CODE_LENGTH);
                    var until =
                            invite.state == State.ISSUED && invite.expiresAt != null
                                    ? invite.expiresAt
                                    : clock.instant().plus(GOOD_FOR);
                    invite.state = State.ISSUED;
                    invite.hash = Codes.hash(code.reveal());
                    invite.expiresAt = until;
                    activities.report(account.id(), tr("Made an invite."));
                    return new Issued(invite, code, until);
                });
    }

    /// Makes an invite void.
    ///
    /// @return false when the account has no such invite, or it is over
    boolean revoke(Account account, long id) {
        var invite =
                invites.findByIdAndAccountId(id, account.id())
                        .filter(found ->
                                found.state != State.USED
                                        && found.state != State.REVOKED
                                        && found.state != State.DECLINED);
        invite.ifPresent(found -> {
            if (found.state == State.WAITING) {
                administrators.tellAgain(
                        key(found), () -> Message.of(tr("An invite was taken back by who asked.")));
            }
            found.state = State.REVOKED;
            found.hash = null;
            activities.report(account.id(), tr("Revoked an invite."));
        });
        return invite.isPresent();
    }

    /// An account's invites: the open ones first, of each the newest.
    List<Invite> of(Account account) {
        var now = clock.instant();
        return invites.findByAccountIdOrderByIdDesc(account.id()).stream()
                .sorted(Comparator.comparing(invite -> !invite.open(now)))
                .toList();
    }

    /// Whether the code of one of an account's invites is out and good.
    boolean isOut(Account account, long id) {
        return invites.findByIdAndAccountId(id, account.id())
                .filter(found -> found.state == State.ISSUED)
                .filter(found -> found.open(clock.instant()))
                .isPresent();
    }

    /// Uses an invite: its holder may sign up.
    ///
    /// @return false when there is no such code, or it is over
    boolean redeem(Person person, String typed) {
        var now = clock.instant();
        var invite =
                invites.findByHash(Codes.hash(typed))
                        .filter(found -> found.state == State.ISSUED)
                        .filter(found -> !found.expired(now))
                        .filter(found ->
                                accounts.find(found.accountId).filter(Account::active).isPresent());
        invite.ifPresent(found -> {
            found.state = State.USED;
            found.hash = null;
            found.usedBy = person.id();
            requests.admit(person, found.id(), found.accountId);
            activities.report(found.accountId, tr("%s used an invite.", person.displayName()));
        });
        return invite.isPresent();
    }

    static String key(Invite invite) {
        return "invite:" + invite.id();
    }
}
