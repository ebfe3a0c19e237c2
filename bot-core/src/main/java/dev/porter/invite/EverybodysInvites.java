package dev.porter.invite;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.account.Waiting;
import dev.porter.chat.Message;
import dev.porter.invite.Invite.State;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The invites of all accounts, as an administrator sees them.
@Repository
@Transactional
public class EverybodysInvites {
    private final InviteRepository invites;
    private final InviteViews views;
    private final Accounts accounts;
    private final Administrators administrators;
    private final Owners owners;
    private final Activities activities;
    private final Clock clock;

    EverybodysInvites(
            InviteRepository invites,
            InviteViews views,
            Accounts accounts,
            Administrators administrators,
            Owners owners,
            Activities activities,
            Clock clock) {
        this.invites = invites;
        this.views = views;
        this.accounts = accounts;
        this.administrators = administrators;
        this.owners = owners;
        this.activities = activities;
        this.clock = clock;
    }

    /// The wishes to invite somebody that wait, oldest first.
    public List<Waiting> waiting() {
        return invites.findByStateOrderById(State.WAITING).stream()
                .map(invite ->
                        new Waiting(
                                Invites.key(invite),
                                invite.createdAt,
                                Invites.question(
                                        invite, accounts.find(invite.accountId).orElseThrow())))
                .toList();
    }

    /// An invite that lets somebody in, or may yet.
    ///
    /// @param maker what who made it is called; untrusted
    /// @param forWhom in the maker's words; untrusted
    /// @param state in words, with until when
    public record Open(long id, String maker, String forWhom, String state) {}

    /// All that are open, oldest first.
    public List<Open> open() {
        return invites.findOpen(clock.instant()).stream()
                .map(invite ->
                        new Open(
                                invite.id(),
                                administrators
                                        .nameOf(invite.accountId)
                                        .orElseGet(() -> tr("somebody")),
                                invite.says,
                                views.state(invite)))
                .toList();
    }

    /// Makes an open invite void, whoever made it; who did is told.
    ///
    /// @return false when there is none, or it is over
    public boolean revoke(long id, Account by) {
        var open =
                invites.findOpen(clock.instant()).stream()
                        .filter(invite -> invite.id() == id)
                        .findFirst();
        open.ifPresent(invite -> revoke(invite, by));
        return open.isPresent();
    }

    private void revoke(Invite invite, Account by) {
        if (invite.state == State.WAITING) {
            administrators.tellAgain(
                    Invites.key(invite),
                    () ->
                            Message.of(
                                    tr(
                                            "This wish for an invite was revoked by %s.",
                                            by.displayName())));
        }
        invite.state = State.REVOKED;
        invite.hash = null;
        activities.report(invite.accountId, tr("An invite was revoked by %s.", by.displayName()));
        if (invite.accountId != by.id()) {
            accounts.find(invite.accountId)
                    .ifPresent(maker ->
                            owners.tell(
                                    maker,
                                    "invite-revoked:" + invite.id(),
                                    () -> news(invite, by)));
        }
    }

    private static Message news(Invite invite, Account by) {
        return Message.of(
                tr(
                        "%s has taken your invite for “%s” back, so nobody can use it any more."
                                + " Please talk to them if you did not expect that.",
                        by.displayName(), invite.says));
    }
}
