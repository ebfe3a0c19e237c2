package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.InMemoryUsers;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.TroubledNas;
import dev.porter.nas.TroubledNas.PowerCut;
import dev.porter.nas.UserName;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Accounts on a NAS that keeps users of its own.
class UsersOfTheNasTest {
    private static final InMemoryNas nas = InMemoryNas.withUsers();
    private static final InMemoryUsers users = nas.users();

    @RegisterExtension static final Dialogue dialogue = Dialogue.on(nas);

    @AfterEach
    void permitAll() {
        users.permitAll();
    }

    @Test
    void the_account_is_a_user_of_the_nas_and_porter_keeps_no_password() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        ada.sees("the same name and password open the official apps");
        ada.presses("Create my account").sees("Welcome");
        await().atMost(Dialogue.PATIENCE)
                .until(() -> users.displayName(ada.home()).equals(ada.displayName()));
        assertThat(account(ada).passwordHash).isNull();
        ada.sends("a.txt", "a").sees("Stored and verified");
        dialogue.person("tablet").logsIn(ada).says("/files").sees("a.txt");
    }

    @Test
    void a_name_that_is_a_user_already_is_taken() {
        var ada = dialogue.person("ada");
        users.add(ada.home(), "Somebody-Elses-1");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).sees("That name is taken");
    }

    @Test
    void a_name_that_somebody_took_meanwhile_is_asked_for_again() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        users.add(ada.home(), "Somebody-Elses-1");
        ada.presses("Create my account").sees("that name is taken now", "Which user name");
        assertThat(dialogue.part(Accounts.class).find(ada.home())).isEmpty();
    }

    @Test
    void a_password_that_the_nas_refuses_is_asked_for_again() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types("Shor-t33");
        ada.presses("Create my account")
                .sees("The NAS finds that password too weak", "password for");
        assertThat(users.has(ada.home())).isFalse();
        ada.types(Dialogue.PASSWORD).presses("Create my account").sees("Welcome");
    }

    @Test
    void a_nas_that_is_away_makes_nothing_and_the_same_button_works_later() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        nas.away();
        ada.presses("Create my account").sees("The NAS does not answer");
        nas.back();
        ada.presses("Create my account").sees("Welcome");
        assertThat(users.has(ada.home())).isTrue();
    }

    @Test
    void a_user_that_the_nas_made_just_before_a_power_cut_is_taken_up_again() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        dialogue.trouble().after("create", ada.home(), TroubledNas.POWER_CUT);
        assertThatThrownBy(() -> ada.presses("Create my account")).isInstanceOf(PowerCut.class);
        assertThat(users.has(ada.home())).isTrue();
        dialogue.restart();
        dialogue.awaitWork(); // the name is free again
        ada.presses("Create my account").sees("type it once more");
        ada.types("Another-9-lives-cat").presses("Create my account").sees("Welcome");
        ada.says("/logout").sees("logged out");
        ada.says("/login").says(ada.userName()).types("Another-9-lives-cat").sees("logged in");
    }

    @Test
    void a_user_is_kept_as_soon_as_the_nas_is_back() {
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        dialogue.trouble().after("create", ada.home(), nas::away);
        ada.presses("Create my account").sees("Welcome");
        nas.back();
        dialogue.clock().advance(java.time.Duration.ofMinutes(10));
        await().atMost(Dialogue.PATIENCE)
                .until(() -> users.displayName(ada.home()).equals(ada.displayName()));
    }

    @Test
    void the_nas_is_asked_about_an_unknown_name_as_about_a_wrong_password() {
        var ada = dialogue.member("ada");
        var onlyOnTheNas = new UserName("only-on-the-nas");
        users.add(onlyOnTheNas, Dialogue.PASSWORD);
        var known = asksTheNas(ada.userName(), "Wrong-Lantern-1");
        assertThat(known).contains("do not go together");
        assertThat(asksTheNas("nobody-at-all", Dialogue.PASSWORD))
                .isEqualTo(known.replace(ada.userName(), "nobody-at-all"));
        assertThat(asksTheNas(onlyOnTheNas.value(), Dialogue.PASSWORD))
                .isEqualTo(known.replace(ada.userName(), onlyOnTheNas.value()));
        nas.away();
        var eve = dialogue.person("eve").says("/login").says("nobody-at-all");
        eve.types(Dialogue.PASSWORD).sees("The NAS does not answer");
    }

    private String asksTheNas(String name, String password) {
        var asked = new AtomicBoolean();
        dialogue.trouble().before("logIn", () -> asked.set(true));
        var eve = dialogue.person("eve").says("/login").says(name).types(password);
        assertThat(asked).isTrue();
        return eve.shown();
    }

    @Test
    void a_second_step_is_asked_for() {
        var ada = dialogue.member("ada");
        users.requireCode(ada.home(), "246810");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD).sees("Which code");
        tablet.types("135791").sees("That code is not right");
        tablet.types("246810").sees("You are logged in");
    }

    @Test
    void a_try_that_the_nas_did_not_answer_is_none() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").says("/login").says(ada.userName());
        nas.away();
        for (var i = 0; i < 5; i++) {
            tablet.types(Dialogue.PASSWORD).sees("The NAS does not answer");
        }
        nas.back();
        tablet.types("Wrong-Lantern-1").sees("do not go together");
        tablet.types("Wrong-Lantern-2").sees("do not go together");
        nas.away();
        tablet.types(Dialogue.PASSWORD).sees("The NAS does not answer");
        nas.back();
        tablet.types(Dialogue.PASSWORD).sees("You are logged in");
    }

    @Test
    void a_code_that_the_nas_did_not_answer_needs_no_new_password() {
        var ada = dialogue.member("ada");
        users.requireCode(ada.home(), "246810");
        var tablet = dialogue.person("tablet").says("/login").says(ada.userName());
        tablet.types(Dialogue.PASSWORD).sees("Which code");
        nas.away();
        tablet.types("246810").sees("The NAS does not answer");
        nas.back();
        tablet.types("246810").sees("You are logged in");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD).sees("the code");
        nas.away();
        ada.types("246810").sees("The NAS does not answer");
        nas.back();
        ada.types("246810").sees("Now the new password").says("/cancel");
    }

    @Test
    void whatever_else_the_nas_wants_first_is_explained_each_in_its_own_words() {
        var ada = dialogue.member("ada");
        var said = new java.util.HashSet<String>();
        for (var refusal : InMemoryUsers.refusals()) {
            users.answer(ada.home(), refusal);
            var tablet = dialogue.person("tablet");
            tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD).sees("NAS");
            tablet.doesNotSee("You are logged in", "do not go together");
            said.add(tablet.shown());
        }
        assertThat(said).hasSameSizeAs(InMemoryUsers.refusals());
        users.answer(ada.home(), LogIn.LOCKED);
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD).sees("wrong too often");
    }

    @Test
    void an_administrator_resets_a_password_on_the_nas() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        ruth.forges("admin:reset:" + account(ada).id())
                .presses("Yes")
                .sees("New password for " + ada.userName());
        ruth.sees("Two-step verification stays as it is on the NAS");
        var fresh = ruth.message("New password for").text().lines().toList().get(1);
        dialogue.keepsSecret(fresh);
        ada.sees("An administrator has reset the password").doesNotSee("Two-step");
        ada.says("/files").sees("You need to be logged in");
        ada.says("/login").says(ada.userName()).types(Dialogue.PASSWORD).sees("do not go together");
        ada.says("/login").says(ada.userName()).types(fresh).sees("You are logged in");
    }

    @Test
    void a_reset_that_the_nas_does_not_permit_changes_nothing() {
        var ada = dialogue.member("ada");
        users.permitNothing();
        dialogue.administrator()
                .forges("admin:reset:" + account(ada).id())
                .presses("Yes")
                .sees("The NAS does not let me set that password");
        ada.says("/files").doesNotSee("You need to be logged in");
        dialogue.person("tablet").logsIn(ada);
    }

    @Test
    void an_account_is_switched_off_and_on_here_and_on_the_nas() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        ruth.forges("admin:disable:" + account(ada).id()).presses("Yes").sees("Switched off.");
        assertThat(users.isEnabled(ada.home())).isFalse();
        ada.says("/files").sees("switched off");
        ruth.presses("Switch on").presses("Yes").sees("Switched on.");
        assertThat(users.isEnabled(ada.home())).isTrue();
        ada.says("/files").doesNotSee("switched off");
    }

    @Test
    void who_is_switched_off_is_out_here_even_when_the_nas_does_not_do_the_same() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        nas.away();
        ruth.forges("admin:disable:" + account(ada).id())
                .presses("Yes")
                .sees("Switched off here, but the NAS did not do the same");
        nas.back();
        assertThat(users.isEnabled(ada.home())).isTrue();
        ada.says("/files").sees("switched off");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types(Dialogue.PASSWORD).sees("switched off");
        ruth.forges("admin:disable:" + account(ada).id()).presses("Yes");
        ruth.sees("That was done already.");
        assertThat(users.isEnabled(ada.home())).as("done once more on the NAS").isFalse();
    }

    @Test
    void a_password_is_changed_on_the_nas() {
        var ada = dialogue.member("ada");
        ada.says("/security").doesNotSee("Turn two-step on").presses("Change password");
        ada.types(Dialogue.PASSWORD).sees("the new password").types("Shor-t33");
        ada.sees("The NAS finds that password too weak").types("Another-9-lives-cat");
        ada.sees("Your password is changed");
        var tablet = dialogue.person("tablet");
        tablet.says("/login").says(ada.userName()).types("Another-9-lives-cat").sees("logged in");
    }

    @Test
    void a_password_that_the_nas_finds_too_weak_is_not_put_away() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        ada.presses("Make a strong one for me").sees("Is it in a safe place?");
        var made = ada.message("Your new password").text().lines().toList().get(1);
        dialogue.keepsSecret(made);
        users.demand(made.length() + 1);
        ada.presses("Change my password").sees("too weak", "Now the new password");
        ada.types("Another-9-lives-cat-in-the-garden").sees("Your password is changed");
    }

    @Test
    void where_porter_may_change_no_password_the_way_to_do_it_is_said() {
        var ada = dialogue.member("ada");
        ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
        users.permitNothing();
        ada.types("Another-9-lives-cat").sees("I may not change passwords on this NAS");
        ada.doesNotSee("Now the new password").says("anything").sees("with “anything”");
    }

    // Where Porter may make no users

    @Test
    void a_user_that_porter_may_not_make_after_all_is_ordered() {
        var ruth = dialogue.administrator().looksAway();
        var ada = dialogue.person("ada");
        ada.says("/start " + dialogue.invite()).says(ada.userName()).types(Dialogue.PASSWORD);
        users.hinder();
        ada.presses("Create my account").sees("I have asked the administrator to make “ada");
        ruth.sees("Please make a user on the NAS", "• Make a user called " + ada.userName());
        isMadeByHand(ada, "First-Lantern-1");
        ada.says("/start").presses("Log in").types("First-Lantern-1").sees("You are logged in");
        ada.sends("a.txt", "a").sees("Stored and verified");
    }

    @Test
    void an_order_is_taken_back_by_who_comes_in_with_another_account() {
        var ruth = dialogue.administrator();
        var bob = dialogue.member("bob");
        var ada = orders("ada");
        var ordered = ada.home();
        ruth.looksAway();
        ada.logsIn(bob);
        ruth.sees("“" + ordered + "” is not needed any more");
        assertThat(dialogue.part(Accounts.class).find(ordered)).isEmpty();
    }

    @Test
    void an_order_is_taken_back_by_who_makes_an_account_alone() {
        var ruth = dialogue.administrator();
        var ada = orders("ada");
        users.permitAll();
        ruth.looksAway();
        ada.says("/start").presses("Choose another name").says(ada.userName() + "-2");
        ada.types(Dialogue.PASSWORD).presses("Create my account").sees("Welcome");
        ruth.sees("“" + ada.userName() + "” is not needed any more");
        assertThat(dialogue.part(Accounts.class).find(ada.home())).isEmpty();
    }

    private Guest orders(String called) {
        users.permitNothing();
        var guest = dialogue.person(called);
        guest.says("/start " + dialogue.invite()).says(guest.userName());
        return guest.sees("I have asked the administrator to make “" + guest.userName());
    }

    private void isMadeByHand(Guest guest, String password) {
        users.add(guest.home(), password);
        nas.files().createHome(guest.home());
    }

    @Test
    void an_administrator_is_told_what_to_make_and_the_owner_is_in_after_logging_in() {
        var ruth = dialogue.administrator().looksAway();
        var ada = orders("ada").doesNotSee("assword for");
        ruth.sees("Please make a user on the NAS", "• Make a user called " + ada.userName());
        ruth.sees(ada.displayName() + " on Memory was approved");
        ruth.presses("Check now").sees("Not yet:", "There is no user " + ada.userName());
        ada.says("/start").sees("tell you here as soon as you can log in");
        ada.says("/files").sees("You need to be logged in").says("/logout").sees("logged in");
        ada.forges("door:out").sees("as soon as you can log in").looksAway();

        isMadeByHand(ada, "First-Lantern-1");
        ruth.presses("Check again").sees("It is all there");
        ada.sees("Your user “" + ada.userName() + "” is on the NAS").presses("Log in");
        ada.types("Wrong-Lantern-1").sees("do not go together").says("/start").presses("Log in");
        ruth.looksAway();
        ada.types("First-Lantern-1").sees("You are logged in");
        ruth.sees("its owner is in");
        ada.sends("a.txt", "a").sees("Stored and verified");
        ruth.presses("Check again").sees("Nothing is left to do for that one");
    }

    @Test
    void logging_in_is_enough_when_the_administrator_forgets_the_button() {
        var ada = orders("ada");
        isMadeByHand(ada, "First-Lantern-1");
        dialogue.restart();
        ada.says("/login").says(ada.userName()).types("First-Lantern-1").sees("You are logged in");
    }

    @Test
    void nobody_else_gets_an_account_that_was_ordered_not_even_with_the_password() {
        var ada = orders("ada");
        isMadeByHand(ada, "First-Lantern-1");
        var eve = dialogue.person("eve");
        eve.says("/login").says(ada.userName()).types("First-Lantern-1").sees("do not go together");
        eve.forges("orders:check:" + account(ada).id()).sees("Only an administrator can do that");
        var bob = dialogue.person("bob");
        users.permitAll();
        bob.says("/start " + dialogue.invite()).says(ada.userName()).sees("That name is taken");
    }

    @Test
    void another_name_takes_the_order_back() {
        var ruth = dialogue.administrator();
        var ada = orders("ada");
        var first = ada.home();
        ruth.looksAway();
        ada.says("/start").presses("Choose another name").says(ada.userName() + "-2");
        ada.sees("I have asked the administrator to make “" + ada.userName() + "-2”");
        ruth.sees("is not needed any more", "Make a user called " + ada.userName() + "-2");
        assertThat(dialogue.part(Accounts.class).find(first)).isEmpty();
    }

    private Account account(Guest guest) {
        return dialogue.part(Accounts.class).find(guest.home()).orElseThrow();
    }
}
