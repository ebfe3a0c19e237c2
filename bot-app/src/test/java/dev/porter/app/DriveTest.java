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
        var kit = house.member("kit");
        var scan = Samples.pdf("kit scan");
        puts("kit/Papers/Scan 7.pdf", scan);
        puts("kit/#recycle/old.pdf", scan);

        kit.says("/menu");
        assertThat(kit.presses("Drive")).contains("1. 📁 Papers").doesNotContain("recycle");
        assertThat(kit.presses("1")).contains("Drive / Papers").contains("1. 📄 Scan 7.pdf");
        assertThat(kit.presses("1")).contains("changed ").contains("Folder: Papers");
        assertThat(kit.presses("Rename")).contains("new name of Scan 7.pdf");
        assertThat(kit.says("Passport")).contains("Renamed.").contains("Passport.pdf");
        kit.presses("Move");
        assertThat(kit.says("Papers/2026")).contains("Moved to Papers/2026.");
        var place = house.nas().resolve("kit/Papers/2026/Passport.pdf");
        assertThat(place).hasBinaryContent(scan);

        kit.says("/drive");
        kit.presses("Search");
        assertThat(kit.says("pass")).contains("1. 📄 Passport.pdf").contains("Papers/2026");
        kit.presses("1");
        kit.presses("Download");
        kit.hears("✅ Passport.pdf is here");
        assertThat(Samples.sha256(kit.fetches(kit.handed()))).isEqualTo(Samples.sha256(scan));

        assertThat(kit.says("/drive papers")).contains("1. 📁 2026");
        kit.presses("New folder");
        assertThat(kit.says("Letters")).contains("The folder is made.").contains("Papers/Letters");
        assertThat(house.nas().resolve("kit/Papers/Letters")).isDirectory();

        var letter = Samples.pdf("kit letter");
        kit.sends("Letter.pdf", letter);
        kit.hears("Stored and verified");
        kit.presses("Open");
        kit.presses("Move");
        assertThat(kit.presses("📁 Papers/Letters")).contains("Moved to Papers/Letters.");
        assertThat(house.nas().resolve("kit/Papers/Letters/Letter.pdf")).hasBinaryContent(letter);
        kit.says("/drive Papers/Letters");
        assertThat(kit.presses("1")).contains("Letter.pdf").contains("SHA-256");
        kit.says("/verify");
        kit.hears("Everything is safe");
    }

    @Test
    void nobody_reaches_the_drive_of_somebody_else() throws IOException {
        var lea = house.member("lea");
        puts("lea/diary.txt", Samples.pdf("diary"));
        lea.says("/drive");
        lea.presses("1");
        var card = lea.last();
        var mel = house.member("mel");
        for (var key : card.buttons()) {
            assertThat(mel.pressesValue(String.valueOf(key.value()), mel.last()))
                    .as(key.label())
                    .contains("That list is from earlier. Here is your drive now.")
                    .doesNotContain("diary");
        }
        assertThat(mel.says("/drive ../lea")).contains("I found nothing");
        assertThat(mel.says("/drive diary")).contains("I found nothing");
        assertThat(mel.chat()).noneMatch(message -> message.file() != null);
        assertThat(house.nas().resolve("lea/diary.txt")).exists();
    }
}
