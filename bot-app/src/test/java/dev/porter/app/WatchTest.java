package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/// Row 20 of the guide: that the backup still runs is checked now and then, by Porter itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock();
    private SynologyHouse synology;

    @BeforeAll
    void open() {
        synology = SynologyHouse.open(clock);
    }

    @AfterAll
    void close() {
        synology.close();
    }

    @Test
    void row_20_whoever_has_a_phone_that_went_quiet_is_told_without_asking() throws IOException {
        var rio = synology.house().member("rio");
        synology.dsm()
                .arrive(
                        "rio",
                        "Rio's Pixel",
                        "beach.jpg",
                        Samples.jpeg("Pixel"),
                        clock.instant().minus(Duration.ofHours(2)));
        assertThat(rio.says("/status")).contains("Rio's Pixel");
        clock.advance(A_DAY);
        Awaitility.await("the first look").until(() -> looks() == 1);
        Awaitility.await("its end, after which the next is due").until(this::looksAgainLater);
        clock.advance(A_DAY.multipliedBy(15));
        var told = rio.hears("Is your phone's backup still on?");
        assertThat(told.words()).contains("Rio's Pixel").contains("delete none from the phone");
        assertThat(rio.presses(told, "Look again")).contains("⚠").contains("Rio's Pixel");
    }

    private int looks() {
        return synology.house()
                .part(JdbcTemplate.class)
                .queryForList("SELECT * FROM phone WHERE name = 'Rio''s Pixel'")
                .size();
    }

    private boolean looksAgainLater() {
        return synology.house()
                        .part(JdbcTemplate.class)
                        .queryForList(
                                "SELECT * FROM scheduled_tasks WHERE task_name = 'phone-watch'"
                                        + " AND NOT picked AND execution_time > ?",
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .size()
                == 1;
    }

    @Test
    void row_20_a_damaged_file_is_told_to_its_owner_and_to_the_administrator() throws IOException {
        var sam = synology.house().member("sam");
        sam.sends("Diploma.pdf", Samples.pdf("diploma"));
        sam.hears("Stored and verified");
        var place =
                synology.dsm().tree("/homes/sam").stream()
                        .filter(path -> path.endsWith("/Diploma.pdf"))
                        .findFirst()
                        .orElseThrow();
        synology.dsm().tamper(place);
        clock.advance(Duration.ofDays(31));
        assertThat(sam.hears("One of your files is not safe").words()).contains("Diploma.pdf");
        assertThat(synology.house().administrator().hears("A stored file is damaged").words())
                .contains("sam")
                .doesNotContain("Diploma");
    }
}
