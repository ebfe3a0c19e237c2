package dev.porter.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AdminTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void the_desk_shows_what_waits_and_how_the_nas_is() {
        var ruth = dialogue.administrator();
        ruth.says("/admin").sees("Administration", "Requests waiting:", "NAS: The NAS is ready");
        ruth.presses("Storage").sees("Where: the memory of a test", "Stored through me:");
        ruth.presses("Administration").presses("People").sees("People", ruth.userName());
        dialogue.nas().away();
        ruth.says("/admin").sees("NAS: The NAS does not answer");
    }

    @Test
    void requests_of_both_kinds_are_shown_in_pages_with_what_decides_them(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            ruth.says("/admin requests").sees("Nobody is waiting.");
            ruth.says("/admin").sees("Requests waiting: 0");
            var ada = house.member("ada");
            for (var i = 1; i <= 4; i++) {
                house.clock().advance(Duration.ofMinutes(1));
                ada.says("/invite").presses("Invite somebody").says("Cousin " + i);
            }
            for (var i = 1; i <= 3; i++) {
                house.clock().advance(Duration.ofMinutes(1));
                var person = house.person("newcomer");
                person.says("/start").presses("Create my private account").says("Neighbour " + i);
            }
            ruth.hearsAll()
                    .says("/admin")
                    .sees("Requests waiting: 7 (3 for an account, 4 to invite somebody)");
            ruth.says("/admin requests").sees("Here are 1 to 5, oldest first", "Neighbour 1");
            ruth.sees("Cousin 1", "Cousin 2", "Cousin 3", "Cousin 4").doesNotSee("Neighbour 2");
            ruth.presses("▶").sees("Here are 6 to 7", "Neighbour 2", "Neighbour 3");
            ruth.doesNotSee("Cousin").presses("◀").sees("Here are 1 to 5", "Cousin 1");
            ruth.forges("admin:requests:9").sees("Here are 6 to 7");
        }
    }

    @Test
    void what_was_shown_at_the_desk_changes_when_somebody_else_decides(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            var dora = house.deputy("dora");
            var ada = house.member("ada");
            ada.says("/invite").presses("Invite somebody").says("Aunt Clara");
            dora.says("/admin").presses("Requests").sees("Aunt Clara");
            var bob = house.person("bob");
            bob.says("/start").presses("Create my private account").says("Bob from upstairs");
            dora.says("/admin requests").sees("Aunt Clara", "Bob from upstairs");
            // what she was asked, and what she asked for
            await().atMost(Dialogue.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(copies(dora, "Bob from upstairs")).hasSize(2);
                        assertThat(copies(dora, "Aunt Clara")).hasSize(3);
                    });

            ruth.sees("Bob from upstairs");
            ruth.pressesUnder(ruth.message("Bob from upstairs"), "Approve").sees("Approved");
            ruth.pressesUnder(ruth.message("Aunt Clara"), "Decline").sees("Declined");
            await().atMost(Dialogue.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(copies(dora, "Bob from upstairs"))
                                .hasSize(2)
                                .allMatch(seen -> isDecided(seen, ruth))
                                .flatExtracting(Seen::buttons)
                                .allMatch(button -> button.label().equals("Take it back"));
                        assertThat(copies(dora, "Aunt Clara"))
                                .hasSize(3)
                                .allMatch(seen -> isDecided(seen, ruth));
                    });
            bob.sees("Good news");
            ada.sees("The answer to your invite for “Aunt Clara” is no");
        }
    }

    private static boolean isDecided(Seen seen, Guest by) {
        return seen.text().contains("decided by " + by.displayName());
    }

    private static List<Seen> copies(Guest guest, String words) {
        return guest.end().sees().stream().filter(seen -> seen.text().contains(words)).toList();
    }

    @Test
    void somebody_is_made_an_administrator_and_a_member_again() {
        var ada = dialogue.member("ada");
        var ruth = dialogue.administrator();
        ada.says("/admin").sees("Only an administrator can do that");
        ruth.forges("admin:person:" + id(ada)).presses("Make an administrator");
        ruth.sees("Make %s (%s) an administrator?".formatted(ada.displayName(), ada.userName()));
        ruth.presses("No").sees("Nothing was changed.");
        ada.says("/admin").sees("Only an administrator can do that");
        ruth.presses("Make an administrator").presses("Yes").sees("Made an administrator");
        ada.sees(ruth.displayName() + " made you an administrator").says("/admin");
        ada.sees("Administration").looksAway();
        ruth.presses("Make a member").sees("requests and alerts no longer come to them");
        ruth.presses("Yes").sees("Made a member");
        ada.sees(ruth.displayName() + " made you a member again");
        ada.says("/admin").sees("Only an administrator can do that");
    }

    @Test
    void an_old_yes_does_nothing() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ruth.forges("admin:disable:" + id(ada));
        var question = ruth.message("Switch off the account of " + ada.displayName());
        var yes = ruth.value(question, "Yes");
        ruth.says("/cancel").forges(yes).sees("That belongs to something that is over.");
        ruth.forges("admin:disable:" + id(ada)).sees("Switch off the account").says("yes");
        ruth.sees("Please use the buttons.");
        ada.says("/menu").sees("Your NAS");
        ruth.presses("Yes").sees("Switched off.").forges("admin:disable:" + id(ada));
        ruth.presses("Yes").sees("That was done already.");
        ada.says("/menu").doesNotSee("Your NAS");
        assertThat(question.text()).contains(ada.userName(), "kept out of every chat");
    }

    @Test
    void who_becomes_an_administrator_is_told_what_waits_already(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            var eve = house.person("eve");
            eve.says("/start").presses("Create my private account").says("Eve waits for Dora");
            ruth.sees("Eve waits for Dora");
            var dora = house.deputy("dora");
            dora.sees("made you an administrator", "Requests waiting: 1").presses("Show them");
            dora.sees("Eve waits for Dora");
            ruth.pressesUnder(ruth.message("Eve waits for Dora"), "Decline").sees("Declined");
            dora.sees("decided by " + ruth.displayName());
        }
    }

    @Test
    void what_was_done_by_and_to_accounts_is_there_for_administrators_without_what_is_personal(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            var ada = house.member("ada");
            ada.says("/invite").presses("Invite somebody").says("my secret love");
            ruth.sees("my secret love").presses("Approve").sees("Approved");
            var bob = house.person("bob");
            bob.says("/start").presses("Create my private account").says("Bob");
            ruth.sees("“Bob”").presses("Decline").sees("Declined");
            ada.sends("diary.txt", "abc").sees("Stored and verified").presses("Open");
            ada.presses("Delete").sees("is in the bin");
            house.nas().away();
            ada.sends("poem.txt", "abd").sees("⏸ poem.txt waits");
            ruth.says("/admin stuck").presses("Drop 1").presses("Yes");
            ruth.sees("Dropped, and I have told its owner.");
            ruth.presses("Administration").sees("Stuck files: 0");
            house.nas().back();
            var id = house.part(Accounts.class).find(ada.home()).orElseThrow().id();
            ruth.forges("admin:promote:" + id).presses("Yes").sees("Made an administrator");
            ruth.forges("admin:demote:" + id).presses("Yes").sees("Made a member");
            ruth.forges("admin:disable:" + id).presses("Yes").sees("Switched off");
            ruth.forges("admin:enable:" + id).presses("Yes").sees("Switched on");
            ruth.forges("admin:reset:" + id).presses("Yes").sees("New password");
            ruth.says("/admin announce").says("Hello").presses("Yes").sees("on its way");

            var by = " by " + ruth.displayName() + ".";
            var hers = " · " + ada.userName() + " · ";
            ruth.says("/admin audit").sees("What was done");
            ruth.sees(ruth.userName() + " · Told everybody something: 1 person, in 1 chat.");
            ruth.sees(hers + "Password reset" + by, hers + "Switched on" + by);
            ruth.sees(hers + "Switched off" + by, hers + "Made a member" + by);
            ruth.sees(hers + "Made an administrator" + by);
            ruth.sees(hers + "A stuck file was dropped" + by);
            ruth.sees("Declined " + bob.displayName() + ", who asked for an account on Memory.");
            ruth.sees(hers + "Approved an invite, by " + ruth.displayName() + ".");
            assertThat(ruth.shown().indexOf("Password reset"))
                    .isLessThan(ruth.shown().indexOf("Switched off"));
            ruth.doesNotSee("diary", "poem", "secret love", "“Bob”").presses("▶");
            ruth.sees(ruth.userName() + " · Became the first administrator.");
            ruth.doesNotSee("diary", "poem", "▶").forges("admin:audit:77").sees("Nothing more.");
        }
    }

    @Test
    void open_invites_of_everybody_are_listed_and_revoked_and_who_made_one_is_told(
            @TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            ruth.says("/admin invites").sees("There are none.");
            var ada = house.member("ada"); // her invite is used up
            ada.says("/invite").presses("Invite somebody").says("Bo");
            ruth.sees("“Bo”").presses("Approve").sees("Approved");
            ada.sees("you may invite “Bo”").presses("Show the message");
            var code = ada.code();
            ada.says("/invite").presses("Invite somebody").says("Clara");
            ruth.sees("“Clara”");
            ruth.says("/admin")
                    .presses("Invites")
                    .sees("1. %s for “Bo” · open until".formatted(ada));
            ruth.sees("2. %s for “Clara” · waits for an administrator".formatted(ada));
            ruth.presses("Revoke 1")
                    .sees("Revoked, and I have told who made it.")
                    .doesNotSee("“Bo”");
            ada.sees(ruth.displayName() + " has taken your invite for “Bo” back");
            house.person("bo").says("/start " + code).sees("That code is not good");
            ruth.presses("Revoke 1").sees("There are none.");
            ada.sees("has taken your invite for “Clara” back");
            ruth.sees("This wish for an invite was revoked by");
            for (var i = 1; i <= 6; i++) {
                ruth.invites("guest " + i);
            }
            ruth.says("/admin invites").sees("guest 5").doesNotSee("guest 6").presses("▶");
            ruth.sees("6. %s for “guest 6”".formatted(ruth)).presses("Revoke 6").sees("Revoked");
            ruth.forges("admin:revoke:1").sees("That invite was over already.");
            ruth.says("/admin audit").sees("An invite was revoked by " + ruth.displayName());
            house.clock().advance(Duration.ofDays(8));
            ruth.says("/admin invites").sees("There are none.");
            ada.says("/invite").presses("Invite somebody").says("Never shown");
            ruth.sees("“Never shown”").presses("Approve").sees("Approved");
            house.clock().advance(Duration.ofDays(8));
            ruth.says("/admin invites").sees("There are none.");
        }
    }

    @Test
    void all_that_is_stuck_can_be_reached(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var ruth = house.administrator();
            house.nas().away();
            for (var n = 1; n <= 25; n++) {
                ada.sends("n%02d.txt".formatted(n), "content " + n).sees("⏸ n%02d".formatted(n));
            }
            ruth.says("/admin").sees("Stuck files: 25").presses("Stuck files").sees("25 in all.");
            for (var page = 1; page <= 6; page++) {
                ruth.presses("▶");
            }
            ruth.sees("25. of " + ada.userName()).presses("Drop 25").presses("Yes");
            ruth.sees("Dropped", "24 in all.");
            house.nas().back();
        }
    }

    @Test
    void the_settings_are_shown_with_their_names_and_without_a_secret(@TempDir Path data)
            throws IOException {
        try (var house =
                Dialogue.in(
                        data,
                        "porter.public-url=https://porter.example.org",
                        "porter.nas.address=nas.example.org")) {
            var ruth = house.administrator().says("/admin settings");
            ruth.sees("the memory of a test (porter.nas.type)");
            ruth.sees("NAS size: as large as it gets (porter.nas.memory.size)");
            ruth.sees("Address for the apps: nas.example.org (porter.nas.address)");
            ruth.sees("again within: 30 days (porter.nas.check-every)");
            ruth.sees("https://porter.example.org (porter.public-url)");
            ruth.sees("On Memory: all is well (porter.memory.token)");
            ruth.sees("Data folder: " + data, "free (porter.data)");
            ruth.sees("built in, not copied yet", "(spring.datasource.url)");
            ruth.sees("Java " + Runtime.version(), "Spring Boot 4", "You can't change these here");
            ruth.doesNotSee(Dialogue.CLAIM_CODE);

            Files.createDirectories(data.resolve("database-backups"));
            Files.createFile(
                    data.resolve("database-backups/porter-2026-11-03T12-30-00-000Z.sql.gz"));
            house.chat().isInTrouble("Memory is full.");
            ruth.says("/admin").presses("Settings").sees("built in, last copied 3 Nov 2026, ");
            ruth.sees("On Memory: Memory is full. (porter.memory.token)");
        }
    }

    @Test
    void a_file_that_waits_is_dropped_only_after_a_yes(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            var ruth = house.administrator();
            house.nas().away();
            ada.sends("only copy.txt", "abc").sees("⏸ only copy.txt waits").looksAway();
            ruth.says("/admin stuck").presses("Drop 1");
            ruth.sees("Drop the file of " + ada.userName() + "?", "3 bytes", "stored by itself");
            ruth.sees("deletes my copy").doesNotSee("only copy").presses("No");
            ruth.sees("Nothing was dropped.", "1. of " + ada.userName());
            ruth.presses("Drop 1");
            var yes = ruth.value(ruth.message("Drop the file of"), "Yes");
            ruth.says("/cancel").forges(yes).sees("That belongs to something that is over.");
            ada.doesNotSee("is not stored");
            house.nas().back();
            house.part(NasWatch.class).look();
            await().atMost(Dialogue.PATIENCE)
                    .untilAsserted(() -> {
                        house.clock().advance(Duration.ofMinutes(1));
                        assertThat(ada.shown()).contains("✅ Stored and verified");
                    });
            ruth.forges("admin:drop:1").sees("That one is not stuck any more.");
        }
    }

    @Test
    void who_is_switched_off_hears_nothing_about_others_any_more() {
        var ruth = dialogue.administrator();
        var dora = dialogue.deputy("dora");
        dialogue.chat().close(dora.end());
        var eve = dialogue.person("eve");
        eve.says("/start").presses("Create my private account").says("Eve of number 12");
        ruth.sees("Eve of number 12");
        dialogue.clock().advance(Duration.ofMinutes(3));
        ruth.forges("admin:disable:" + id(dora)).presses("Yes").sees("Switched off");
        dialogue.chat().open(dora.end());
        dora.says("/start").sees("Your account is switched off");
        dora.sends("later.txt", "later").sees("Your account is switched off");
        dora.doesNotSee("Eve of number 12");
        assertThat(dora.everything()).doesNotContain("Eve of number 12");
    }

    @Test
    void nobody_is_made_an_administrator_while_switched_off() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("ada");
        ruth.forges("admin:promote:" + id(ada)).sees("an administrator?");
        ruth.forges("admin:disable:" + id(ada)).presses("Yes").sees("Switched off");
        ruth.doesNotSee("[Make an administrator]");
        ruth.forges("admin:promote:" + id(ada)).presses("Yes").sees("switch the account on first");
        ruth.forges("admin:enable:" + id(ada)).presses("Yes").sees("Switched on");
        ada.says("/admin").sees("Only an administrator can do that");
        assertThat(ada.everything()).doesNotContain("made you an administrator");
    }

    @Test
    void the_words_after_the_command_are_known_in_any_case_and_an_unknown_one_is_said_to_be() {
        var ruth = dialogue.administrator();
        ruth.says("/admin People").sees("1. ").doesNotSee("Requests waiting");
        ruth.says("/admin STORAGE").sees("Stored through me:");
        ruth.says("/admin storeage").sees("I do not know “storeage”", "storage", "people");
        ruth.says("/admin").doesNotSee("I do not know");
    }

    @Test
    void people_are_found_by_a_part_of_their_name() {
        var ruth = dialogue.administrator();
        var ada = dialogue.member("zebedee");
        var other = dialogue.member("zebulon");
        ruth.says("/admin people ZEBED").sees("User name: " + ada.userName());
        ruth.says("/admin people zeb").sees(ada.userName(), other.userName());
        ruth.doesNotSee(ruth.userName());
        ruth.says("/admin people nobody of that name").sees("Nobody has that in their name");
        ruth.presses("By name").sees("Whom are you looking for?").says(other.userName());
        ruth.sees("User name: " + other.userName(), "[Switch off]");
        ruth.presses("People").presses("By name").says("\u200B \u0007").sees("Please type");
    }

    @Test
    void a_page_that_does_not_exist_shows_one_that_does() {
        var ruth = dialogue.administrator();
        for (var page : new String[] {"268435457", "999999999999999999", "2147483648", "-1", ""}) {
            ruth.forges("admin:people:" + page).sees("People");
        }
    }

    @Test
    void the_last_administrator_stays_one(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ruth = house.administrator();
            ruth.says("/admin").presses("People").presses("1").presses("Switch off");
            ruth.sees("This is your own account.").presses("Yes");
            ruth.sees("Not possible: " + ruth.displayName() + " is the only administrator.");
            ruth.presses("Make a member").presses("Yes").doesNotSee("Made a member");
            ruth.says("/admin").sees("Administration");
        }
    }

    private long id(Guest guest) {
        return dialogue.part(Accounts.class).find(guest.home()).orElseThrow().id();
    }
}
