package dev.porter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window(4);

    private List<Long> answered(Optional<Long> confirmed, long... numbers) {
        var updates =
                LongStream.of(numbers).mapToObj(number -> new Update(number, "", "{}")).toList();
        return window.answered(confirmed, updates).stream().map(Update::number).toList();
    }

    private List<Long> answered(long... numbers) {
        return answered(Optional.empty(), numbers);
    }

    @Test
    void only_what_is_done_without_a_gap_is_confirmed() {
        assertThat(answered(5, 6, 8)).containsExactly(5L, 6L, 8L);
        window.done(6);
        window.done(8);
        assertThat(window.confirmable()).isEmpty();
        window.done(5);
        assertThat(window.confirmable()).contains(9L);
    }

    @Test
    void what_is_shown_again_is_not_new_even_when_less_was_shown_between() {
        answered(1, 2, 3);
        window.done(2);
        assertThat(answered(1)).isEmpty();
        assertThat(answered(1, 2, 3, 4)).containsExactly(4L);
    }

    @Test
    void what_was_confirmed_is_forgotten_and_may_come_again_with_another_meaning() {
        answered(1);
        window.done(1);
        answered(Optional.of(2L));
        assertThat(window.confirmable()).isEmpty();
        assertThat(answered(1)).containsExactly(1L);
    }

    @Test
    void what_was_left_comes_again() {
        answered(1);
        window.leave(1);
        assertThat(answered(1)).containsExactly(1L);
    }

    @Test
    void what_is_kept_is_confirmed_and_counts_for_nothing_when_it_is_done_later() {
        answered(1, 2, 3);
        window.done(2);
        assertThat(window.crowded()).isTrue();
        assertThat(window.unfinished()).extracting(Update::number).containsExactly(1L, 3L);
        window.keep(window.unfinished());
        assertThat(window.crowded()).isFalse();
        assertThat(window.confirmable()).contains(4L);
        answered(Optional.of(4L));
        window.done(1);
        window.done(3);
        assertThat(window.confirmable()).isEmpty();
        assertThat(answered(1)).as("counted anew").containsExactly(1L);
    }

    @Test
    void what_was_done_before_it_could_be_kept_is_confirmed_as_done() {
        answered(1, 2);
        var unfinished = window.unfinished();
        window.done(1);
        window.keep(unfinished);
        assertThat(window.confirmable()).contains(3L);
        answered(Optional.of(3L), 1);
        assertThat(window.confirmable()).isEmpty();
    }
}
