package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.secret.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
    @TempDir Path data;

    private Kept kept() {
        return kept("keys");
    }

    private Kept kept(String keys) {
        return new Kept(data.resolve("waiting"), new Vault(data.resolve(keys)));
    }

    private static List<Update> updates(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number ->
                        Update.parse("{\"update_id\":%d,\"text\":\"hush\"}".formatted(number)))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(data.resolve("waiting"))) {
            return all.toList();
        }
    }

    @Test
    void what_is_kept_is_found_in_order_by_the_next_process_and_gone_when_it_is_done()
            throws Exception {
        var first = kept();
        assertThat(first.keep(() -> updates(8, 9))).hasSize(2);
        assertThat(first.keep(() -> updates(8, 12))).as("without what is kept").hasSize(3);
        first.keep(() -> updates(1, 2));
        first.done(9);
        first.done(10);
        var second = kept();
        assertThat(second.all()).extracting(Update::number).containsExactly(8L, 11L, 12L, 1L, 2L);
        assertThat(second.all().getFirst()).isEqualTo(updates(8, 8).getFirst());
        List.of(8L, 11L, 12L).forEach(second::done);
        assertThat(files()).hasSize(1);
        second.keep(() -> updates(3, 3));
        List.of(1L, 2L, 3L).forEach(second::done);
        assertThat(files()).isEmpty();
        assertThat(kept().all()).isEmpty();
    }

    @Test
    void nobody_can_read_what_was_written_and_no_other_user_sees_that_something_was()
            throws Exception {
        kept().keep(() -> updates(1, 3));
        assertThat(Files.readString(files().getFirst())).doesNotContain("hush", "update_id");
        assertThat(Files.getPosixFilePermissions(data.resolve("waiting")))
                .allMatch(may -> may.name().startsWith("OWNER"));
    }

    @Test
    void what_another_key_has_sealed_stays_where_it_is_and_stops_nothing() throws Exception {
        kept().keep(() -> updates(1, 3));
        var other = kept("other keys");
        assertThat(other.all()).isEmpty();
        assertThat(other.keep(() -> updates(1, 1))).hasSize(1);
        assertThat(files()).hasSize(2);
        assertThat(kept().all()).hasSize(3);
    }

    @Test
    void a_file_that_cannot_be_read_hides_no_other_and_is_not_written_over() throws Exception {
        kept().keep(() -> updates(1, 1));
        Files.write(data.resolve("waiting").resolve("2"), new byte[] {(byte) 0xff});
        var kept = kept();
        assertThat(kept.all()).hasSize(1);
        kept.keep(() -> updates(2, 2));
        assertThat(files()).hasSize(3);
        assertThat(kept().all()).hasSize(2);
    }

    @Test
    void another_update_of_the_same_number_is_another() {
        var kept = kept();
        kept.keep(() -> updates(1, 1));
        assertThat(kept.has(updates(1, 1).getFirst())).isTrue();
        assertThat(kept.has(Update.parse("{\"update_id\":1,\"text\":\"later\"}"))).isFalse();
    }

    @Test
    void too_much_is_not_kept_until_there_is_room_again() {
        var kept = kept();
        assertThat(kept.keep(() -> updates(1, Kept.MOST))).hasSize(Kept.MOST);
        assertThat(kept.keep(() -> updates(Kept.MOST, Kept.MOST + 1))).isEmpty();
        kept.done(7);
        assertThat(kept.keep(() -> updates(Kept.MOST, Kept.MOST + 1))).hasSize(1);
    }

    @Test
    void where_nothing_can_be_written_nothing_is_kept() throws Exception {
        Files.writeString(data.resolve("waiting"), "a file where the folder should be");
        assertThat(kept().keep(() -> updates(1, 3))).isEmpty();
    }
}
