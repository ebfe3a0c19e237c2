package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window();

    @Test
    void only_what_is_done_without_a_gap_is_confirmed() {
        assertThat(window.answered(Optional.empty(), List.of(5L, 6L, 8L)))
                .containsExactlyInAnyOrder(5L, 6L, 8L);
        window.done(6);
        window.done(8);
        assertThat(window.confirmable()).isEmpty();
        window.done(5);
        assertThat(window.confirmable()).contains(9L);
    }

    @Test
    void what_is_shown_again_is_not_new_even_when_less_was_shown_between() {
        window.answered(Optional.empty(), List.of(1L, 2L, 3L));
        window.done(2);
        assertThat(window.answered(Optional.empty(), List.of(1L))).isEmpty();
        assertThat(window.answered(Optional.empty(), List.of(1L, 2L, 3L, 4L))).containsExactly(4L);
    }

    @Test
    void what_was_confirmed_is_forgotten_and_may_come_again_with_another_meaning() {
        window.answered(Optional.empty(), List.of(1L));
        window.done(1);
        window.answered(Optional.of(2L), List.of());
        assertThat(window.confirmable()).isEmpty();
        assertThat(window.answered(Optional.empty(), List.of(1L))).containsExactly(1L);
    }

    @Test
    void what_was_left_comes_again() {
        window.answered(Optional.empty(), List.of(1L));
        window.leave(1);
        assertThat(window.answered(Optional.empty(), List.of(1L))).containsExactly(1L);
    }
}
