package dev.porter.admin;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be done to an account, asked before.
enum Change {
    DISABLE(
            "Switch off",
            "Switch off the account of %s?",
            "Yes, switch it off",
            "They are kept out of every chat at once. Their files stay, and you can switch it on"
                    + " again.",
            "They are kept out of every chat at once, and their user on the NAS is switched off."
                    + " Their files stay, and you can switch it on again.",
            AccountChanges::disable),
    ENABLE(
            "Switch on",
            "Switch on the account of %s again?",
            "Yes, switch it on",
            "They are let in again, in every chat they are logged in with.",
            "They are let in again, in every chat they are logged in with, and their user on the NAS"
                    + " is switched on.",
            AccountChanges::enable),
    PROMOTE(
            "Make an administrator",
            "Make %s an administrator?",
            "Yes, make an administrator",
            "From then on they decide who comes in, and can reset passwords and switch accounts off,"
                    + " yours too. I'll tell them.",
            AccountChanges::promote),
    DEMOTE(
            "Make a member",
            "Make %s a member again?",
            "Yes, make a member",
            "They no longer decide anything, and requests and alerts no longer come to them. Their"
                    + " files stay. I'll tell them.",
            AccountChanges::demote),
    RESET(
            "Reset password",
            "Reset the password of %s?",
            "Yes, reset it",
            "You see the new password once, to give it to them. All of their chats are logged out,"
                    + " and two-step verification is off until they turn it on again.",
            "You see the new password once, to give it to them. All of their chats are logged out."
                    + " Two-step verification stays as it is on the NAS.",
            AccountChanges::reset),
    DELETE(
            "Delete",
            "Delete the account of %s?",
            "Yes, delete it",
            "They are kept out at once, and I forget all I know of them: their chats, requests,"
                    + " invites, messages and activity, and the list of their files. That cannot be"
                    + " undone.\n\nTheir files stay on the NAS until you remove their folder there. I'll"
                    + " tell them so.",
            "They are kept out at once, their user on the NAS is switched off, and I forget all I know"
                    + " of them: their chats, requests, invites, messages and activity, and the list"
                    + " of their files. That cannot be undone.\n\nThe user and the files stay on the"
                    + " NAS until you delete them there. I'll tell them so.",
            AccountChanges::delete);

    private final String label;
    private final String question;
    private final String yes;
    private final String here;
    private final String onTheNas;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method holds nothing that changes
    private final Deed deed;

    /// How it is done.
    private interface Deed {
        Reply to(AccountChanges changes, Visit visit, Account account, Account by);
    }

    Change(String label, String question, String yes, String follows, Deed deed) {
        this(label, question, yes, follows, follows, deed);
    }

    Change(String label, String question, String yes, String here, String onTheNas, Deed deed) {
        this.label = label;
        this.question = question;
        this.yes = yes;
        this.here = here;
        this.onTheNas = onTheNas;
        this.deed = deed;
    }

    /// The one that a button asks for.
    static Optional<Change> of(String verb) {
        return Arrays.stream(values()).filter(change -> change.verb().equals(verb)).findFirst();
    }

    /// What its button asks for.
    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What asks for it.
    Button button(Account account) {
        return Button.of("admin:%s:%d".formatted(verb(), account.id()), label);
    }

    /// @param who the account's owner
    String question(String who) {
        return question.formatted(who);
    }

    /// What follows from it, in words.
    ///
    /// @param onTheNas whether the accounts are users of the NAS
    String consequence(boolean onTheNas) {
        return onTheNas ? this.onTheNas : here;
    }

    /// What stands on the button that confirms it.
    String yes() {
        return yes;
    }

    /// Does it.
    Reply make(AccountChanges changes, Visit visit, Account account, Account by) {
        return deed.to(changes, visit, account, by);
    }
}
