package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.Features;
import dev.porter.chat.Message.Care;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException;
import dev.porter.nas.TroubledNas;
import dev.porter.nas.TroubledNas.PowerCut;
import dev.porter.nas.UserName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "9lives",
                "two words",
                ".dot",
                "dot.",
                "a..b",
                "ä-ö-ü",
                "../etc",
                "a/b",
                "-rf",
                "abcdefghijklmnopqrstuvwxyz1234567",
                "😀😀😀😀"
            })
    void a_user_name_of_the_wrong_form_is_refused(String name) {
        invited().says(name).sees("That does not work as a user name", "Which user name");
    }

    @Test
    void a_password_instead_of_a_user_name_is_deleted() {
        var ada = invited().types("Secret-Word-7");
        ada.sees("That does not work as a user name", "does not stand in this chat");
        assertThat(ada.own()).doesNotContain("Secret-Word-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "ROOT", " porter ", "homes", "synology"})
    void a_reserved_user_name_is_refused(String name) {
        invited().says(name).sees("That name is reserved", "Which user name");
    }

    @Test
    void a_taken_user_name_is_refused() {
        var ada = dialogue.member("ada");
        invited().says(ada.userName()).sees("That name is taken");
        invited().says(" " + ada.userName().toUpperCase(java.util.Locale.ROOT)).sees("taken");
        dialogue.nas().files().createHome(new UserName("from-before"));
        invited().says("from-before").sees("That name is taken");
    }

    @ParameterizedTest
    @CsvSource({
        "Ab1, at least 8 characters",
        "abcdefgh1, capital letter",
        "ABCDEFGH1, small letter",
        "Abcdefghi, digit",
        "Password1, lists that attackers try first",
        "Qwertz123, lists that attackers try first",
        "xNAMEx-Teal7, leave your user name out"
    })
    void a_weak_password_is_refused_kindly_and_deleted(String password, String reason) {
        var ada = invited();
        ada.says(ada.userName()).sees("password for");
        ada.says(password.replace("NAME", ada.userName())).sees(reason, "Now a password");
        assertThat(ada.own()).noneMatch(text -> text.equals(password));
    }

    @Test
    void a_password_that_is_too_long_is_refused() {
        var ada = invited();
        ada.says(ada.userName()).says("Aa1-" + "long ".repeat(100_000)).sees("at most 128");
    }

    @Test
    void a_good_password_is_deleted_and_makes_an_account_with_a_home() {
        var ada = invited().signsUp();
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD);
        assertThat(ada.everything()).doesNotContain(Dialogue.PASSWORD);
        assertThat(dialogue.nas().files().createHome(ada.home())).isFalse();
        ada.says("/start").sees("Hello " + ada.displayName());
        ada.forges("door:sign-up").sees("Hello " + ada.displayName());
    }

    @Test
    void who_must_delete_the_message_themselves_is_told() {
        var ada = invited();
        ada.says(ada.userName()).sees("I delete your message");
        dialogue.chat().refuseDeletes();
        ada.types(Dialogue.PASSWORD)
                .sees("I could not delete your message with the secret", "Create the account");
        ada.presses("Create my account").sees("Welcome");
    }

    @Test
    void where_there_are_forms_the_password_is_asked_for_in_one() {
        dialogue.chat().can(new Features(1_000_000, 1_000_000, true, true));
        var ada = invited();
        ada.says(ada.userName()).sees("password for").doesNotSee("I delete your message");
        ada.fillsInSecretly(Dialogue.PASSWORD)
                .sees("Create the account")
                .presses("Create my account");
        ada.sees("Welcome");
    }

    @Test
    void porter_makes_a_strong_password_and_shows_it_once() {
        var ada = invited();
        ada.says(ada.userName()).presses("Make a strong one for me").sees("Your new password");
        assertThat(ada.care("Your new password")).isEqualTo(Care.FLEETING);
        var made = ada.message("Your new password").text().lines().toList().get(1);
        dialogue.keepsSecret(made);
        ada.presses("Create my account").sees("Welcome");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(made).sees("You are logged in");
    }

    @Test
    void starting_over_and_cancelling_change_nothing() {
        var ada = invited();
        ada.says(ada.userName()).types(Dialogue.PASSWORD).presses("Start over");
        ada.sees("Which user name").says("/cancel").sees("Cancelled. Nothing was changed");
        assertThat(dialogue.part(Accounts.class).find(ada.home())).isEmpty();
        ada.says("/start").presses("Make my account").sees("Which user name").signsUp();
    }

    @Test
    void of_two_who_want_a_name_at_once_one_gets_it_and_the_other_chooses_again() {
        var ada = invited();
        var bob = invited();
        ada.says("the-name").types(Dialogue.PASSWORD).sees("Create the account");
        bob.says("the-name").types(Dialogue.PASSWORD).sees("Create the account");
        Dialogue.atOnce(java.util.List.of(ada, bob), one -> one.presses("Create my account"));
        var loser = ada.shown().contains("Welcome") ? bob : ada;
        loser.sees("that name is taken now", "Which user name").signsUp();
    }

    @Test
    void while_the_nas_is_away_nothing_happens_and_it_goes_on_afterwards() {
        var ada = invited();
        dialogue.nas().away();
        ada.says(ada.userName()).sees("The NAS does not answer at the moment");
        dialogue.nas().back();
        ada.says(ada.userName()).sees("password for").types(Dialogue.PASSWORD);
        dialogue.nas().away();
        ada.presses("Create my account").sees("The NAS does not answer at the moment");
        assertThat(dialogue.part(Accounts.class).find(ada.home())).isEmpty();
        dialogue.nas().back();
        ada.presses("Create my account").sees("Welcome");
    }

    @Test
    void a_failure_half_way_leaves_nothing_and_can_be_repeated() {
        var ada = invited();
        ada.says(ada.userName()).types(Dialogue.PASSWORD).sees("Create the account");
        dialogue.trouble().failsOnce("createHome", ada.home(), NasException.Kind.NO_SPACE);
        ada.presses("Create my account").sees("The NAS is full", "Create the account");
        assertThat(dialogue.part(Accounts.class).find(ada.home())).isEmpty();
        ada.presses("Create my account").sees("Welcome");
    }

    @Test
    void a_nas_that_goes_away_half_way_blocks_nobody() {
        var ada = invited();
        ada.says(ada.userName()).types(Dialogue.PASSWORD).sees("Create the account");
        dialogue.trouble().before("createHome", ada.home(), dialogue.nas()::away);
        ada.presses("Create my account").sees("The NAS does not answer at the moment");
        dialogue.nas().back();
        ada.presses("Create my account").sees("Welcome");
    }

    @Test
    void what_a_power_cut_leaves_half_made_is_undone_at_the_next_start(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.person("ada");
            ada.says("/start " + house.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
            house.trouble().after("createHome", ada.home(), TroubledNas.POWER_CUT);
            assertThatThrownBy(() -> ada.presses("Create my account")).isInstanceOf(PowerCut.class);
            assertThat(house.part(Accounts.class).half()).hasSize(1);

            house.restart();

            org.awaitility.Awaitility.await()
                    .atMost(Dialogue.PATIENCE)
                    .until(() -> house.part(Accounts.class).half().isEmpty());
            assertThat(house.part(Accounts.class).find(ada.home())).isEmpty();
            ada.presses("Create my account").sees("type it once more");
            ada.types(Dialogue.PASSWORD).presses("Create my account").sees("Welcome");
            house.assertOrderly();
        }
    }

    private Guest invited() {
        var guest = dialogue.person("new");
        return guest.says("/start " + dialogue.invite()).sees("Which user name");
    }

    @Test
    void a_password_that_is_repeated_needlessly_does_not_stay_in_the_chat() {
        var ada = invited();
        ada.says(ada.userName()).types(Dialogue.PASSWORD).sees("Create the account");
        ada.types(Dialogue.PASSWORD).sees("You need not repeat your password", "does not stand");
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD);
        ada.presses("Create my account").sees("Welcome");
    }
}
