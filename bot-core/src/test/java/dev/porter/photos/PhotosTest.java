package dev.porter.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Times;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.InMemoryUsers;
import dev.porter.nas.NasAccounts.LogIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pictures on a NAS that keeps a photo library for each of its users.
class PhotosTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant SUMMER = Instant.parse("2025-07-01T12:00:00Z");

    private static final InMemoryNas nas = InMemoryNas.withUsers();

    @RegisterExtension static final Dialogue dialogue = Dialogue.on(nas);

    private long arrives(Guest owner, String name, Instant taken) {
        return nas.library()
                .arrive(owner.home(), "Pixel", name, name.getBytes(StandardCharsets.UTF_8), taken);
    }

    private static Guest unlocked(Guest guest) {
        guest.says("/photos").presses("Timeline").sees("Your password, please");
        return guest.types(Dialogue.PASSWORD).sees("Your library is open");
    }

    @Test
    void the_library_opens_with_the_password_and_closes() {
        var ada = dialogue.member("ada");
        arrives(ada, "a.jpg", MONDAY);
        ada.says("/photos").sees("📱 Pixel: newest picture of 23 Nov 2026").presses("Albums");
        ada.types("Not-my-password-1").sees("That is not your password").types(Dialogue.PASSWORD);
        ada.sees("Your library is open").presses("Timeline").sees("23 Nov 2026 · 1");
        assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD, "Not-my-password-1");
        ada.says("/photos").presses("Close").sees("Your library is closed");
        ada.presses("Timeline").sees("Your password, please");
    }

    @Test
    void a_second_step_is_asked_for() {
        var ada = dialogue.member("ada");
        nas.users().requireCode(ada.home(), "246810");
        ada.says("/photos").presses("Folders").types(Dialogue.PASSWORD).sees("authenticator app");
        ada.types("111111").sees("That code is not right").types("246810");
        ada.sees("Your library is open");
    }

    @Test
    void a_try_that_the_nas_did_not_answer_is_none() {
        var ada = dialogue.member("ada");
        nas.users().requireCode(ada.home(), "246810");
        ada.says("/photos").presses("Folders");
        nas.away();
        for (var i = 0; i < 5; i++) {
            ada.types(Dialogue.PASSWORD).sees("The NAS does not answer");
        }
        nas.back();
        ada.types(Dialogue.PASSWORD).sees("authenticator app");
        nas.away();
        ada.types("246810").sees("The NAS does not answer");
        nas.back();
        ada.types("246810").sees("Your library is open");
    }

    @Test
    void whatever_else_the_nas_wants_is_said_each_in_its_own_words() {
        var ada = dialogue.member("ada");
        var said = new HashSet<String>();
        for (var answer : InMemoryUsers.refusals()) {
            nas.users().answer(ada.home(), answer);
            ada.says("/photos").presses("Timeline").types(Dialogue.PASSWORD).sees("NAS");
            ada.doesNotSee("is open", "Something went wrong", "not your password");
            said.add(ada.shown());
        }
        assertThat(said).hasSameSizeAs(InMemoryUsers.refusals());
        nas.users().answer(ada.home(), LogIn.LOCKED);
        ada.says("/photos").presses("Timeline").types(Dialogue.PASSWORD).sees("wrong too often");
    }

    @Test
    void wrong_passwords_have_to_wait() {
        var ada = dialogue.member("ada");
        dialogue.clock().hold();
        ada.says("/photos").presses("Timeline");
        for (int n = 0; n < 3; n++) {
            ada.types("Not-my-password-" + n).sees("That is not your password");
        }
        ada.types(Dialogue.PASSWORD).sees("wrong too often");
    }

    @Test
    void a_day_is_looked_at_picture_by_picture_and_brought_here() {
        var ada = dialogue.member("ada");
        for (int n = 1; n <= 10; n++) {
            arrives(ada, "pic-%02d.jpg".formatted(n), MONDAY.minusSeconds(n));
        }
        arrives(ada, "summer.mp4", SUMMER);
        unlocked(ada).presses("Timeline").presses("1 Jul 2025").sees("1. 🎬 summer.mp4");
        ada.presses("Timeline").presses("23 Nov 2026").sees("1. pic-01.jpg", "8. pic-08.jpg");
        ada.presses("Older ▶").sees("1. pic-09.jpg", "2. pic-10.jpg").presses("◀ Newer");
        ada.presses("🔍 2").sees("pic-02.jpg", "taken 23 Nov 2026", "<preview.jpg>");
        ada.presses("Bring it here").sees("✅ pic-02.jpg is here: the original");
        assertThat(ada.receives("pic-02.jpg"))
                .isEqualTo("pic-02.jpg".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void picked_pictures_are_brought_together_and_put_into_albums() {
        var ada = dialogue.member("ada");
        arrives(ada, "one.jpg", MONDAY);
        arrives(ada, "two.jpg", MONDAY.minusSeconds(1));
        arrives(ada, "three.jpg", MONDAY.minusSeconds(2));
        unlocked(ada).presses("Folders").presses("Pixel").sees("1. one.jpg").doesNotSee("picked");
        ada.presses("☐ 1").sees("one.jpg · 7 bytes · picked").presses("☐ 3").presses("☑ 3");
        ada.presses("☐ 2").presses("Add to an album").sees("You have picked 2");
        ada.presses("A new album").says("Beach").sees("The album “Beach” has 2 pictures");
        ada.presses("Open it").sees("1. one.jpg", "2. two.jpg").doesNotSee("three.jpg");
        ada.presses("Timeline").presses("23 Nov 2026").presses("☐ 3").presses("Add to an album");
        ada.presses("Beach").sees("1 added", "Beach · 3");
        ada.presses("Beach · 3").presses("☐ 1").presses("☐ 2").presses("Bring 2 here");
        ada.sees("✅ one.jpg is here", "✅ two.jpg is here");
    }

    @Test
    void all_folders_and_albums_can_be_reached() {
        var ada = dialogue.member("ada");
        for (int n = 1; n <= 18; n++) {
            nas.library()
                    .arrive(ada.home(), "Phone %02d".formatted(n), "a.jpg", new byte[1], MONDAY);
        }
        unlocked(ada);
        var library = nas.photos().orElseThrow().library(ada.home()).orElseThrow();
        for (int n = 1; n <= 18; n++) {
            library.createAlbum("Album %02d".formatted(n), java.util.List.of());
        }
        ada.presses("Folders").sees("Phone 16").doesNotSee("Phone 17").presses("▶");
        ada.sees("Phone 17", "Phone 18").doesNotSee("Phone 16").presses("Phone 18");
        ada.sees("1. a.jpg").presses("☐ 1").presses("Add to an album").sees("Album 18");
        ada.doesNotSee("Album 02").presses("▶").sees("Album 02").presses("Album 01");
        ada.sees("1 added").presses("Albums").presses("▶").sees("Album 01 · 1");
    }

    @Test
    void what_was_picked_waits_for_its_album_also_over_a_restart() {
        var ada = dialogue.member("ada");
        arrives(ada, "one.jpg", MONDAY);
        unlocked(ada).presses("Timeline").presses("23 Nov 2026").presses("☐ 1");
        ada.presses("Add to an album").presses("A new album").sees("What is the new album called?");
        dialogue.restart();
        nas.library().close(ada.home());
        ada.says("Beach").sees("Your password, please").types(Dialogue.PASSWORD);
        ada.sees("The album “Beach” has 1 picture.").doesNotSee("What is the new album called?");
    }

    @Test
    void no_album_is_made_of_nothing_and_no_pick_is_lost_in_silence() {
        var ada = dialogue.member("ada");
        for (int n = 1; n <= 51; n++) {
            arrives(ada, "pic-%02d.jpg".formatted(n), MONDAY.minusSeconds(n));
        }
        unlocked(ada).forges("photos:new").sees("Pick some pictures first");
        ada.forges("photos:into").sees("Pick some pictures first");
        ada.presses("Timeline").presses("23 Nov 2026");
        for (int n = 1; n <= 51; n++) {
            ada.presses("☐ " + ((n - 1) % 8 + 1));
            if (n % 8 == 0 && n < 51) {
                ada.presses("Older ▶");
            }
        }
        ada.sees("You have picked 50, and that is the most at once", "[⬇ Bring 50 here]");
    }

    @Test
    void a_missing_picture_is_looked_for_once_the_library_is_open() {
        var ada = dialogue.member("ada");
        arrives(ada, "beach-1.jpg", MONDAY);
        arrives(ada, "Beach-2.jpg", SUMMER);
        arrives(ada, "tree.jpg", SUMMER);
        ada.says("/support").presses("A file is missing").says("beach").sees("I did not find");
        ada.sees("⚠ In Photos: your library is closed").presses("Open my Photos");
        ada.types(Dialogue.PASSWORD).sees("Your library is open");
        ada.says("/support").presses("A file is missing").says("beach").sees("I found “beach”");
        ada.sees("In Photos\n1. beach-1.jpg · taken 23 Nov 2026\n2. Beach-2.jpg · taken 1 Jul");
        ada.doesNotSee("tree.jpg", "⚠").presses("🖼 2").sees("Beach-2.jpg", "[⬇ Bring it here]");
        nas.library().endSessions();
        ada.says("/support").presses("A file is missing").says("beach").sees("library is closed");
    }

    @Test
    void nobody_reaches_the_library_of_somebody_else() {
        var ada = dialogue.member("ada");
        var photo = arrives(ada, "private.jpg", MONDAY);
        unlocked(ada);
        var eve = dialogue.member("eve");
        eve.forges("photos:show:" + photo).sees("Your password, please").says("/cancel");
        unlocked(eve);
        for (var verb : new String[] {"show", "pick", "bring"}) {
            eve.forges("photos:" + verb + ":" + photo).sees("not in your library any more");
        }
        eve.presses("Timeline").sees("Your library is empty");
        dialogue.person("stranger").forges("photos:days").sees("You need to be logged in");
    }

    @Test
    void buttons_that_nobody_made_do_no_harm() {
        var ada = unlocked(dialogue.member("ada"));
        for (var value :
                new String[] {
                    "day", "day:999999999999999999", "day:-1", "folder", "folder:7", "album:7",
                    "page:999999999999999999", "page:1", "show", "pick:x", "bring:0", "add:7",
                    "nothing", "into", "here", "bring", "days:100000", "nonsense"
                }) {
            ada.forges("photos:" + value).doesNotSee("Something went wrong");
            assertThat(ada.shown()).as(value).isNotBlank();
        }
    }

    @Test
    void a_session_that_the_nas_ended_is_said_and_the_password_asked_for() {
        var ada = dialogue.member("ada");
        arrives(ada, "a.jpg", MONDAY);
        unlocked(ada);
        nas.library().endSessions();
        ada.presses("Timeline").sees("The NAS has closed your library meanwhile", "password");
        ada.types(Dialogue.PASSWORD).sees("Your library is open");
    }

    @Test
    void a_user_who_may_not_use_photos_is_told_so() {
        var ada = unlocked(dialogue.member("ada"));
        nas.library().permit(false);
        ada.presses("Timeline").sees("does not let your user use Photos");
        nas.library().permit(true);
        ada.says("/photos").presses("Timeline").sees("Your library is empty");
    }

    @Test
    void a_picture_that_the_chat_cannot_carry_is_left_to_the_app() {
        var ada = dialogue.member("ada");
        nas.library().arrive(ada.home(), "Pixel", "film.mp4", new byte[2_000], MONDAY);
        unlocked(ada).presses("Timeline").presses("23 Nov 2026").presses("🔍 1");
        dialogue.chat().can(new dev.porter.chat.Features(1_000_000, 1_000, false, true));
        ada.presses("Bring it here").sees("The Photos app brings it to you");
    }

    @Test
    void the_phone_guide_and_the_dashboard_look_on_the_nas() {
        var ada = dialogue.member("ada");
        ada.says("/status").sees("No phone has stored a picture yet");
        arrives(ada, "a.jpg", MONDAY);
        ada.says("/status").sees("📱 Pixel: newest picture of 23 Nov 2026");
        nas.away();
        ada.says("/status").sees("the NAS does not answer");
    }

    @Test
    void the_last_step_of_the_phone_guide_says_whether_the_backup_works() {
        var ada = dialogue.member("ada");
        arrives(dialogue.member("bob"), "of bob.jpg", dialogue.clock().instant());
        ada.says("/phone");
        for (var page = 2; page <= 6; page++) {
            ada.presses("Done, next");
        }
        ada.sees("⚠ No picture has arrived from a phone yet", "delete no originals");
        var longAgo = dialogue.clock().instant().minus(Duration.ofDays(8));
        arrives(ada, "old.jpg", longAgo);
        ada.presses("Look again").sees("⚠ Pixel: newest picture of " + Times.minute(longAgo));
        ada.sees("have not arrived", "delete no originals").doesNotSee("✅");
        var lately = longAgo.plus(Duration.ofDays(2));
        arrives(ada, "new.jpg", lately);
        ada.presses("Look again").sees("✅ Pixel: newest picture of " + Times.minute(lately));
        ada.doesNotSee("⚠");
        nas.library().hidePhones(true);
        ada.presses("Look again").sees("⚠ I cannot look now: the NAS does not answer");
        nas.library().hidePhones(false);
        dialogue.person("ann").forges("guide:phone:6").doesNotSee("✅", "Pixel");
    }

    @Test
    void one_phone_that_works_says_nothing_about_another() {
        var ada = dialogue.member("ada");
        var now = dialogue.clock().instant();
        arrives(ada, "old.jpg", now.minus(Duration.ofDays(30)));
        nas.library().arrive(ada.home(), "Old tablet", "new.jpg", new byte[1], now);
        ada.forges("guide:phone:6");
        ada.sees("✅ Old tablet: newest picture of ", "⚠ Pixel: newest picture of ");
        ada.sees("delete no originals").doesNotSee("works", "newest picture came from");
    }

    @Test
    void the_dashboard_leads_to_the_pictures_and_not_to_a_question() {
        var ada = dialogue.member("ada");
        ada.says("/menu").presses("🖼 Photos").sees("[Timeline]").doesNotSee("password");
    }

    @Test
    void what_was_sent_to_porter_is_there_as_well() {
        var ada = dialogue.member("ada");
        ada.says("/photos").presses("Sent to me").sees("no pictures or videos here yet");
    }
}
