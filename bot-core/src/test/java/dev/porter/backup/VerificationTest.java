package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What `/verify` promises: whoever deletes an original because of it must not lose anything.
class VerificationTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private Guest ada() {
        var ada = dialogue.member("ada");
        ada.sends("a.txt", "abc").sees("Stored and verified");
        return ada;
    }

    private void givesUp(Guest ada, String name, String text) {
        dialogue.chat().cutFilesAfter(1);
        ada.sends(name, text).sees("⏸ " + name + " waits");
        dialogue.chat().forgetFiles();
        dialogue.clock().advance(Duration.ofMinutes(1));
        ada.sees("❌ " + name + " is not stored");
        dialogue.chat().recover();
    }

    @Test
    void what_was_given_up_is_named_and_not_everything_is_called_safe() {
        var ada = ada();
        givesUp(ada, "lost.txt", "never stored");
        ada.says("/verify")
                .sees("⚠ 1 file is not stored", "• lost.txt", "the original of this file");
        ada.doesNotSee("✅", "Everything is safe");
        ada.sends("lost.txt", "never stored").sees("Stored and verified");
        ada.says("/verify").sees("✅ Everything is safe", "the originals of these 2 files");
        ada.doesNotSee("lost.txt");
    }

    @Test
    void what_was_given_up_and_is_not_wanted_any_more_is_left_out() {
        var ada = ada();
        givesUp(ada, "lost.txt", "never stored");
        ada.says("/verify").sees("• lost.txt").presses("I do not need it");
        ada.sees("I do not mention it any more").says("/verify").sees("✅ Everything is safe");
        givesUp(ada, "other.txt", "never stored either");
        ada.says("/verify").sees("⚠ 1 file is not stored", "• other.txt").doesNotSee("lost.txt");
    }

    @Test
    void another_file_of_the_same_name_does_not_make_up_for_one_that_was_given_up() {
        var ada = ada();
        givesUp(ada, "photo.jpg", "the first picture");
        ada.sends("photo.jpg", "quite another picture").sees("Stored and verified");
        ada.says("/verify").sees("⚠ 1 file is not stored", "• photo.jpg");
    }

    @Test
    void another_file_of_the_same_name_and_size_does_not_make_up_for_a_content_that_is_known() {
        var ada = ada();
        drops(ada, "photo.jpg", "first");
        ada.sends("photo.jpg", "other").sees("Stored and verified");
        ada.says("/verify").sees("⚠ 1 file is not stored", "• photo.jpg");
        ada.sends("photo.jpg", "first").sees("Stored and verified");
        ada.says("/verify").sees("✅ Everything is safe");
    }

    @Test
    void what_was_deleted_before_does_not_make_up_for_what_was_given_up_since() {
        var ada = dialogue.member("ada");
        ada.sends("photo.jpg", "the bride").sees("Stored and verified").presses("Open");
        ada.presses("Delete").sees("is in the bin");
        drops(ada, "photo.jpg", "the bride");
        ada.says("/verify").sees("⚠ 1 file is not stored", "• photo.jpg");
        ada.sends("photo.jpg", "the bride").sees("Stored and verified").presses("Open");
        ada.says("/verify").sees("✅ Everything is safe");
        ada.presses("Delete").sees("is in the bin");
        ada.says("/verify").sees("You have not stored anything").doesNotSee("• photo.jpg");
    }

    /// Sends it while the NAS is away, and an administrator drops it then.
    private void drops(Guest owner, String name, String text) {
        dialogue.nas().away();
        owner.sends(name, text).sees("⏸ " + name + " waits");
        var account = dialogue.part(Accounts.class).find(owner.home()).orElseThrow().id();
        var backups = dialogue.part(Backups.class);
        var waits = backups.openOf(account).getFirst();
        dialogue.part(Durable.class).commit(() -> backups.drop(waits.id()));
        owner.sees("❌ " + name + " is not stored");
        dialogue.nas().back();
    }

    @Test
    void files_are_counted_and_not_their_versions() {
        var ada = ada();
        ada.sends("a.txt", "def").sees("version 2");
        ada.sends("b.txt", "ghi").sees("Stored and verified");
        ada.says("/verify").sees("✅ Everything is safe", "all 3 versions of 2 files");
        ada.sees("you can delete the originals of these 2 files");
    }

    @Test
    void the_original_of_what_the_chat_made_smaller_is_not_called_safe() {
        var ada = ada();
        ada.sendsRecompressed("beach.jpg", "a smaller picture").sees("Stored and verified");
        ada.says("/verify")
                .sees("• beach.jpg", "smaller before I get them", "the original of the other file");
    }

    @Test
    void only_what_the_chat_made_smaller_lets_no_original_be_deleted() {
        var ada = dialogue.member("ada");
        ada.sendsRecompressed("beach.jpg", "a smaller picture").sees("Stored and verified");
        ada.says("/verify").sees("✅ All that came is safe", "• beach.jpg");
        ada.doesNotSee("delete", "Everything is safe");
    }

    @Test
    void what_is_on_its_way_is_not_called_safe() {
        var ada = ada();
        dialogue.trouble().fails("write", ada.home(), NasException.Kind.NO_SPACE);
        ada.sends("b.txt", "def").sees("⏸ b.txt waits");
        ada.says("/verify").sees("1 more is still on its way", "the original of this file");
        ada.doesNotSee("Everything is safe");
    }

    @Test
    void who_has_the_answer_may_ask_again_at_once() {
        var ada = ada();
        for (var round = 0; round < 20; round++) {
            ada.says("/verify").doesNotSee("already");
            ada.sees("Everything is safe");
        }
    }

    @Test
    void a_chat_that_was_logged_out_meanwhile_hears_nothing_of_it() {
        var ada = ada();
        var lost = dialogue.person("lost").logsIn(ada);
        dialogue.trouble()
                .before(
                        "holds",
                        ada.home(),
                        () -> {
                            ada.says("/security").presses("Where am I logged in?");
                            ada.presses("End 1").sees("Ended.");
                        });
        lost.looksAway();
        lost.says("/verify");
        await().until(() -> dialogue.trouble().calm() && toBeVerified() == 0);
        assertThat(answersTo(lost)).isZero();
        ada.says("/verify").sees("Everything is safe");
        assertThat(answersTo(ada)).isPositive();
    }

    private long toBeVerified() {
        return count("scheduled_tasks WHERE task_name = 'verify'");
    }

    private long answersTo(Guest guest) {
        return count(
                "notice JOIN person ON home = chat WHERE display_name = '%s' AND message LIKE '%s'"
                        .formatted(guest.displayName(), "%Everything is safe%"));
    }

    private long count(String rows) {
        return dialogue.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM " + rows)
                .query(Long.class)
                .single();
    }
}
