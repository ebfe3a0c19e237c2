package dev.porter.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.account.Accounts;
import dev.porter.account.AuthenticatorApp;
import dev.porter.admin.NasWatch;
import dev.porter.chat.Times;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SupportTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void a_stranger_reaches_the_administrator() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/support")
                .presses("Tell the administrator")
                .says("It is me,\nAnn")
                .sees("the administrator has your message and your name");
        ruth.sees(
                "Somebody asks for help", ann.displayName(), "without an account", "It is me, Ann");
    }

    @Test
    void the_administrators_answer_is_brought_back() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        ann.says("/support").presses("Tell the administrator").says("My app is blue");
        ann.sees("the administrator has your message");
        ruth.sees("My app is blue").presses("Reply").sees("What shall I tell " + ann + "?");
        ruth.says("That is as it\nshould be").sees("I have told " + ann).looksAway();
        ann.sees(ruth.displayName() + " answers", "That is as it should be").presses("Answer");
        ann.sees("What shall I tell the administrator?").says("Thank you");
        ruth.sees("Thank you").presses("Reply").says("\u200B").sees("Please type it");
        ruth.says("/cancel");
        ann.forges("support:reply:memory:" + ruth).sees("Only an administrator can do that.");
        for (var value : new String[] {"memory:nobody", "nowhere:1", "memory", "", ":"}) {
            ruth.forges("support:reply:" + value).sees("I do not know that person any more.");
        }
    }

    @Test
    void nobody_floods_the_administrators() {
        var ruth = dialogue.administrator();
        var ann = dialogue.person("ann");
        for (var i = 0; i < 5; i++) {
            ann.forges("support:tell")
                    .says("word %d of ann".formatted(i))
                    .sees("the administrator has your message");
        }
        ruth.sees("word 4 of ann").looksAway();
        ann.forges("support:tell").sees("They have all of it").doesNotSee("What shall I tell");
        dialogue.person("ben")
                .forges("support:tell")
                .says("word 1 of ben")
                .sees("the administrator has your message");
        dialogue.clock().advance(Duration.ofHours(25));
        ann.forges("support:tell").says("word 5 of ann").sees("the administrator has your message");
        ruth.sees("word 5 of ann");
    }

    @Test
    void the_words_of_two_people_do_not_replace_each_other() {
        var ruth = dialogue.administrator().looksAway();
        for (var name : new String[] {"ann", "ben"}) {
            dialogue.person(name)
                    .says("/support")
                    .presses("Tell the administrator")
                    .says("words of " + name)
                    .sees("the administrator has your message");
        }
        ruth.sees("words of ann", "words of ben");
    }

    @Test
    void a_lost_password_is_told_with_a_way_to_the_card_of_who_lost_it() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ada.says("/support").presses("My password").sees("Nothing is lost", "no second account");
        ruth.looksAway();
        ada.presses("I need a new password")
                .sees("I have told them who you are", "no second account");
        ruth.sees("A password is lost", ada.displayName(), "“" + ada.userName() + "”");
        ruth.sees("is still logged in with it", "hear from them yourself");
        ruth.presses("Show " + ada.userName()).sees("User name: " + ada.userName());
        ruth.sees("[Reset password]");
        ada.says("/support").presses("My password").presses("I need a new password").sees("told");
        ada.sends("later.txt", "later").sees("Stored and verified");
        assertThat(timesTold(ruth, ada.displayName())).isEqualTo(1);
    }

    private static long timesTold(Guest administrator, String of) {
        return administrator.end().sees().stream()
                .filter(seen -> seen.text().contains("A password is lost"))
                .filter(seen -> seen.text().contains(of))
                .count();
    }

    @Test
    void who_is_logged_out_says_whose_password_is_lost_and_learns_nothing_of_accounts() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        var ann = dialogue.person("ann");
        ann.says("/support").presses("My password").doesNotSee("Try my password");
        ruth.looksAway();
        ann.presses("I need a new password").sees("What is your user name?").says(ada.userName());
        ann.sees("I have told them who you are");
        var answer = ann.shown();
        ruth.sees(ann.displayName(), "“" + ada.userName() + "” is mine", "cannot know whether");
        ruth.presses("Show " + ada.userName()).sees("[Reset password]");
        var eve = dialogue.person("eve");
        ruth.looksAway();
        eve.forges("support:lost").types("My-Old-Password-1").sees("If it was a password");
        eve.says("nobody-" + eve.displayName()).sees("I have told them who");
        assertThat(eve.shown()).isEqualTo(answer);
        ruth.sees(eve.displayName(), "There is no account of that name").doesNotSee("[Show");
    }

    private static Guest cannotConnect(Guest guest) {
        return guest.says("/support").presses("I cannot connect").sees("Why can I not connect?");
    }

    @Test
    void what_porter_can_see_of_a_connection_is_said_line_by_line() {
        var ada = dialogue.member("ada");
        cannotConnect(ada)
                .sees("✅ The NAS is on", "⚠ I was not told the address", "Does any web page open?");
        ada.sees("on the NAS itself. I cannot check those");
        ada.sees("✅ Your user name: " + ada.userName(), "✅ Your account is switched on");
        ada.sees("✅ Two-step verification is off");
        var app = AuthenticatorApp.enrolled(dialogue, ada);
        cannotConnect(ada).sees("✅ Two-step verification is on");
        ada.presses("Try my password").types(Dialogue.PASSWORD).sees("Which code does");
        ada.types(app.nextCode()).sees("✅ Your code is right, too");
        var ann = dialogue.person("ann");
        cannotConnect(ann).sees("⚠ I do not know who you are in this chat", "[Log in here]");
        ann.doesNotSee("Your user name:", "Try my password").forges("support:try");
        ann.sees("I do not know who you are");
    }

    @Test
    void since_when_the_nas_is_away_is_said() {
        var ada = dialogue.member("ada");
        var watch = dialogue.part(NasWatch.class);
        watch.look();
        dialogue.nas().away();
        cannotConnect(ada).sees("⚠ The NAS does not answer me either");
        var since = Times.minute(dialogue.clock().instant());
        watch.look();
        ada.presses("Check again").sees("⚠ The NAS does not answer me either, since ");
        assertThat(ada.shown()).containsAnyOf(since, Times.minute(dialogue.clock().instant()));
        dialogue.nas().back();
        watch.look();
        ada.presses("Check again").sees("✅ The NAS is on").doesNotSee("since");
    }

    @Test
    void an_account_that_is_switched_off_is_said_to_be() {
        var ada = dialogue.member("ada");
        var id = dialogue.part(Accounts.class).find(ada.home()).orElseThrow().id();
        dialogue.administrator().forges("admin:disable:" + id).presses("Yes");
        dialogue.administrator().sees("Switched off");
        cannotConnect(ada).sees("⚠ Your account is switched off", "Your files are still there");
    }

    @Test
    void a_password_is_tried_in_a_form_with_the_limits_of_a_log_in() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        cannotConnect(ada).presses("Try my password").sees("Your password, please");
        ada.types("Not-my-password-1").sees("⚠ That is not the password of " + ada.userName());
        ada.types(Dialogue.PASSWORD).sees("✅ That is your password", "with me");
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD, "Not-my-password-1");
        cannotConnect(ada).presses("Try my password");
        for (var n = 0; n < 3; n++) {
            ada.types("Not-my-password-" + n).sees("⚠ That is not the password");
        }
        ada.types(Dialogue.PASSWORD).sees("wrong too often", "Please wait", "Your password");
        ada.types(Dialogue.PASSWORD).sees("wrong too often").doesNotSee("My files");
        for (var n = 0; n < 50; n++) {
            dialogue.clock().advance(Duration.ofMinutes(16));
            ada.forges("support:try").types("Not-my-password-" + n);
        }
        cannotConnect(ada).sees("⚠ Your log-in is locked after too many wrong tries");
    }

    private static Guest looksFor(Guest guest, String text) {
        guest.says("/support").presses("A file is missing").sees("What is the file called?");
        return guest.says(text);
    }

    @Test
    void a_missing_file_is_looked_for_everywhere_at_once() throws IOException {
        var ada = dialogue.member("ada");
        ada.sends("tax letter.txt", "a").sees("Stored and verified");
        ada.sends("Old TAX.txt", "b").sees("Stored and verified");
        ada.presses("Open").presses("Delete").sees("is in the bin");
        puts(ada, "Mine/tax by hand.txt");
        ada.sends("other.txt", "c").sees("Stored and verified");
        looksFor(ada, "tax").sees("I found “tax”");
        ada.sees("Sent to me\n1. tax letter.txt · stored ", "In your bin\n2. Old TAX.txt · gone");
        ada.sees("In Drive\n3. 📄 tax by hand.txt · Mine").doesNotSee("other.txt", "⚠");
        var found = ada.message("I found “tax”");
        ada.pressesUnder(found, "1").sees("tax letter.txt", "[⬇ Restore]");
        ada.pressesUnder(found, "3").sees("tax by hand.txt", "[⬇ Download]");
        ada.pressesUnder(found, "↩ 2").sees("It is back", "Old TAX.txt");
        ada.pressesUnder(found, "none of these").sees("What to do now", "more than 30 days ago");
        ada.pressesUnder(found, "Another name").sees("What is the file called?");
    }

    @Test
    void a_file_that_waits_or_failed_is_found_too_and_what_could_not_be_looked_at_is_said(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            house.nas().away();
            ada.sends("waiting plan.txt", "a").sees("waits: the NAS does not answer");
            looksFor(ada, "PLAN")
                    .sees("Sent to me, but not stored\n1. waiting plan.txt waits: the NAS");
            ada.sees("⚠ In Drive: the NAS does not answer now");
            var ruth = house.administrator();
            ruth.says("/admin").presses("Stuck files").presses("Drop 1").presses("Yes");
            ruth.sees("Dropped");
            ada.sees("is not stored");
            looksFor(ada, "plan").sees("waiting plan.txt was not stored on ", "send it once more");
            looksFor(ada, "nothing of that kind")
                    .sees("I did not find", "⚠ In Drive: the NAS does");
            ada.sees(
                    "It is not among the files you sent me, not in your bin, not among what still");
            ada.doesNotSee("not in Drive");
        }
    }

    @Test
    void a_file_that_is_nowhere_ends_at_what_to_do_next() {
        var ada = dialogue.member("ada");
        looksFor(ada, "100%")
                .sees("I did not find “100%”", "waits, not in Drive.", "send it again");
        ada.presses("Tell the administrator").sees("What shall I tell the administrator?");
        looksFor(ada, "\u200B \u0007").sees("Please type it", "What is the file called?");
        looksFor(ada, "100%").presses("Phone backup").sees("Automatic phone backup");
    }

    @Test
    void nobody_finds_the_files_of_somebody_else() throws IOException {
        var ada = dialogue.member("ada");
        ada.sends("diary of ada.txt", "a").sees("Stored and verified");
        puts(ada, "diary by hand.txt");
        looksFor(ada, "diary").sees("1. diary of ada.txt", "2. 📄 diary by hand.txt");
        var found = ada.message("I found “diary”");
        var bob = dialogue.member("bob");
        looksFor(bob, "diary").sees("I did not find “diary”");
        bob.forges(ada.value(found, "1")).sees("not there any more");
        bob.forges(ada.value(found, "2")).sees("That list is from earlier").doesNotSee("diary");
        var ann = dialogue.person("ann");
        ann.says("/support").presses("A file is missing").sees("Please log in first", "[Log in]");
        ann.says("diary").doesNotSee("diary");
    }

    private void puts(Guest owner, String name) throws IOException {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        dialogue.nas()
                .files()
                .write(
                        new NasPath(owner.home(), name),
                        new ByteArrayInputStream(bytes),
                        bytes.length);
    }
}
