package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.app.WebPerson.Message;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/// Point 4: inviting somebody.
@ExtendWith(House.Shared.class)
class InviteTest {
    private static final String NOT_GOOD = "That code is not good";

    private final House house;

    InviteTest(House house) {
        this.house = house;
    }

    @Test
    void a_member_invites_with_the_approval_of_an_administrator() {
        var quinn = house.member("quinn");
        var ada = house.administrator();
        quinn.says("/menu");
        assertThat(quinn.presses("Invite")).contains("Never share your own password");
        assertThat(quinn.presses("Invite somebody")).contains("Whom would you like to invite?");
        assertThat(quinn.says("Rosa from the choir")).contains("I have asked the administrator");
        assertThat(ada.presses(ada.hears("Rosa from the choir"), "Approve")).contains("Approved");

        var told = quinn.hears("you may invite “Rosa from the choir”");
        var message = quinn.presses(told, "Show the message");
        assertThat(message)
                .contains("https://apps.apple.com/app/synology-photos/id1484764501")
                .contains("https://play.google.com/store/apps/details?id=com.synology.dsdrive")
                .contains("nas.example.org")
                .contains("Verify");
        assertThat(quinn.message("https://apps.apple.com").buttons())
                .anyMatch(key -> String.valueOf(key.copy()).contains(House.code(message)));

        var rosa = house.newcomer("Rosa");
        assertThat(rosa.says("/start " + House.code(message))).contains("Your invite is good");
        assertThat(rosa.chat().toString()).doesNotContain(House.code(message));
        House.signUp(rosa, "rosa");
        assertThat(rosa.says("/menu")).contains("Your NAS, Rosa");
        assertThat(quinn.says("/invite")).contains("Rosa from the choir · used");
    }

    @Test
    void row_17_no_password_is_ever_shared() {
        var tess = house.member("tess17");
        tess.says("/invite");
        assertThat(shown(tess).words()).contains("Never share your own password");
        tess.presses("Invite somebody");
        tess.says("Uwe from next door");
        var ada = house.administrator();
        ada.presses(ada.hears("Uwe from next door"), "Approve");
        var message = tess.presses(tess.hears("you may invite"), "Show the message");
        assertThat(message)
                .doesNotContain(House.PASSWORD)
                .contains("Choose your own user name and password");

        // Somebody to whom the password was told writes it into their own chat.
        var uwe = house.newcomer("Uwe");
        assertThat(uwe.says("/login tess17 " + House.PASSWORD)).contains("I deleted that message");
        assertThat(uwe.says("/support")).contains("What is wrong?");
        uwe.presses("My password");
        uwe.presses("I need a new password");
        assertThat(uwe.says(House.PASSWORD)).contains("That does not look like a user name");
        assertThat(uwe.says("/files")).contains("You need to be logged in");
        assertThat(uwe.chat().toString()).doesNotContain(House.PASSWORD);
        assertThat(ada.chat().toString()).doesNotContain(House.PASSWORD);
    }

    @Test
    void a_member_is_told_when_the_answer_is_no() {
        var sam = house.member("sam");
        var ada = house.administrator();
        sam.says("/invite");
        sam.presses("Invite somebody");
        sam.says("Tim from the bus");
        ada.presses(ada.hears("Tim from the bus"), "Decline");
        sam.hears("“Tim from the bus” is no for now");
        assertThat(sam.says("/invite")).contains("Tim from the bus · declined");
    }

    @Test
    void an_invite_is_good_once() {
        var code = house.invite();
        var first = house.newcomer("First");
        first.says("/start");
        assertThat(first.presses("I have an invite")).contains("the code of your invite");
        assertThat(first.says(" " + code.toLowerCase(Locale.ROOT) + " "))
                .contains("Your invite is good");
        assertThat(house.newcomer("Second").says("/start " + code)).contains(NOT_GOOD);
    }

    @Test
    void a_revoked_and_an_expired_invite_are_good_for_nothing() {
        var uma = house.newcomer("Uma");
        var ada = house.administrator();
        var revoked = house.invite();
        var list = listed(ada);
        assertThat(list.words()).contains("1. somebody nice · open until");
        assertThat(ada.presses(list, "Revoke 1")).contains("Revoked.");
        assertThat(allPages(ada)).contains("somebody nice · revoked");
        assertThat(uma.says("/start " + revoked)).contains(NOT_GOOD);

        var expired = house.invite();
        house.part(JdbcTemplate.class)
                .update(
                        "UPDATE invite SET expires_at = DATEADD(DAY, -8, expires_at)"
                                + " WHERE id = (SELECT MAX(id) FROM invite)");
        assertThat(allPages(ada)).contains("somebody nice · expired");
        assertThat(uma.says("/start " + expired)).contains(NOT_GOOD);
        assertThat(uma.says("/start " + house.invite())).contains("Your invite is good");
    }

    private static String allPages(WebPerson person) {
        var page = listed(person);
        var words = new StringBuilder(page.words());
        while (page.labels().contains("▶")) {
            person.presses(page, "▶");
            page = shown(person);
            words.append(page.words());
        }
        return words.toString();
    }

    private static Message listed(WebPerson person) {
        person.says("/invite");
        return shown(person);
    }

    private static Message shown(WebPerson person) {
        return person.message("An invite lets one person make an account");
    }

    @Test
    void a_code_is_shown_once_and_kept_as_a_hash_only() {
        var code = house.invite();
        assertThat(house.administrator().says("/invite")).doesNotContain(code);
        assertThat(
                        house.part(JdbcTemplate.class)
                                .queryForList("SELECT hash FROM invite")
                                .toString())
                .doesNotContain(code);
    }

    @Test
    void guessing_is_slowed_down() {
        var guesser = house.newcomer("Guesser");
        var tries = 0;
        var answer = guesser.says("/start ABCDEFGHJKMNPQRSTVWXYZ234");
        while (answer.contains(NOT_GOOD)) {
            tries++;
            answer = guesser.says("/start ABCDEFGHJKMNPQRSTVWXYZ234" + tries);
        }
        assertThat(tries).isGreaterThanOrEqualTo(3);
        assertThat(answer).contains("wrong too often");
    }

    @Test
    void a_member_sees_and_revokes_only_their_own() {
        house.invite();
        var ada = house.administrator();
        var revoke =
                listed(ada).buttons().stream()
                        .map(key -> String.valueOf(key.value()))
                        .filter(value -> value.startsWith("invite:revoke:"))
                        .findFirst()
                        .orElseThrow();
        var vera = house.member("vera");
        assertThat(listed(vera).words()).doesNotContain("somebody nice");
        assertThat(vera.pressesValue(revoke, vera.last())).contains("over already");
        assertThat(listed(ada).words()).contains("1. somebody nice");
    }
}
