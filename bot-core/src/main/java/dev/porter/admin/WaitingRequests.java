package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.AccessRequests;
import dev.porter.account.Undecided;
import dev.porter.account.Waiting;
import dev.porter.invite.EverybodysInvites;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// All that waits for a yes or no.
final class WaitingRequests implements Undecided {
    private final AccessRequests access;
    private final EverybodysInvites invites;

    WaitingRequests(AccessRequests access, EverybodysInvites invites) {
        this.access = access;
        this.invites = invites;
    }

    /// All of it, oldest first.
    List<Waiting> all() {
        return Stream.concat(access.waiting().stream(), invites.waiting().stream())
                .sorted(Comparator.comparing(Waiting::since))
                .toList();
    }

    @Override
    public int count() {
        return access.waiting().size() + invites.waiting().size();
    }

    /// How many of which kind, such as "3 (2 for an account, 1 to invite somebody)".
    String counts() {
        var accounts = access.waiting().size();
        var wishes = invites.waiting().size();
        var all = accounts + wishes;
        return all == 0
                ? "0"
                : tr("%d (%d for an account, %d to invite somebody)", all, accounts, wishes);
    }
}
