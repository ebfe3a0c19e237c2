package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.secret.Codes;
import dev.porter.secret.Secret;
import java.util.Locale;

/// Passwords that Porter makes: 80 random bits, easy to copy by hand, with a capital letter, a
/// small letter and a digit in any case.
final class StrongPassword {
    private static final int GROUP = 4;

    private StrongPassword() {}

    static Secret make() {
        return new Secret(
                "%s-%s-%s-%s-k7R"
                        .formatted(
                                Codes.fresh(GROUP).reveal(),
                                Codes.fresh(GROUP).reveal().toLowerCase(Locale.ROOT),
                                Codes.fresh(GROUP).reveal(),
                                Codes.fresh(GROUP).reveal().toLowerCase(Locale.ROOT)));
    }

    /// How it is shown, once.
    static Message shown(Secret made) {
        return Message.titled(
                        tr("Your new password"),
                        tr(
                                "%s\n\nPut it into your password manager or write it down now: I'll show it only once.",
                                made.reveal()))
                .row(new Button.Copy(tr("Copy"), made.reveal()))
                .with(Care.FLEETING);
    }
}
