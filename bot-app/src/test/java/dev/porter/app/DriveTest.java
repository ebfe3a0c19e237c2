package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Row 12 of the guide: in the drive one uploads, renames, moves, searches and downloads.
@ExtendWith(House.Shared.class)
class DriveTest {
    private final House house;

    DriveTest(House house) {
        this.house = house;
    }

    /// Puts a file into a home in another way than through Porter, as the Drive app does.
    private Path puts(String path, byte[] content) throws IOException {
        var file = house.nas().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    @Test
    void one_uploads_renames_moves_searches_and_downloads() throws IOException {
        var kim = house.member("kim");
        var scan = Samples.pdf("kim scan");
        puts("kim/Papers/Scan 7.pdf", scan);
        puts("kim/#recycle/old.pdf", scan);

        kim.says("/menu");
        assertThat(kim.presses("Drive")).contains("1. 📁 Papers").doesNotContain("recycle");
        assertThat(kim.presses("1")).contains("Drive / Papers").contains("1. 📄 Scan 7.pdf");
        assertThat(kim.presses("1")).contains("changed ").contains("Folder: Papers");
        assertThat(kim.presses("Rename")).contains("new name of Scan 7.pdf");
        assertThat(kim.says("Passport")).contains("Renamed.").contains("Passport.pdf");
        kim.presses("Move");
        assertThat(kim.says("Papers/2026")).contains("Moved to Papers/2026.");
        var place = house.nas().resolve("kim/Papers/2026/Passport.pdf");
        assertThat(place).hasBinaryContent(scan);

        kim.says("/drive");
        kim.presses("Search");
        assertThat(kim.says("pass")).contains("1. 📄 Passport.pdf").contains("Papers/2026");
        kim.presses("1");
        kim.presses("Download");
        kim.hears("✅ Passport.pdf is here");
        assertThat(Samples.sha256(kim.fetches(kim.handed()))).isEqualTo(Samples.sha256(scan));

        assertThat(kim.says("/drive papers")).contains("1. 📁 2026");
        kim.presses("New folder");
        assertThat(kim.says("Letters")).contains("The folder is made.").contains("Papers/Letters");
        assertThat(house.nas().resolve("kim/Papers/Letters")).isDirectory();

        var letter = Samples.pdf("kim letter");
        kim.sends("Letter.pdf", letter);
        kim.hears("Stored and verified");
        kim.presses("Open");
        kim.presses("Move");
        assertThat(kim.presses("📁 Papers/Letters")).contains("Moved to Papers/Letters.");
        assertThat(house.nas().resolve("kim/Papers/Letters/Letter.pdf")).hasBinaryContent(letter);
        kim.says("/drive Papers/Letters");
        assertThat(kim.presses("1")).contains("Letter.pdf").contains("SHA-256");
        kim.says("/verify");
        kim.hears("Everything is safe");
    }

    @Test
    void nobody_reaches_the_drive_of_somebody_else() throws IOException {
        var lea = house.member("lea");
        puts("lea/diary.txt", Samples.pdf("diary"));
        lea.says("/drive");
        lea.presses("1");
        var card = lea.last();
        var mia = house.member("mia");
        for (var key : card.buttons()) {
            assertThat(mia.pressesValue(String.valueOf(key.value()), mia.last()))
                    .as(key.label())
                    .contains("That list is from earlier. Here is your drive now.")
                    .doesNotContain("diary");
        }
        assertThat(mia.says("/drive ../lea")).contains("I found nothing");
        assertThat(mia.says("/drive diary")).contains("I found nothing");
        assertThat(mia.chat()).noneMatch(message -> message.file() != null);
        assertThat(house.nas().resolve("lea/diary.txt")).exists();
    }
}
