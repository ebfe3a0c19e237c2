package dev.porter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "1449, 1.4 kB",
        "12500, 13 kB",
        "20971520, 21 MB",
        "999949, 1.0 MB",
        "4200000, 4.2 MB",
        "2097152000, 2.1 GB",
        "9223372036854775807, 9223372 TB"
    })
    void a_size_is_said_as_people_say_it(long bytes, String words) {
        assertThat(Sizes.words(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "20971520, 20 MB",
        "50000000, 50 MB",
        "2097152000, 2.0 GB",
        "4194304000, 4.1 GB",
        "999999, 999 kB",
        "1000, 1.0 kB",
        "512, 512 bytes"
    })
    void a_limit_never_promises_too_much(long bytes, String words) {
        assertThat(Sizes.limit(bytes)).isEqualTo(words);
    }

    @Test
    void what_is_over_a_limit_is_said_to_be_more_than_it() {
        assertThat(Sizes.over(20_980_000)).isEqualTo("21 MB");
        assertThat(Sizes.over(50_000_001)).isEqualTo("51 MB");
        assertThat(Sizes.over(2_001)).isEqualTo("2.1 kB");
        assertThat(Sizes.over(999_001)).isEqualTo("1.0 MB");
    }
}
