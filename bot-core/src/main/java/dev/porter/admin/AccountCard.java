package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.LogIns;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.files.Catalogue;
import java.util.ArrayList;
import java.util.List;

/// How an account looks to an administrator, with what can be done to it.
final class AccountCard {
    private final LogIns logIns;
    private final Catalogue catalogue;
    private final Backups backups;

    AccountCard(LogIns logIns, Catalogue catalogue, Backups backups) {
        this.logIns = logIns;
        this.catalogue = catalogue;
        this.backups = backups;
    }

    /// Whether it is so far that something can be done to it.
    static boolean canBeChanged(Account account) {
        return account.active() || account.disabled();
    }

    Message of(Account account) {
        var locked = logIns.locked(account);
        var id = account.id();
        var message =
                Message.titled(
                        Texts.line(account.displayName(), 40),
                        tr(
                                "User name: %s\nRole: %s\nState: %s\nFiles: %d · %s\nOn their way: %d",
                                account.userName()
                                        .map(Object::toString)
                                        .orElseGet(() -> tr("none yet")),
                                tr(isAdministrator(account) ? "administrator" : "member"),
                                state(account, locked),
                                catalogue.count(id),
                                Sizes.words(catalogue.bytes(id)),
                                backups.open(id)));
        if (canBeChanged(account)) {
            message =
                    message.row(
                                    changes(account).stream()
                                            .map(change -> change.button(account))
                                            .toList())
                            .row(Change.DELETE.button(account));
        }
        if (account.ordered()) {
            message = message.row(Button.of("orders:check:" + id, tr("Check now")));
        }
        if (locked) {
            message = message.row(Button.of("admin:unlock:" + id, tr("Unlock the log-in")));
        }
        return message.row(Button.of("admin:people", tr("People")));
    }

    private static List<Change> changes(Account account) {
        var changes = new ArrayList<Change>();
        changes.add(account.disabled() ? Change.ENABLE : Change.DISABLE);
        if (isAdministrator(account)) {
            changes.add(Change.DEMOTE);
        } else if (account.active()) {
            changes.add(Change.PROMOTE);
        }
        changes.add(Change.RESET);
        return changes;
    }

    private static boolean isAdministrator(Account account) {
        return account.role() == Account.Role.ADMINISTRATOR;
    }

    private static String state(Account account, boolean locked) {
        var state =
                tr(
                        account.ordered()
                                ? "waits for its user on the NAS"
                                : account.disabled() ? "switched off" : "on");
        return locked ? tr("%s, log-in locked after too many wrong tries", state) : state;
    }
}
