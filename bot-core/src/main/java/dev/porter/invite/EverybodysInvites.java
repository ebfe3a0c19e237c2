package dev.porter.invite;

import dev.porter.account.Accounts;
import dev.porter.account.Waiting;
import dev.porter.invite.Invite.State;
import java.util.List;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The invites of all accounts, as an administrator sees them.
@Repository
@Transactional
public class EverybodysInvites {
    private final InviteRepository invites;
    private final Accounts accounts;

    EverybodysInvites(InviteRepository invites, Accounts accounts) {
        this.invites = invites;
        this.accounts = accounts;
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
}
