package dev.porter.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.files.Catalogue;
import dev.porter.files.Catalogue.Search;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pictures and videos that were sent to Porter, on a NAS that keeps no photo library.
class StoredPicturesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] MP4 = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'};

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private static void sends(Guest guest, String name, byte[] head) {
        var words = name.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(head.length + words.length).put(head).put(words).array();
        guest.sends(name, bytes).sees("Stored and verified");
    }

    @Test
    void pictures_and_videos_are_there_newest_first_and_nothing_else() {
        var ada = dialogue.member("ada");
        ada.says("/photos").sees("There are no pictures or videos here yet");
        sends(ada, "a.png", PNG);
        sends(ada, "b.mp4", MP4);
        ada.sends("c.txt", "words").sees("Stored and verified");
        ada.says("/photos").sees("1. 🎬 b.mp4", "2. a.png").doesNotSee("c.txt");
        ada.presses("🔍 2").sees("a.png", "[⬇ Restore]");
    }

    @Test
    void they_are_looked_through_by_month() {
        var ada = dialogue.member("ada");
        sends(ada, "old.png", PNG);
        dialogue.clock().advance(Duration.ofDays(62));
        ada.sends("c.txt", "words").sees("Stored and verified");
        dialogue.clock().advance(Duration.ofDays(62));
        for (var n = 1; n <= 9; n++) {
            sends(ada, "new-%d.png".formatted(n), PNG);
        }
        ada.says("/photos").sees("1. new-9.png", "8. new-2.png").presses("Older ▶");
        ada.sees("1. new-1.png", "2. old.png").presses("By month").sees("no albums");
        var months = ada.message("Which month?");
        assertThat(months.buttons()).filteredOn(b -> b.label().matches(".* 20..")).hasSize(2);
        ada.pressesUnder(months, months.buttons().get(1).label()).sees("1. old.png");
        ada.doesNotSee("new-").pressesUnder(months, months.buttons().getFirst().label());
        ada.sees("8. new-2.png").doesNotSee("old.png").presses("Older ▶").sees("1. new-1.png");
        ada.doesNotSee("old.png");
    }

    @Test
    void several_are_picked_and_brought_back_together() {
        var ada = dialogue.member("ada");
        for (var n = 1; n <= 10; n++) {
            sends(ada, "p%02d.png".formatted(n), PNG);
        }
        ada.says("/photos").presses("☐ 1").sees("1. p10.png", "picked").presses("Older ▶");
        ada.presses("☐ 2").presses("☐ 1").presses("☑ 1").sees("2. p01.png").presses("Bring 2");
        ada.sees("✅ p10.png is back", "✅ p01.png is back").doesNotSee("p02.png is back");
        ada.says("/photos").doesNotSee("picked", "Bring");
    }

    @Test
    void nobody_brings_the_pictures_of_somebody_else() {
        var ada = dialogue.member("ada");
        sends(ada, "private.png", PNG);
        var account = dialogue.part(Accounts.class).find(ada.home()).orElseThrow();
        var file =
                dialogue.part(Catalogue.class)
                        .search(account.id(), Search.all(), 0, 1)
                        .shown()
                        .getFirst();
        var eve = dialogue.member("eve");
        eve.forges("photos:take:%d:0:".formatted(file.id())).doesNotSee("private", "picked");
        eve.forges("photos:fetch").doesNotSee("private");
        assertThat(eve.filesSeen()).isZero();
    }

    @Test
    void buttons_that_nobody_made_do_no_harm() {
        var ada = dialogue.member("ada");
        sends(ada, "a.png", PNG);
        for (var value :
                new String[] {
                    "sent:99999999999999999999",
                    "sent:5",
                    "sent:0:999913",
                    "sent:0:x",
                    "months:7",
                    "take:x:y:z",
                    "take:0:0:0",
                    "fetch",
                    "leave",
                    "leave:0:209901",
                    "new",
                    "home"
                }) {
            ada.forges("photos:" + value).doesNotSee("Something went wrong");
            assertThat(ada.shown()).as(value).isNotBlank();
        }
    }
}
