package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words, a-b (c) 12:30, e-mail@example.org, file.pdf",
                "¯\\_(ツ)_/¯",
                "\\*not bold\\*",
                "1. one\n2. two\n- three\n  - four\n# five\n> six\n-# seven",
                ":smile: :a: b:",
                "<@123> <#1> <t:1> @everyone @here <https://example.org>",
                "https://example.org/a_b_c",
                "```code``` `x` ||y|| ~~z~~ __u__ ***v***",
                "[a](https://example.org)"
            })
    void everything_is_shown_letter_by_letter(String text) {
        assertThat(Shown.of(Markdown.escape(text))).isEqualTo(text);
        assertThat(Shown.of(Markdown.bold(text))).isEqualTo(text);
        assertThat(Shown.of(Markdown.spoiler(text))).isEqualTo(text);
    }

    @Test
    void what_means_nothing_is_left_alone() {
        var text = "Invoice 2024-05 (final).pdf at 12:30, 3.5 MB, ada@example.org";
        assertThat(Markdown.escape(text)).isEqualTo(text);
    }

    @Test
    void half_a_character_is_replaced() {
        assertThat(Markdown.escape("a\uD83Db")).isEqualTo("a\uFFFDb");
    }

    @Test
    void a_split_loses_nothing_and_fits() {
        var random = new Random(7);
        var signs = "ab \n*_`|<>[]#-1.:@\uD83D\uDE00ä".codePoints().toArray();
        for (var round = 0; round < 200; round++) {
            var text =
                    random.ints(random.nextInt(6_000), 0, signs.length)
                            .mapToObj(i -> Character.toString(signs[i]))
                            .collect(Collectors.joining());
            var parts = Markdown.split(text, 500, 2_000);
            assertThat(String.join("", parts)).isEqualTo(text);
            assertThat(Markdown.escape(parts.getFirst()).length()).isLessThanOrEqualTo(500);
            assertThat(parts)
                    .allMatch(part -> Markdown.escape(part).length() <= 2_000)
                    .noneMatch(part ->
                            part.isEmpty() && parts.size() > 1 && !parts.getLast().equals(part));
        }
    }

    @Test
    void a_split_prefers_the_end_of_a_line() {
        assertThat(Markdown.split("aaaa\nbbbb\ncccc", 11, 11))
                .isEqualTo(List.of("aaaa\nbbbb\n", "cccc"));
    }
}
