package dev.porter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodesTest {
    @Test
    void codes_have_no_letters_that_are_mistaken_and_none_comes_twice() {
        var codes =
                Stream.generate(() -> Codes.fresh(26).reveal())
                        .limit(2_000)
                        .collect(Collectors.toSet());
        assertThat(codes).hasSize(2_000).allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{26}"));
        assertThat(codes.stream().flatMapToInt(String::chars).distinct().count()).isEqualTo(32);
    }

    @Test
    void a_code_is_recognised_however_it_is_typed() {
        assertThat(Codes.same("A0B1-C2 D3", "aob l c2-d3")).isTrue();
        assertThat(Codes.hash(" a0-b1 ")).isEqualTo(Codes.hash("AOBI"));
        assertThat(Codes.same("A0B1", "A0B2")).isFalse();
        assertThat(Codes.same("", "A")).isFalse();
        assertThat(Codes.hash("A")).matches("[0-9a-f]{64}").isNotEqualTo(Codes.hash("B"));
    }

    @Test
    void a_secret_does_not_show_itself() {
        var secret = new Secret("hunter2");
        assertThat(secret.toString() + "|" + secret).doesNotContain("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }
}
