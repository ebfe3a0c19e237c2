package dev.porter.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.chat.Attachment;
import dev.porter.chat.ChatId;
import dev.porter.core.LossyDisk;
import dev.porter.core.TestClock;
import dev.porter.durable.NotDurableException;
import dev.porter.nas.UserName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path data;

    private final TestClock clock = new TestClock();

    private Journal journal() {
        return new Journal(data.resolve("journal"), clock);
    }

    private Accepted accepted(String key) {
        var attachment =
                new Attachment("memory", key, "ref", "name\nof „it“.txt", null, 7, false, "bunch");
        return new Accepted(
                1,
                new UserName("ada"),
                "memory:1:bunch",
                false,
                new ChatId("memory", "1"),
                null,
                attachment,
                clock.instant());
    }

    private Path today() throws Exception {
        try (var files = Files.list(data.resolve("journal"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void what_was_written_is_read_again_in_order() {
        var one = accepted("1");
        var two = accepted("2");
        var three = accepted("3");
        journal().write(List.of(one, two));
        journal().write(List.of(three));
        assertThat(journal().read()).containsExactly(one, two, three);
    }

    @Test
    void what_was_written_outlasts_a_power_cut(@TempDir Path image) throws Exception {
        var disk = new LossyDisk(data, (_, _) -> {});
        var journal = new Journal(disk.root().resolve("journal"), clock);
        var one = accepted("1");
        var two = accepted("2");
        journal.write(List.of(one));
        journal.write(List.of(two));
        disk.leaves(image);
        assertThat(new Journal(image.resolve("journal"), clock).read()).containsExactly(one, two);
    }

    @Test
    void an_empty_one_holds_nothing() {
        assertThat(journal().read()).isEmpty();
    }

    @Test
    void a_torn_line_costs_no_other() throws Exception {
        var one = accepted("1");
        var two = accepted("2");
        journal().write(List.of(one));
        Files.writeString(today(), "{\"account\":1,\"bun", StandardOpenOption.APPEND);
        journal().write(List.of(two));
        assertThat(journal().read()).containsExactly(one, two);
    }

    @Test
    void days_long_past_are_forgotten() {
        journal().write(List.of(accepted("old")));
        clock.advance(Duration.ofDays(8));
        journal().forgetOld(clock.instant());
        assertThat(journal().read()).hasSize(1);
        clock.advance(Duration.ofDays(1));
        journal().forgetOld(clock.instant());
        assertThat(journal().read()).isEmpty();
    }

    @Test
    void where_nothing_can_be_written_nothing_may_be_accepted() throws Exception {
        Files.writeString(data.resolve("journal"), "a file where the folder should be");
        assertThatThrownBy(() -> journal().write(List.of(accepted("1"))))
                .isInstanceOf(NotDurableException.class);
    }
}
