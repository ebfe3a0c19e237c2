package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be done to an account, asked before.
enum Change {
    DISABLE(AccountChanges::disable),
    ENABLE(AccountChanges::enable),
    PROMOTE(AccountChanges::promote),
    DEMOTE(AccountChanges::demote),
    RESET(AccountChanges::reset),
    DELETE(AccountChanges::delete);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method holds nothing that changes
    private final Deed deed;

    /// How it is done.
    private interface Deed {
        Reply to(AccountChanges changes, Visit visit, Account account, Account by);
    }

    Change(Deed deed) {
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
        return Button.of("admin:%s:%d".formatted(verb(), account.id()), label());
    }

    private String label() {
        return tr(
                switch (this) {
                    case DISABLE -> "Switch off";
                    case ENABLE -> "Switch on";
                    case PROMOTE -> "Make an administrator";
                    case DEMOTE -> "Make a member";
                    case RESET -> "Reset password";
                    case DELETE -> "Delete";
                });
    }

    /// @param who the account's owner
    String question(String who) {
        return tr(
                switch (this) {
                    case DISABLE -> "Switch off the account of %s?";
                    case ENABLE -> "Switch on the account of %s again?";
                    case PROMOTE -> "Make %s an administrator?";
                    case DEMOTE -> "Make %s a member again?";
                    case RESET -> "Reset the password of %s?";
                    case DELETE -> "Delete the account of %s?";
                },
                who);
    }

    /// What follows from it, in words.
    ///
    /// @param onTheNas whether the accounts are users of the NAS
    String consequence(boolean onTheNas) {
        return tr(
                switch (this) {
                    case DISABLE ->
                            onTheNas
                                    ? "They are kept out of every chat at once, and their user on the"
                                            + " NAS is switched off. Their files stay, and you can"
                                            + " switch it on again."
                                    : "They are kept out of every chat at once. Their files stay, and"
                                            + " you can switch it on again.";
                    case ENABLE ->
                            onTheNas
                                    ? "They are let in again, in every chat they are logged in with,"
                                            + " and their user on the NAS is switched on."
                                    : "They are let in again, in every chat they are logged in with.";
                    case PROMOTE ->
                            "From then on they decide who comes in, and can reset passwords and switch"
                                    + " accounts off, yours too. I'll tell them.";
                    case DEMOTE ->
                            "They no longer decide anything, and requests and alerts no longer come to"
                                    + " them. Their files stay. I'll tell them.";
                    case RESET ->
                            onTheNas
                                    ? "You see the new password once, to give it to them. All of their"
                                            + " chats are logged out. Two-step verification stays as it"
                                            + " is on the NAS."
                                    : "You see the new password once, to give it to them. All of their"
                                            + " chats are logged out, and two-step verification is off"
                                            + " until they turn it on again.";
                    case DELETE ->
                            onTheNas
                                    ? "They are kept out at once, their user on the NAS is switched off,"
                                            + " and I forget all I know of them: their chats, requests,"
                                            + " invites, messages and activity, and the list of their"
                                            + " files. That cannot be undone.\n\nThe user and the files"
                                            + " stay on the NAS until you delete them there. I'll tell"
                                            + " them so."
                                    : "They are kept out at once, and I forget all I know of them: their"
                                            + " chats, requests, invites, messages and activity, and the"
                                            + " list of their files. That cannot be undone.\n\nTheir"
                                            + " files stay on the NAS until you remove their folder"
                                            + " there. I'll tell them so.";
                });
    }

    /// What stands on the button that confirms it.
    String yes() {
        return tr(
                switch (this) {
                    case DISABLE -> "Yes, switch it off";
                    case ENABLE -> "Yes, switch it on";
                    case PROMOTE -> "Yes, make an administrator";
                    case DEMOTE -> "Yes, make a member";
                    case RESET -> "Yes, reset it";
                    case DELETE -> "Yes, delete it";
                });
    }

    /// Does it.
    Reply make(AccountChanges changes, Visit visit, Account account, Account by) {
        return deed.to(changes, visit, account, by);
    }
}
