package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Message.Care;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoStepTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @BeforeEach
    void hold() {
        dialogue.clock().hold(); // a code is good for a minute
    }

    @Test
    void an_app_scans_the_picture_and_its_codes_are_asked_for_from_then_on() {
        var ada = dialogue.member("ada");
        ada.says("/security").sees("Two-step verification: off").presses("Turn two-step on");
        ada.types("Not-The-Password-1").sees("That is not your password");
        ada.types(Dialogue.PASSWORD).sees("Scan the picture", "Which six digits");
        assertThat(ada.care("Scan the picture")).isEqualTo(Care.FLEETING);
        var app = AuthenticatorApp.scanned(dialogue, ada.receives("two-step.png"));
        assertThat(app.uri().toString())
                .startsWith("otpauth://totp/Porter:" + ada.userName() + "?secret=");
        assertThat(app.uri().getQuery()).contains("issuer=Porter");
        assertThat(app.seed()).matches("[A-Z2-7]{32}");
        assertThat(ada.message("Scan the picture").text()).contains(app.seed());
        ada.says("000000").sees("That code is not right");
        ada.types(app.code()).sees("Two-step verification is on", "recovery codes");
        assertThat(ada.care("recovery codes")).isEqualTo(Care.PRIVATE);

        var tablet = dialogue.person("tablet");
        asksForCode(tablet, ada).says("123456").sees("That code is not right");
        tablet.types(app.nextCode()).sees("You are logged in");
    }

    @Test
    void no_code_is_taken_twice() {
        var ada = dialogue.member("ada");
        var app = AuthenticatorApp.enrolled(dialogue, ada);
        var code = app.nextCode();
        asksForCode(dialogue.person("tablet"), ada).types(code).sees("You are logged in");
        asksForCode(dialogue.person("laptop"), ada).types(code).sees("was used before");
    }

    @Test
    void each_recovery_code_works_once() {
        var ada = dialogue.member("ada");
        AuthenticatorApp.enrolled(dialogue, ada);
        var codes =
                ada.message("recovery codes")
                        .text()
                        .lines()
                        .filter(line -> line.matches("[0-9A-Z]{16}"))
                        .toList();
        assertThat(codes).hasSize(8).doesNotHaveDuplicates();
        var typed = codes.getFirst().toLowerCase(java.util.Locale.ROOT) + " ";
        asksForCode(dialogue.person("tablet"), ada).types(typed).sees("You are logged in");
        asksForCode(dialogue.person("laptop"), ada).types(codes.getFirst()).sees("not right");
    }

    @Test
    void it_is_turned_off_with_the_password_and_a_code() {
        var ada = dialogue.member("ada");
        var app = AuthenticatorApp.enrolled(dialogue, ada);
        ada.says("/security").presses("Turn two-step off").sees("your current password");
        ada.types("Not-The-Password-1").sees("That is not your password");
        ada.types(Dialogue.PASSWORD).sees("the code that your authenticator app shows");
        ada.says("999999").sees("That code is not right");
        ada.types(app.nextCode()).sees("Two-step verification is off");
        var tablet = dialogue.person("tablet").logsIn(ada);
        assertThat(tablet.shown()).contains("Welcome back");
    }

    @Test
    void many_log_ins_with_a_code_lock_nobody_out() {
        var ada = dialogue.member("ada");
        var app = AuthenticatorApp.enrolled(dialogue, ada);
        for (var i = 0; i < 12; i++) {
            asksForCode(dialogue.person("tablet"), ada)
                    .types(app.nextCode())
                    .sees("You are logged in");
        }
    }

    @Test
    void guessing_codes_is_slowed() {
        var ada = dialogue.member("ada");
        AuthenticatorApp.enrolled(dialogue, ada);
        var eve = asksForCode(dialogue.person("eve"), ada);
        for (var i = 0; i < 3; i++) {
            eve.says("00000" + i).sees("That code is not right");
        }
        eve.says("000009").sees("wrong too often");
    }

    @Test
    void asking_to_turn_it_on_where_it_is_on_does_not_turn_it_off() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        tablet.says("/security").presses("Turn two-step on").sees("current password");
        var app = AuthenticatorApp.enrolled(dialogue, ada);
        tablet.types(Dialogue.PASSWORD).sees("the code that your authenticator");
        tablet.types(app.nextCode()).sees("on already");
        tablet.says("/cancel");
        asksForCode(dialogue.person("laptop"), ada);
    }

    @Test
    void an_abandoned_enrolment_asks_nobody_for_codes() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Turn two-step on").types(Dialogue.PASSWORD);
        ada.sees("Which six digits").says("/cancel").sees("Cancelled");
        dialogue.person("tablet").logsIn(ada);
    }

    private Guest asksForCode(Guest guest, Guest owner) {
        guest.says("/login").says(owner.userName()).types(Dialogue.PASSWORD);
        return guest.sees("Two-step verification is on. Which code");
    }
}
