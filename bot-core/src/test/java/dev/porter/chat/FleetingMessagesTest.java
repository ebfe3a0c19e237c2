package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetingMessagesTest {
    private static final Instant SOON = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir Path data;

    private static MessageId message(String id) {
        return new MessageId(new ChatId("memory", "ann"), id);
    }

    private Notes notes() {
        return new Notes(data.resolve("fleeting"));
    }

    @Test
    void what_is_still_there_is_known_after_a_restart() {
        var there = new FleetingMessages("memory", notes());
        there.add(message("1"), SOON);
        there.add(message("2"), SOON.plusSeconds(60));
        there.remove(message("1"));
        assertThat(new FleetingMessages("memory", notes()).all())
                .isEqualTo(Map.of(message("2"), SOON.plusSeconds(60)));
    }

    @Test
    void what_cannot_be_read_is_passed_over() {
        notes().write(
                        List.of(
                                "",
                                "ann 1",
                                "ann 2 soon",
                                "ann 3 1796032800",
                                "ann 4 99999999999999"));
        assertThat(new FleetingMessages("memory", notes()).all())
                .isEqualTo(Map.of(message("3"), SOON));
    }
}
