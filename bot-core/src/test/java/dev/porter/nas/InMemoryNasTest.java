package dev.porter.nas;

import static dev.porter.nas.InMemoryNas.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.nas.NasException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InMemoryNasTest extends NasContract {
    private final InMemoryNas memory = new InMemoryNas();

    @Override
    protected Nas newNas() {
        return memory;
    }

    @Test
    void it_is_away_until_it_is_back() {
        memory.away();
        assertThat(memory.health().ready()).isFalse();
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> files().stat(NasPath.home(ALICE)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.AWAY));
        memory.back();
        assertThat(memory.health().ready()).isTrue();
        assertThat(files().stat(NasPath.home(ALICE))).isPresent();
    }

    @Test
    void a_corrupted_file_no_longer_matches() throws IOException {
        var bytes = new byte[] {1, 2, 3};
        files().write(alice("a.bin"), new ByteArrayInputStream(bytes), 3);
        assertThat(memory.bytes(alice("a.bin"))).isEqualTo(bytes);
        memory.corrupt(alice("a.bin"));
        assertThat(files().matches(alice("a.bin"), fingerprint(bytes))).isFalse();
        assertThat(memory.allFiles(ALICE)).containsExactly(alice("a.bin"));
    }

    @Test
    void a_full_quota_takes_nothing_more() throws IOException {
        memory.limit(3);
        files().write(alice("a"), new ByteArrayInputStream(new byte[2]), 2);
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(
                        () -> files().write(alice("b"), new ByteArrayInputStream(new byte[2]), -1))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPACE));
        assertThat(files().stat(alice("b"))).isEmpty();
    }
}
