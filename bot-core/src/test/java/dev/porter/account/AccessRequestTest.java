package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRequestTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_newcomer_is_approved_told_at_once_and_goes_on() {
        var ruth = dialogue.administrator();
        var dora = dialogue.deputy("dora");
        var ada = asks("ada", "Ada from next door");
        ruth.sees("Somebody asks for an account", ada.displayName(), "Ada from next door");
        var question = dora.message("Ada from next door");

        ruth.presses("Approve").sees("Approved", "decided by " + ruth.displayName());

        ada.sees("Good news").presses("Choose my user name");
        ada.sees("Which user name would you like?").signsUp();
        dora.sees("Approved", "decided by " + ruth.displayName()).doesNotSee("[Decline]");
        dora.pressesUnder(question, "Decline")
                .sees("That was decided already", "decided by " + ruth.displayName());
        ada.says("/menu").sees("Your NAS");
    }

    @Test
    void a_declined_newcomer_is_told_and_may_ask_again_after_a_day() {
        var ruth = dialogue.administrator();
        var bob = asks("bob", "Bob, you know me");
        ruth.sees("Bob, you know me").presses("Decline").sees("Declined");
        bob.sees("the answer is no for now");
        bob.presses("Create my private account").sees("The answer was no today");
        bob.forges("door:sign-up").says("bobby").sees("You need to be approved first");
        dialogue.clock().advance(Duration.ofHours(25));
        bob.presses("Create my private account").sees("Who are you?").says("Bob, please");
        ruth.sees("Bob, please").presses("Approve");
        bob.sees("Good news");
    }

    @Test
    void an_approval_takes_the_place_of_no_open_question() {
        var bob = dialogue.member("bob");
        var ada = asks("ada", "Ada who logs in meanwhile");
        ada.says("/login").says(bob.userName()).sees("password of");
        dialogue.administrator().sees("Ada who logs in meanwhile").presses("Approve");
        ada.sees("Good news").types("Wrong-Password-1").sees("do not go together");
        assertThat(ada.own()).doesNotContain("Wrong-Password-1");
        ada.presses("Choose my user name").sees("Which user name would you like?").signsUp();
    }

    @Test
    void who_logs_in_asks_for_nothing_any_more() {
        var ruth = dialogue.administrator();
        var bob = dialogue.member("bob");
        var tablet = asks("tablet", "Bob with a tablet").logsIn(bob);
        ruth.sees("has come in another way").doesNotSee("[Approve");
        ruth.says("/admin").presses("Requests").doesNotSee("Bob with a tablet");
        tablet.says("/logout").sees("logged out").looksAway();
        tablet.forges("door:sign-up").says("bobby").sees("You need to be approved first");
    }

    @Test
    void who_comes_in_with_an_invite_is_told_no_by_nobody() {
        var ruth = dialogue.administrator();
        var ada = asks("ada", "Ada who finds her invite");
        ruth.sees("Ada who finds her invite").looksAway();
        ada.says("/start " + dialogue.invite()).sees("Which user name");
        ruth.sees("Ada who finds her invite", "has come in another way").doesNotSee("[Decline");
        ada.signsUp();
    }

    @Test
    void a_late_no_is_a_no_for_a_day_from_then_on() {
        var bob = asks("bob", "Bob who waited");
        dialogue.clock().advance(Duration.ofHours(25));
        dialogue.administrator().sees("Bob who waited").presses("Decline");
        bob.sees("the answer is no for now");
        bob.presses("Create my private account").sees("The answer was no today");
        dialogue.clock().advance(Duration.ofHours(25));
        bob.presses("Create my private account").sees("Who are you?");
    }

    @Test
    void asking_twice_asks_the_administrators_once() {
        var ruth = dialogue.administrator();
        var carl = asks("carl", "Carl the cousin");
        ruth.sees("Carl the cousin").looksAway();
        carl.presses("Create my private account").sees("I have asked already");
        carl.says("/start").presses("Create my private account").sees("I have asked already");
        ruth.doesNotSee("Carl the cousin");
        ruth.pressesUnder(ruth.message("Carl the cousin"), "Decline").sees("Declined");
    }

    @Test
    void of_two_decisions_at_once_one_counts_and_both_see_which() {
        var ruth = dialogue.administrator();
        var dora = dialogue.deputy("dora");
        var eve = asks("eve", "Eve from work");
        var copies = List.of(ruth, dora);
        var ruths = ruth.message("Eve from work");
        var doras = dora.message("Eve from work");
        Dialogue.atOnce(
                copies,
                admin -> {
                    if (admin.equals(ruth)) {
                        ruth.pressesUnder(ruths, "Approve");
                    } else {
                        dora.pressesUnder(doras, "Decline");
                    }
                });
        copies.forEach(admin -> admin.sees("Eve from work", "decided by"));
        await().atMost(Dialogue.PATIENCE)
                .until(eve::shown, shown -> shown.matches("(?s).*(Good news|no for now).*"));
        assertThat(eve.hearsAll().everything().contains("Good news"))
                .isNotEqualTo(eve.everything().contains("no for now"));
    }

    @Test
    void any_sentence_is_taken_however_it_is_made() {
        var ruth = dialogue.administrator();
        asks("finn", "😀".repeat(5_000));
        ruth.sees("😀😀😀").presses("Decline");
        var gus = dialogue.person("gus");
        gus.says("/start").presses("Create my private account").sees("Who are you?");
        gus.says("\u200B\u202E\n ").sees("Please type a sentence");
        gus.says("first line\nsecond \u202Eline").sees("I have asked");
        ruth.sees("first line second line").presses("Decline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Access", "Support", "Invite", "Announce"})
    void a_password_is_passed_on_to_nobody(String question) {
        var ruth = dialogue.administrator();
        var who =
                switch (question) {
                    case "Support" ->
                            dialogue.person("ann").forges("support:tell").sees("no password in it");
                    case "Invite" ->
                            dialogue.member("ann").forges("invite:new").sees("Whom would you like");
                    case "Announce" ->
                            dialogue.deputy("ann")
                                    .forges("admin:announce")
                                    .sees("to tell everybody?");
                    default -> dialogue.person("ann").forges("door:new").sees("Who are you?");
                };
        ruth.looksAway();
        who.types("Secret-Word-9").sees("others read", "If it was a password");
        assertThat(who.own()).doesNotContain("Secret-Word-9");
        who.says("Ben").doesNotSee("others read").says("/cancel");
        ruth.doesNotSee("Secret-Word-9");
    }

    @Test
    void an_approval_that_was_tapped_by_mistake_can_be_taken_back() {
        var ruth = dialogue.administrator();
        var dora = dialogue.deputy("dora");
        var ann = asks("ann", "Ann or somebody like her");
        ruth.sees("Ann or somebody").presses("Approve").sees("Approved", "[Take it back]");
        ann.sees("Good news").presses("Choose my user name").sees("Which user name");
        dora.sees("Approved");
        ruth.presses("Take it back").sees("Somebody asks for an account", "[Decline]");
        dora.sees("Somebody asks for an account", "[Decline]");
        ann.sees("look at your request once more").doesNotSee("Good news");
        ann.says(ann.userName()).sees("You need to be approved first").looksAway();
        dora.presses("Approve").sees("decided by " + dora.displayName());
        var decided = dora.message("Ann or somebody");
        ann.sees("Good news").presses("Choose my user name").signsUp();
        dora.pressesUnder(decided, "Take it back").sees("Too late").doesNotSee("[Take it back]");
        ann.says("/menu").sees("Your NAS");
    }

    @Test
    void of_an_approval_that_was_taken_back_nobody_hears_who_had_not_heard_of_it() {
        var ruth = dialogue.administrator();
        var ann = asks("ann", "Ann who is away");
        ruth.sees("Ann who is away");
        dialogue.chat().close(ann.end());
        ruth.presses("Approve").sees("Approved");
        dialogue.clock().advance(Duration.ofMinutes(3));
        ruth.presses("Take it back").sees("[Decline]");
        dialogue.chat().open(ann.end());
        ann.says("/start").sees("Hello, I am Porter").presses("Create my private account");
        ann.sees("I have asked already");
        assertThat(ann.everything()).doesNotContain("Good news", "once more");
        ruth.presses("Decline").sees("Declined");
        ann.sees("the answer is no for now");
    }

    @Test
    void nobody_is_served_before_an_answer() {
        var hal = asks("hal", "Hal");
        hal.sends("a.txt", "abc").sees("I can take files once you have an account");
        hal.says("/files").sees("You need to be logged in for that");
        hal.says("/invite").sees("You need to be logged in for that");
        dialogue.administrator().sees("“Hal”").presses("Decline");
    }

    private Guest asks(String name, String says) {
        return dialogue.person(name)
                .says("/start")
                .sees("Hello, I am Porter")
                .presses("Create my private account")
                .sees("Who are you?")
                .says(says)
                .sees("I have asked");
    }
}
