package dev.porter.support;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.LogIns;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.chat.Times;
import dev.porter.nas.Nas;
import dev.porter.settings.PorterSettings.NasSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks what it takes to connect with the official apps, as far as Porter can see it, and says
/// what only the person can look at.
final class ConnectionCheck {
    private final Accounts accounts;
    private final LogIns logIns;
    private final NasSettings settings;
    private final Nas nas;
    private final Supplier<Optional<Instant>> awaySince;

    /// @param awaySince since when the NAS has been away, where that is known
    ConnectionCheck(
            Accounts accounts,
            LogIns logIns,
            NasSettings settings,
            Nas nas,
            Supplier<Optional<Instant>> awaySince) {
        this.accounts = accounts;
        this.logIns = logIns;
        this.settings = settings;
        this.nas = nas;
        this.awaySince = awaySince;
    }

    /// Checks everything for somebody and says it line by line.
    Message look(PersonId person) {
        var member = accounts.of(person).filter(Account::active);
        var lines = new ArrayList<String>();
        lines.add(nasAnswers());
        lines.add(address());
        lines.addAll(member.map(this::ofMember).orElseGet(() -> List.of(ofNobody(person))));
        return Message.titled(
                        tr("Why can I not connect?"),
                        String.join("\n", lines) + "\n\n" + byYourself())
                .row(copies(member))
                .row(
                        member.isPresent()
                                ? Button.of("support:try", tr("🔑 Try my password"))
                                : Button.of("door:login", tr("Log in here")),
                        Button.of("support:connection", tr("Check again")))
                .row(Button.of("support:tell", tr("Tell the administrator")));
    }

    /// What only the person can look at.
    private static String byYourself() {
        return String.join(
                "\n",
                tr("Please check on your phone:"),
                tr("1. Does any web page open?"),
                tr("2. Is the address in the app exactly as above?"),
                tr("3. Is the clock set automatically? If not, codes are refused."),
                tr("4. Is the app up to date? /apps"));
    }

    private String nasAnswers() {
        if (nas.health().ready()) {
            return tr("✅ The NAS is on: it answers me.");
        }
        return awaySince
                .get()
                .map(since ->
                        tr(
                                "⚠ The NAS does not answer me either, since %s. No app can reach it"
                                        + " before it is back.",
                                Times.minute(since)))
                .orElseGet(() ->
                        tr(
                                "⚠ The NAS does not answer me either. No app can reach it before it"
                                        + " is back."));
    }

    private String address() {
        return settings.forApps()
                .map(address -> tr("✅ The address to enter in the apps: %s", address))
                .orElseGet(() ->
                        tr(
                                "⚠ I was not told the address to enter in the apps. The"
                                        + " administrator knows it."));
    }

    private List<String> ofMember(Account account) {
        var lines = new ArrayList<String>();
        var own = !nas.keepsUsers();
        if (own) {
            lines.add(
                    tr(
                            "⚠ The apps want the user name and password that the administrator made"
                                    + " for you on the NAS itself. I cannot check those. Your"
                                    + " account with me is another one:"));
        }
        lines.add(tr("✅ Your user name: %s, in small letters.", account.home()));
        lines.add(
                logIns.locked(account)
                        ? tr(
                                "⚠ Your log-in is locked after too many wrong tries. An"
                                        + " administrator unlocks it.")
                        : tr("✅ Your account is switched on, and not locked."));
        lines.add(twoStep(account, own));
        return lines;
    }

    private static String twoStep(Account account, boolean own) {
        if (!own) {
            return tr(
                    "ℹ Two-step verification is kept by the NAS. If it is on, the app asks for the"
                            + " code that your authenticator app shows. “Try my password” finds"
                            + " out.");
        }
        return account.twoStepOn()
                ? tr("✅ Two-step verification is on: I ask for a code when you log in.")
                : tr("✅ Two-step verification is off: I ask for no code when you log in.");
    }

    private String ofNobody(PersonId person) {
        if (accounts.keptOut(person)) {
            return tr(
                    "⚠ Your account is switched off. Your files are still there; an administrator"
                            + " can switch it on again.");
        }
        return accounts.of(person).filter(Account::ordered).isPresent()
                ? tr("⚠ Your user on the NAS is not made yet. I'll tell you here when it is.")
                : tr(
                        "⚠ I do not know who you are in this chat. Log in here: that checks your"
                                + " user name, your password and your code.");
    }

    private List<Button> copies(Optional<Account> member) {
        var row = new ArrayList<Button>();
        settings.forApps()
                .ifPresent(address -> row.add(new Button.Copy(tr("Copy the address"), address)));
        member.filter(_ -> nas.keepsUsers())
                .flatMap(Account::userName)
                .ifPresent(name -> row.add(new Button.Copy(tr("Copy my user name"), name.value())));
        return row;
    }

    /// What is known of the code that comes after a password.
    enum Code {
        /// None is asked for.
        NONE,
        RIGHT,
        UNTRIED
    }

    /// What is said of the right password.
    Message right(Code code) {
        var ofPassword =
                nas.keepsUsers()
                        ? tr(
                                "✅ That is your password, and it works. If the app still refuses it,"
                                        + " tap the eye to see what you type: capitals and the"
                                        + " keyboard language matter.")
                        : tr(
                                "✅ That is your password, and it works. It is the one for your"
                                        + " account with me. The apps want the password that the"
                                        + " administrator made for you on the NAS itself.");
        var ofCode =
                switch (code) {
                    case NONE -> tr("✅ Two-step verification is off: no code is asked for.");
                    case RIGHT -> tr("✅ Your code is right, too.");
                    case UNTRIED ->
                            tr("✅ Two-step verification is on: after the password comes a code.");
                };
        return Message.of(
                ofPassword + "\n" + ofCode,
                Button.of("support:connection", tr("Check the rest")),
                Button.of("support:tell", tr("Tell the administrator")));
    }
}
