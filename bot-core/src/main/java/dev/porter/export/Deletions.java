package dev.porter.export;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.AccountSwitch;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Administrators;
import dev.porter.account.Owners;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.Times;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.language.Language;
import dev.porter.notice.Notices;
import java.time.Clock;

/// Ends an account: its owner is kept out at once, and all that Porter knows of them is forgotten.
/// Their files stay on the NAS; nobody can have them deleted from a chat.
public final class Deletions {
    /// Begins the keys of what administrators are told of a wish for it.
    static final String WISH = "delete-wish:";

    /// Begins the keys of what is said last.
    static final String FAREWELL = "account-deleted:";

    private final Accounts accounts;
    private final AccountSwitch accountSwitch;
    private final Backups backups;
    private final Forgetting forgetting;
    private final Owners owners;
    private final Administrators administrators;
    private final Activities activities;
    private final Languages languages;
    private final Notices notices;
    private final Durable durable;
    private final Clock clock;

    Deletions(
            Accounts accounts,
            AccountSwitch accountSwitch,
            Backups backups,
            Forgetting forgetting,
            Owners owners,
            Administrators administrators,
            Activities activities,
            Languages languages,
            Notices notices,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.accountSwitch = accountSwitch;
        this.backups = backups;
        this.forgetting = forgetting;
        this.owners = owners;
        this.administrators = administrators;
        this.activities = activities;
        this.languages = languages;
        this.notices = notices;
        this.durable = durable;
        this.clock = clock;
    }

    /// Whether nobody would be left who may decide.
    boolean isOfTheLastAdministrator(Account account) {
        return accounts.administrators().stream().allMatch(other -> other.id() == account.id());
    }

    /// Tells the administrators that somebody wants their account to be deleted; once a day.
    void ask(Visit visit, Account account) {
        var key = WISH + account.id() + ":" + Times.date(clock.instant());
        durable.commit(() -> administrators.tellInPrivate(key, () -> wish(visit, account)));
    }

    private static Message wish(Visit visit, Account account) {
        return Message.titled(
                        tr("Somebody asks to be forgotten"),
                        tr(
                                "%s on %s would like the account “%s” to be deleted, with all that I know"
                                        + " of them. Before you do it, hear from them yourself that"
                                        + " it is them.",
                                visit.origin().person().displayName(),
                                visit.platform().displayName(),
                                account.home()))
                .row(
                        Button.of("admin:delete:" + account.id(), tr("Delete…")),
                        Button.of("admin:person:" + account.id(), tr("Show %s", account.home())));
    }

    /// What became of a deletion.
    public sealed interface Outcome {
        /// It is gone.
        ///
        /// @param onTheNas whether the NAS keeps the user out as well, where it has users
        record Deleted(boolean onTheNas) implements Outcome {}

        /// Nobody would be left who may decide: nothing has changed.
        record LastAdministrator() implements Outcome {}

        /// Some of the files have no place on the NAS yet: nothing has changed.
        record FilesOnTheirWay(long count) implements Outcome {}
    }

    /// Deletes an account. What a stop cuts is finished by doing it again.
    public Outcome delete(Account account, Account by) {
        var waiting = backups.open(account.id());
        if (waiting > 0) {
            return new Outcome.FilesOnTheirWay(waiting);
        }
        var switched =
                account.disabled()
                        ? accountSwitch.again(account, false)
                        : accountSwitch.turn(account, false, tr("Switched off to be deleted."));
        return switch (switched) {
            case LAST_ADMINISTRATOR -> new Outcome.LastAdministrator();
            case DONE -> deleted(account, by, true);
            case ONLY_HERE -> deleted(account, by, false);
        };
    }

    private Outcome deleted(Account account, Account by, boolean onTheNas) {
        var farewells =
                owners.of(account).stream()
                        .map(person -> new Farewell(person, languages.of(person.home())))
                        .toList();
        durable.commit(() -> {
            forgetting.forget(account);
            for (var farewell : farewells) {
                var person = farewell.person;
                var key =
                        "%s%d:%s:%s"
                                .formatted(
                                        FAREWELL,
                                        account.id(),
                                        person.id().platform(),
                                        person.id().value());
                notices.put(
                        key, person.home(), () -> farewell.language.speak(() -> farewell(account)));
            }
            if (by.id() != account.id()) {
                activities.report(by.id(), tr("Deleted an account."));
            }
        });
        return new Outcome.Deleted(onTheNas);
    }

    /// Who is told last, and in which language: that is forgotten as well.
    private record Farewell(Person person, Language language) {}

    private static Message farewell(Account account) {
        return Message.titled(
                tr("Your account is deleted"),
                tr(
                        "I have forgotten all that I knew of you: your chats, what you asked for, your invites,"
                                + " what I told you, what was done, and the list of your files. Copies of"
                                + " that are gone within eight days.\n\nYour files themselves are still on"
                                + " the NAS, in the folder “%s”, until the administrator removes it:"
                                + " please talk to them if it shall go. Good-bye!",
                        account.home()));
    }
}
