package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.nas.Fingerprint;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedContentTest {
    private static final UserName ADA = new UserName("ada");
    private static final NasPath PLACE = NasPath.home(ADA).resolve("file.bin");

    private final InMemoryNas nas = new InMemoryNas();

    @BeforeEach
    void aHome() {
        nas.files().createHome(ADA);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void whole_content_comes_out_as_it_is(int size) throws IOException {
        var bytes = random(size);
        var content = stored(bytes, InMemoryNas.fingerprint(bytes));
        try (var in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(content.damaged()).isFalse();
        try (var again = content.open()) {
            assertThat(again.readAllBytes()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70_000})
    void it_can_be_read_byte_by_byte(int size) throws IOException {
        var bytes = random(size);
        var out = new ByteArrayOutputStream();
        try (var in = stored(bytes, InMemoryNas.fingerprint(bytes)).open()) {
            for (var one = in.read(); one >= 0; one = in.read()) {
                out.write(one);
            }
        }
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_536, 65_537, 131_072, 200_000})
    void damage_in_the_first_or_last_byte_is_never_handed_over_whole(int size) throws IOException {
        var bytes = random(size);
        var right = InMemoryNas.fingerprint(bytes);
        for (var at : new int[] {0, size - 1, size / 2}) {
            var wrong = bytes.clone();
            wrong[at] ^= 1;
            fails(wrong, right);
        }
    }

    @Test
    void content_that_is_too_short_or_too_long_is_not_handed_over_whole() throws IOException {
        for (var size : new int[] {65_536, 100_000, 131_072}) {
            var bytes = random(size);
            fails(java.util.Arrays.copyOf(bytes, size - 1), InMemoryNas.fingerprint(bytes));
            fails(java.util.Arrays.copyOf(bytes, size + 1), InMemoryNas.fingerprint(bytes));
            fails(new byte[0], InMemoryNas.fingerprint(bytes));
            fails(bytes, InMemoryNas.fingerprint(new byte[0]));
        }
    }

    @Test
    void the_size_counts_even_where_the_digest_is_right() throws IOException {
        var bytes = random(10);
        var digest = InMemoryNas.fingerprint(bytes);
        fails(bytes, new Fingerprint(11, digest.sha256(), digest.md5()));
    }

    private void fails(byte[] there, Fingerprint expected) throws IOException {
        var content = stored(there, expected);
        var out = new ByteArrayOutputStream();
        try (var in = content.open()) {
            assertThatThrownBy(() -> in.transferTo(out)).isInstanceOf(IOException.class);
            assertThatThrownBy(in::read).as("asked again").isInstanceOf(IOException.class);
        }
        assertThat(content.damaged()).isTrue();
        assertThat(out.size()).isLessThan(Math.max(there.length, 1));
    }

    private VerifiedContent stored(byte[] bytes, Fingerprint expected) throws IOException {
        nas.files().delete(PLACE);
        nas.files().write(PLACE, new ByteArrayInputStream(bytes), bytes.length);
        var file = new StoredFile(1, "file.bin", "application/octet-stream", Instant.EPOCH);
        file.id = 1L;
        var version = new FileVersion(file, 1, PLACE, expected, false, Instant.EPOCH);
        version.id = 1L;
        return new VerifiedContent(version, () -> nas.files().open(PLACE, 0));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
