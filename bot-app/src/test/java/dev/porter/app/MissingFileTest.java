package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Row 25 of the guide: a file is missing, and was it sent to Porter, in Drive, or in Photos?
@ExtendWith(SynologyHouse.Shared.class)
class MissingFileTest {
    private final House house;
    private final SynologyHouse synology;

    MissingFileTest(SynologyHouse synology) {
        this.synology = synology;
        house = synology.house();
    }

    @Test
    void row_25_it_is_looked_for_among_what_was_sent_in_drive_and_in_photos() throws IOException {
        var gil = house.member("gil25");
        gil.sends("Wedding menu.pdf", Samples.pdf("menu"));
        gil.hears("Stored and verified");
        gil.presses("Open");
        gil.presses("Move");
        gil.says("Papers");
        gil.sends("Wedding speech.pdf", Samples.pdf("speech"));
        gil.hears("Stored and verified");
        gil.presses("Open");
        gil.presses("Delete");
        synology.dsm()
                .arrive(
                        "gil25",
                        "Gil's phone",
                        "wedding dance.jpg",
                        Samples.jpeg("dance"),
                        Instant.parse("2026-06-06T20:00:00Z"));

        gil.says("/support");
        gil.presses("A file is missing");
        assertThat(gil.says("wedding"))
                .contains("Sent to me")
                .contains("Wedding menu.pdf")
                .contains("In your bin")
                .contains("Wedding speech.pdf")
                .contains("your library is closed");
        gil.presses("Open my Photos");
        assertThat(gil.fillsIn(House.PASSWORD)).contains("Your library is open");
        gil.says("/support");
        gil.presses("A file is missing");
        var found = gil.says("wedding");
        assertThat(found).contains("In Photos").contains("wedding dance.jpg");
        assertThat(gil.presses(gil.last(), "1")).contains("Wedding menu.pdf").contains("SHA-256");

        gil.says("/support");
        gil.presses("A file is missing");
        assertThat(gil.says("nowhere at all"))
                .contains("It is not among the files you sent me")
                .contains("in Drive")
                .contains("in Photos");
    }
}
