package dev.porter.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Times;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.language.Language;
import dev.porter.nas.InMemoryNas;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Days go by, and somebody's phone stores its pictures or does not.
class PhoneWatchTest {
    private static final String ASKED = "Is your phone's backup still on?";

    private static final InMemoryNas nas = InMemoryNas.withUsers();

    @RegisterExtension static final Dialogue dialogue = Dialogue.on(nas);

    private void tookAPicture(Guest owner, String phone, int daysAgo) {
        var taken = dialogue.clock().instant().minus(Duration.ofDays(daysAgo));
        nas.library().arrive(owner.home(), phone, "a.jpg", new byte[1], taken);
    }

    private void takesAPicture(Guest owner, String phone) {
        tookAPicture(owner, phone, 0);
    }

    private void days(int count) {
        for (var day = 0; day < count; day++) {
            dialogue.clock().advance(Duration.ofDays(1));
            looks();
        }
    }

    private void looks() {
        dialogue.part(PhoneWatch.class).run("");
    }

    private static long timesAsked(Guest guest) {
        return guest.hearsAll().end().sees().stream()
                .filter(seen -> seen.text().contains(ASKED))
                .count();
    }

    @Test
    void the_owner_is_told_once_when_pictures_stay_away_and_again_when_they_did_come() {
        var ada = dialogue.member("ada");
        takesAPicture(ada, "Pixel");
        looks();
        ada.looksAway();
        days(13);
        assertThat(timesAsked(ada)).isZero();
        ada.looksAway();
        days(3);
        ada.sees(ASKED, "arrived from Pixel", "all is well", "[Set it up step by step]");
        dialogue.restart();
        days(70); // longer than what was said is remembered
        dialogue.part(dev.porter.notice.Notices.class).forgetOld(dialogue.clock().instant());
        days(2);
        assertThat(timesAsked(ada)).isEqualTo(1);
        takesAPicture(ada, "Pixel");
        days(13);
        assertThat(timesAsked(ada)).isEqualTo(1);
        ada.looksAway();
        days(2);
        ada.sees(ASKED);
        assertThat(timesAsked(ada)).isEqualTo(2);
        ada.presses("Set it up step by step").sees("1 of 5");
    }

    @Test
    void who_is_logged_in_nowhere_is_told_when_they_are_back() {
        var ada = dialogue.member("ada");
        takesAPicture(ada, "Pixel 3");
        looks();
        ada.says("/logout").sees("logged out");
        days(16);
        assertThat(timesAsked(ada)).isZero();
        ada.logsIn(ada).looksAway();
        days(1);
        ada.sees(ASKED, "Pixel 3");
    }

    @Test
    void each_phone_is_watched_by_itself_and_only_its_owner_hears_of_it() {
        var ada = dialogue.member("ada");
        var tablet = dialogue.person("tablet").logsIn(ada);
        var bob = dialogue.member("bob");
        takesAPicture(ada, "Old phone");
        takesAPicture(ada, "New phone");
        takesAPicture(bob, "Pixel of Bob");
        looks();
        for (var week = 0; week < 3; week++) {
            days(7);
            takesAPicture(ada, "New phone");
            takesAPicture(bob, "Pixel of Bob");
        }
        ada.sees("arrived from Old phone").doesNotSee("New phone", "Bob");
        tablet.sees("arrived from Old phone");
        assertThat(timesAsked(ada)).isEqualTo(1);
        assertThat(timesAsked(bob)).isZero();
    }

    @Test
    void owners_are_told_in_the_language_of_each() {
        var ada = dialogue.member("ada");
        var bob = dialogue.member("bob");
        ada.says("/language de").sees("Deutsch");
        var day = dialogue.clock().instant();
        takesAPicture(ada, "Pixel of Ada");
        takesAPicture(bob, "Pixel of Bob");
        looks();
        ada.looksAway();
        bob.looksAway();
        days(16);
        ada.sees("Pixel of Ada", Language.GERMAN.speak(() -> Times.day(day)));
        bob.sees("Pixel of Bob", Times.day(day));
    }

    @Test
    void a_phone_that_never_was_seen_to_work_and_a_nas_that_is_away_are_no_news() {
        var ada = dialogue.member("ada");
        tookAPicture(ada, "Left in a drawer", 20);
        var bob = dialogue.member("bob");
        tookAPicture(bob, "Pixel", 20);
        days(2);
        takesAPicture(bob, "Pixel");
        looks();
        nas.library().hidePhones(true);
        days(16);
        assertThat(timesAsked(ada)).isZero();
        assertThat(timesAsked(bob)).isZero();
        nas.library().hidePhones(false);
        bob.looksAway();
        looks();
        bob.sees(ASKED);
        assertThat(timesAsked(ada)).isZero();
    }

    @Test
    void it_looks_every_day_and_a_nas_that_knows_of_no_phones_is_left_alone() {
        var plain = Dialogue.shared();
        plain.part(PhoneWatch.class).run("");
        var due =
                plain.part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'phone-watch'")
                        .query(Long.class)
                        .single();
        assertThat(due).isEqualTo(1);
    }
}
