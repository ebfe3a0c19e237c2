package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.gateway.synology.simulator.DsmSimulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The rows of the guide about pictures and phones, with a NAS that keeps photo libraries.
@ExtendWith(SynologyHouse.Shared.class)
class PhotosTest {
    private static final Instant SUNDAY = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SUMMER = Instant.parse("2026-07-01T12:00:00Z");

    private final House house;
    private final DsmSimulator dsm;

    PhotosTest(SynologyHouse synology) {
        house = synology.house();
        dsm = synology.dsm();
    }

    private void arrives(String owner, String name, Instant taken) throws IOException {
        dsm.arrive(owner, "Pixel of " + owner, name, Samples.jpeg(name), taken);
    }

    private static void opensLibrary(WebPerson person) {
        person.says("/photos");
        person.presses("Timeline");
        assertThat(person.fillsIn(House.PASSWORD)).contains("Your library is open");
        assertThat(person.chat().toString()).doesNotContain(House.PASSWORD);
    }

    private WebPerson memberWithThreePictures(String name) throws IOException {
        var member = house.member(name);
        arrives(name, "cake.jpg", SUNDAY);
        arrives(name, "candles.jpg", SUNDAY.plusSeconds(60));
        arrives(name, "beach.jpg", SUMMER);
        opensLibrary(member);
        return member;
    }

    @Test
    void row_8_phone_looks_on_the_nas_whether_the_backup_works() throws IOException {
        var kim = house.member("kim8");
        assertThat(kim.says("/phone")).contains("1 of 5").contains("nas.example.org");
        for (var step = 2; step <= 5; step++) {
            assertThat(kim.presses("Done, next")).contains(step + " of 5");
        }
        assertThat(kim.presses("Done, next"))
                .contains("No picture has arrived from a phone yet")
                .contains("delete no originals");
        arrives("kim8", "first.jpg", Instant.now().minus(Duration.ofHours(1)));
        assertThat(kim.presses("Look again"))
                .contains("✅")
                .contains("Pixel of kim8")
                .doesNotContain("⚠");
    }

    @Test
    void row_10_the_timeline_goes_by_date_by_folder_and_by_album() throws IOException {
        var lou = memberWithThreePictures("lou10");
        lou.presses("Timeline");
        assertThat(lou.presses("22 Nov 2026 · 2"))
                .contains("cake.jpg")
                .contains("candles.jpg")
                .doesNotContain("beach.jpg");
        lou.presses("Timeline");
        assertThat(lou.presses("1 Jul 2026 · 1")).contains("beach.jpg").doesNotContain("cake");

        lou.presses("Folders");
        for (var folder : List.of("MobileBackup", "Pixel of lou10", "2026")) {
            lou.presses(folder);
            lou.presses("Subfolders");
        }
        assertThat(lou.presses("07")).contains("beach.jpg").doesNotContain("cake.jpg");

        assertThat(lou.presses("Albums")).contains("no albums yet");
        makesAlbum(lou, "Birthday");
        lou.presses("Albums");
        assertThat(lou.presses("Birthday · 2"))
                .contains("cake.jpg")
                .contains("candles.jpg")
                .doesNotContain("beach.jpg");
    }

    /// Of the two pictures of the newest day.
    private static void makesAlbum(WebPerson person, String name) {
        person.presses("Timeline");
        person.presses("22 Nov 2026 · 2");
        person.presses("☐ 1");
        person.presses("☐ 2");
        person.presses("Add to an album");
        person.presses("A new album");
        assertThat(person.says(name)).contains("“%s” has 2 pictures".formatted(name));
    }

    @Test
    void row_11_an_album_is_created_and_selected_pictures_are_added() throws IOException {
        var mia = memberWithThreePictures("mia11");
        makesAlbum(mia, "Family");
        mia.presses("Timeline");
        mia.presses("1 Jul 2026 · 1");
        mia.presses("☐ 1");
        mia.presses("Add to an album");
        assertThat(mia.presses("Family")).contains("1 added.");
        assertThat(mia.presses("Family · 3"))
                .contains("cake.jpg")
                .contains("candles.jpg")
                .contains("beach.jpg");
    }

    @Test
    void row_15_several_pictures_are_selected_and_downloaded_and_one_is_shared()
            throws IOException {
        var noa = memberWithThreePictures("noa15");
        noa.presses("Timeline");
        noa.presses("22 Nov 2026 · 2");
        noa.presses("☐ 1");
        noa.presses("☐ 2");
        noa.presses("Bring 2 here");
        for (var name : List.of("cake.jpg", "candles.jpg")) {
            noa.hears(name + " is here: the original");
        }
        var handed =
                noa.chat().stream()
                        .flatMap(message -> Stream.ofNullable(message.file()))
                        .filter(file -> file.name().startsWith("ca"))
                        .toList();
        assertThat(handed).hasSize(2);
        for (var file : handed) {
            assertThat(Samples.sha256(noa.fetches(file)))
                    .isEqualTo(Samples.sha256(Samples.jpeg(file.name())));
        }

        noa.sends("dance.jpg", Samples.jpeg("dance.jpg"));
        noa.presses(noa.hears("Stored and verified"), "Open");
        noa.presses("Link");
        assertThat(noa.presses("7 days")).contains("/sharing/").contains("Password: ");
    }
}
