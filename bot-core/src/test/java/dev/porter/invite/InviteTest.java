package dev.porter.invite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Message.Care;
import dev.porter.conversation.Dialogue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InviteTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_member_asks_an_administrator_approves_and_a_friend_comes_in() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("my friend Bo");
        ada.sees("I have asked the administrator");
        ruth.sees(ada.displayName() + " would like to invite", "my friend Bo");
        ruth.presses("Approve").sees("Approved", "decided by " + ruth.displayName());
        ada.sees("you may invite “my friend Bo”").presses("Show the message");
        ada.sees("message to forward", "https://memory.example/porter?start=", "apps.apple.com");
        assertThat(ada.care("invites you to a private NAS")).isEqualTo(Care.PRIVATE);
        var code = ada.code();
        assertThat(dialogue.filesWith(code)).isEmpty();

        var bo = dialogue.person("bo");
        bo.says("/start " + code).sees("Your invite is good");
        assertThat(bo.own()).isEmpty();
        bo.signsUp();
        ada.says("/security").presses("My activity").sees(bo.displayName() + " used an invite");
        ada.says("/invite").sees("my friend Bo · used");
    }

    @Test
    void an_approved_invite_is_over_after_a_week() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        for (var whom : List.of("early Eli", "late Lea")) {
            ada.says("/invite").presses("Invite somebody").says(whom);
            ruth.sees(whom).presses("Approve").sees("Approved");
            ada.sees("you may invite “" + whom);
        }
        var early = ada.message("you may invite “early Eli");
        var late = ada.message("you may invite “late Lea");
        ada.pressesUnder(early, "Show the message").sees("message to forward");
        dialogue.clock().advance(Duration.ofDays(8));
        ada.pressesUnder(early, "Show the message").sees("That invite is over");
        ada.pressesUnder(late, "Show the message").sees("That invite is over");
        ada.says("/invite").sees("early Eli · expired", "late Lea · expired");
        ada.doesNotSee("[Show", "[Revoke");
    }

    @Test
    void a_code_that_was_forwarded_stays_good_until_its_owner_wants_another() {
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("Bo and his friend");
        dialogue.administrator().sees("Bo and his friend").presses("Approve");
        var news = ada.message("you may invite “Bo and his friend");
        var first = ada.pressesUnder(news, "Show the message").code();
        ada.pressesUnder(news, "Show the message").sees("stops working").doesNotSee("/start ");
        var second = ada.presses("Make a new code").sees("does not work any more").code();
        dialogue.person("eve").says("/start " + first).sees("That code is not good");
        dialogue.person("bo").says("/start " + second).sees("Your invite is good");
        ada.pressesUnder(news, "Show the message").sees("That invite is over");
    }

    @Test
    void every_invite_of_ones_own_can_be_seen_and_revoked_the_open_ones_first() {
        var dora = dialogue.deputy("dora");
        for (var i = 0; i < 11; i++) {
            dora.invites("guest number " + i + "!");
        }
        dora.says("/invite").sees("1. guest number 10!", "5. guest number 6!", "[Revoke 5]");
        dora.doesNotSee("number 5!").presses("Revoke 1").sees("Revoked.");
        dora.sees("1. guest number 9!").doesNotSee("number 10!");
        dora.presses("▶").sees("6. guest number 4!").presses("▶").sees("11. guest number 10!");
        dora.doesNotSee("[Revoke 11]").presses("◀").presses("Revoke 10").sees("Revoked.");
        dora.sees("10. guest number 10!", "9. guest number 1!");
    }

    @Test
    void a_wish_that_was_taken_back_is_not_called_approved() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("Bo, or rather not");
        ruth.sees("Bo, or rather not");
        var question = ruth.message("Bo, or rather not");
        ada.says("/invite").presses("Revoke 1").sees("Revoked.");
        ruth.pressesUnder(question, "Approve").sees("taken back").doesNotSee("Approved");
    }

    @Test
    void a_wish_that_a_power_cut_interrupts_is_one_wish() {
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").sees("Whom would you like");
        ada.isCutOff(() -> ada.says("Bo, once"));
        ada.isDeliveredAgain().sees("I have asked the administrator");
        ada.says("/invite").sees("1. Bo, once").doesNotSee("2. Bo, once");
        dialogue.administrator().sees("Bo, once").presses("Decline");
        var dora = dialogue.deputy("dora");
        dora.says("/invite").presses("Invite somebody").sees("Whom would you like");
        dora.isCutOff(() -> dora.says("Mo, once"));
        dora.isDeliveredAgain();
        dialogue.person("mo").says("/start " + dora.code()).sees("Your invite is good");
        dora.says("/invite").sees("1. Mo, once").doesNotSee("2. Mo, once");
    }

    @Test
    void somebody_who_is_switched_off_cannot_come_back_with_an_invite() {
        var ada = dialogue.member("ada");
        var id =
                dialogue.part(dev.porter.account.Accounts.class)
                        .find(ada.home())
                        .orElseThrow()
                        .id();
        var code = dialogue.invite();
        dialogue.administrator().forges("admin:disable:" + id).presses("Yes").sees("Switched off");
        ada.says("/start " + code).sees("Your account is switched off");
        ada.forges("door:sign-up").sees("Your account is switched off");
        dialogue.person("bob").says("/start " + code).sees("Your invite is good");
    }

    @Test
    void a_declined_invite_has_no_code() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ada.says("/invite").presses("Invite somebody").says("Mallory");
        ruth.sees("“Mallory”").presses("Decline").sees("Declined");
        ada.sees("The answer to your invite for “Mallory” is no");
        ada.says("/invite").sees("Mallory · declined").doesNotSee("[Show", "[Revoke");
    }

    @Test
    void of_fifty_who_come_with_one_code_one_gets_in() {
        var code = dialogue.invite();
        var crowd = IntStream.range(0, 50).mapToObj(_ -> dialogue.person("crowd")).toList();
        Dialogue.atOnce(crowd, one -> one.says("/start " + code));
        assertThat(crowd).filteredOn(one -> one.shown().contains("Your invite is good")).hasSize(1);
        assertThat(crowd)
                .filteredOn(one -> one.shown().contains("That code is not good"))
                .hasSize(49);
    }

    @Test
    void a_code_can_be_typed_in_any_way_and_by_button() {
        var code = dialogue.invite();
        var spelled =
                code.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("(.{5})", "$1-")
                        .replace('0', 'o')
                        .replace('1', 'l');
        var ada = dialogue.person("ada");
        ada.says("/start").presses("I have an invite").sees("send me the code");
        ada.types(spelled).sees("Your invite is good").signsUp();
    }

    @Test
    void a_code_expires_after_a_week() {
        var code = dialogue.invite();
        dialogue.clock().advance(Duration.ofDays(7).plusMinutes(1));
        dialogue.person("ada").says("/start " + code).sees("That code is not good");
        dialogue.administrator().says("/invite").sees("expired");
    }

    @Test
    void a_revoked_code_is_void() {
        var dora = dialogue.deputy("dora");
        var code = dora.invites("Bo");
        dora.says("/invite").presses("Revoke 1").sees("Revoked.", "Bo · revoked");
        dialogue.person("ada").says("/start " + code).sees("That code is not good");
    }

    @Test
    void guessing_is_limited() {
        dialogue.clock().hold();
        var eve = dialogue.person("eve");
        for (var i = 0; i < 3; i++) {
            eve.says("/start GUESS" + i).sees("That code is not good");
        }
        eve.says("/start " + dialogue.invite()).sees("wrong too often");
    }

    @Test
    void a_member_keeps_the_code_for_somebody_else() {
        var code = dialogue.invite();
        dialogue.member("ada").says("/start " + code).sees("keep the invite for somebody else");
        dialogue.person("bob").says("/start " + code).sees("Your invite is good");
    }

    @Test
    void the_code_of_somebody_who_was_switched_off_is_void() {
        var dora = dialogue.deputy("dora");
        var code = dora.invites("Bo");
        var id =
                dialogue.part(dev.porter.account.Accounts.class)
                        .find(dora.home())
                        .orElseThrow()
                        .id();
        dialogue.administrator().forges("admin:disable:" + id).presses("Yes").sees("Switched off");
        dialogue.person("bo").says("/start " + code).sees("That code is not good");
    }

    @Test
    void expired_invites_do_not_keep_anybody_from_inviting() {
        var dora = dialogue.deputy("dora");
        for (var i = 0; i < 20; i++) {
            dora.invites("guest " + i);
        }
        dora.says("/invite").presses("Invite somebody").says("one more");
        dora.sees("You have many open invites");
        dialogue.clock().advance(Duration.ofDays(8));
        assertThat(dora.invites("one more")).isNotEmpty();
    }
}
