package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadBackTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private void scrub() {
        dialogue.part(Scrub.class).run("");
    }

    @Test
    void a_damaged_file_is_found_in_time_and_reported_once_to_its_owner_and_the_administrators() {
        var ada = dialogue.member("ada");
        ada.sends("wedding.jpg", "the only copy").sees("Stored and verified");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        dialogue.nas().corrupt(place);
        ada.looksAway();
        dialogue.administrator().looksAway();
        scrub();
        ada.doesNotSee("not safe");
        dialogue.clock().advance(Duration.ofDays(30));
        scrub();
        ada.sees("⚠ One of your files is not safe", "wedding.jpg", "send it to me once more");
        dialogue.administrator()
                .sees("⚠ A stored file is damaged", "A file of " + ada.home())
                .doesNotSee("wedding.jpg");
        ada.looksAway();
        dialogue.clock().advance(Duration.ofDays(30));
        scrub();
        ada.doesNotSee("not safe");
        dialogue.nas().corrupt(place); // the same bit once more
        dialogue.clock().advance(Duration.ofDays(30));
        scrub();
        ada.sees("✅ wedding.jpg is whole again");
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "AWAY"})
    void a_file_that_cannot_be_read_is_reported_and_holds_up_no_other(NasException.Kind how) {
        var ada = dialogue.member("ada");
        ada.sends("bad.txt", "on a bad sector").sees("Stored and verified");
        var bad = new NasPath(ada.home(), ada.keeps().getFirst());
        ada.sends("good.txt", "beside it").sees("Stored and verified");
        dialogue.nas().unreadable(bad, how);
        dialogue.clock().advance(Duration.ofDays(30));
        ada.looksAway();
        scrub();
        ada.sees("⚠ One of your files is not safe", "bad.txt").doesNotSee("good.txt");
        ada.says("/verify").sees("⚠ 1 of 2 are not safe", "bad.txt, version 1");
        ada.says("/restore bad.txt").sees("bad.txt").doesNotSee("is back, bit for bit");
        ada.sends("again.txt", "on a bad sector").sees("Stored and verified", "again.txt");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_PERMITTED", "BROKEN", "AWAY"})
    void a_file_that_cannot_even_be_looked_up_is_reported_and_holds_up_no_other(
            NasException.Kind how) {
        var ada = dialogue.member("ada");
        ada.sends("bad.txt", "where nobody may look").sees("Stored and verified");
        var bad = new NasPath(ada.home(), ada.keeps().getFirst());
        ada.sends("good.txt", "beside it").sees("Stored and verified");
        dialogue.nas().unlisted(bad, how);
        ada.says("/verify").sees("⚠ 1 of 2 are not safe", "bad.txt, version 1");
        ada.sees("⚠ One of your files is not safe", "bad.txt");
    }

    @Test
    void many_at_once_are_reported_in_one_message_and_who_reaches_nobody_says_so() {
        var ada = dialogue.member("ada");
        for (var n = 1; n <= 12; n++) {
            ada.sends("n%02d.txt".formatted(n), "content " + n).sees("Stored and verified");
        }
        ada.keeps().forEach(path -> dialogue.nas().corrupt(new NasPath(ada.home(), path)));
        ada.says("/logout").sees("logged out");
        dialogue.administrator().looksAway();
        readsAllOf(ada);
        dialogue.administrator()
                .sees("⚠ 12 stored files are damaged", "12 files of " + ada.home())
                .sees("Their owner is logged in nowhere: please tell them.");
        ada.logsIn(ada);
        ada.keeps().forEach(path -> dialogue.nas().corrupt(new NasPath(ada.home(), path)));
        readsAllOf(ada);
        ada.sees("✅ 12 of your files are whole again").looksAway();
        ada.keeps().forEach(path -> dialogue.nas().corrupt(new NasPath(ada.home(), path)));
        readsAllOf(ada);
        ada.sees("⚠ 12 of your files are not safe", "• n01.txt", "and 2 more: /verify");
        assertThat(ada.hearsAll().everything()).doesNotContain("One of your files is not safe");
    }

    private void readsAllOf(Guest owner) {
        var account = dialogue.part(Accounts.class).find(owner.home()).orElseThrow();
        var all = dialogue.part(Catalogue.class).after(account.id(), 0, 100);
        dialogue.part(ReadBack.class).damaged(all, () -> {});
    }

    @Test
    void every_file_is_read_within_the_period() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        dialogue.clock().advance(Duration.ofDays(29));
        scrub();
        var clock = dialogue.clock();
        assertThat(
                        dialogue.part(Checks.class)
                                .notReadSince(clock.instant().minus(Duration.ofDays(15)), 10))
                .isEmpty();
    }

    @Test
    void what_was_read_while_the_clock_was_wrong_is_read_again_before_its_time(@TempDir Path data) {
        try (var house = Dialogue.in(data)) {
            var ada = house.member("ada");
            ada.sends("a.txt", "abc").sees("Stored and verified");
            ada.looksAway();
            house.clock().jump(Duration.ofDays(3_650));
            house.part(Scrub.class).run("");
            house.clock().jump(Duration.ofDays(-3_650));
            house.nas().corrupt(new NasPath(ada.home(), ada.keeps().getFirst()));
            house.part(Scrub.class).run("");
            ada.sees("⚠ One of your files is not safe");
        }
    }

    @Test
    void what_is_moved_while_it_is_read_is_not_called_damaged() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        ada.sends("a.txt", "new").sees("version 2");
        var bytes = dialogue.part(StoredBytes.class);
        var account = dialogue.part(Accounts.class).find(ada.home()).orElseThrow();
        var search = Catalogue.Search.all();
        var file =
                dialogue.part(Catalogue.class)
                        .search(account.id(), search, 0, 1)
                        .shown()
                        .getFirst();
        ada.looksAway();
        // The house itself may be the one that reads it, as soon as it is time to.
        dialogue.trouble().before("holds", ada.home(), () -> bytes.rename(file, "b.txt"));
        dialogue.clock().advance(Duration.ofDays(30));
        scrub();
        await().atMost(Dialogue.PATIENCE).until(() -> isCalled(file, "b.txt"));
        dialogue.trouble()
                .after(
                        "move",
                        ada.home(),
                        () -> {
                            dialogue.clock().advance(Duration.ofDays(30));
                            scrub();
                        });
        bytes.rename(file, "c.txt");
        assertThat(dialogue.trouble().calm()).isTrue();
        ada.doesNotSee("not safe").doesNotSee("whole again");
        dialogue.trouble().before("open", ada.home(), () -> bytes.rename(file, "d.txt"));
        ada.says("/restore c.txt");
        assertThat(ada.receives("c.txt")).asString(StandardCharsets.UTF_8).isEqualTo("new");
    }

    private boolean isCalled(StoredFile file, String name) {
        return dialogue.part(Catalogue.class)
                .find(file.accountId, file.id())
                .filter(found -> found.name().equals(name))
                .isPresent();
    }

    @Test
    void while_the_nas_is_away_nothing_is_called_damaged() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        dialogue.clock().advance(Duration.ofDays(30));
        dialogue.nas().away();
        ada.looksAway();
        scrub();
        dialogue.nas().back();
        scrub();
        ada.doesNotSee("not safe");
    }

    @Test
    void a_nas_that_is_back_just_when_it_is_asked_has_damaged_nothing() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        var account = dialogue.part(Accounts.class).find(ada.home()).orElseThrow();
        var version = dialogue.part(Catalogue.class).after(account.id(), 0, 1).getFirst();
        dialogue.nas().away();
        dialogue.trouble().before("stat", ada.home(), dialogue.nas()::back);
        assertThat(dialogue.part(StoredBytes.class).intact(version)).isTrue();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void what_is_missing_in_a_bin_that_cannot_be_emptied_yet_is_looked_for_once(
            @TempDir Path folder) {
        try (var house = Dialogue.in(folder)) {
            var ada = house.member("ada");
            ada.sends("old.txt", "not needed").sees("Stored and verified");
            ada.presses("Open").presses("Delete").sees("in the bin");
            house.clock().jump(Duration.ofDays(400)); // nobody believes it yet
            house.nas().files().delete(new NasPath(ada.home(), ada.keepsBehind().getFirst()));
            house.part(Scrub.class).run("");
            assertThat(ada.hearsAll().everything()).doesNotContain("not safe");
        }
    }

    @Test
    void what_an_older_reading_says_does_not_count_any_more() {
        var ada = dialogue.member("ada");
        ada.sends("wedding.jpg", "the only copy").sees("Stored and verified");
        var place = new NasPath(ada.home(), ada.keeps().getFirst());
        dialogue.trouble()
                .after(
                        "holds",
                        ada.home(),
                        () -> {
                            dialogue.nas().corrupt(place);
                            scrub(); // somebody else's reading begins and ends
                        });
        dialogue.clock().advance(Duration.ofDays(30));
        scrub();
        ada.sees("⚠ One of your files is not safe", "wedding.jpg");
        ada.looksAway();
        scrub();
        ada.doesNotSee("whole again");
    }
}
