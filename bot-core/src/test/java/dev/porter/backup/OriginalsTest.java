package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.schedule.Work;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalsTest {
    @Test
    void what_a_platform_keeps_is_kept_until_it_is_stored_however_old_it_is(@TempDir Path data) {
        try (var house = Dialogue.in(data, "porter.spool-limit=0")) {
            house.chat().forgetFilesEarly();
            var ada = house.member("ada");
            ada.sends("plan.txt", "first").sees("Stored and verified");
            house.nas().away();
            ada.sends("late.txt", "second").sees("late.txt waits");
            tidyUp(house);
            assertThat(house.chat().filesKept()).isEqualTo(1);
            house.nas().back();
            house.clock().advance(Duration.ofMinutes(20));
            ada.sees("Stored and verified");
            tidyUp(house);
            assertThat(house.chat().filesKept()).isZero();
            house.assertOrderly();
        }
    }

    private static void tidyUp(Dialogue house) {
        house.parts(Work.class).stream()
                .filter(work -> work.name().equals("housekeeping"))
                .forEach(work -> work.run(""));
    }
}
