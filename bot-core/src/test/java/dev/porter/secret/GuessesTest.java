package dev.porter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuessesTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();
    private final String subject = "test:" + UUID.randomUUID();

    @BeforeEach
    void hold() {
        dialogue.clock().hold();
    }

    @Test
    void the_pause_grows_with_every_wrong_try() {
        var guesses = dialogue.part(Guesses.class);
        assertThat(tries(3)).isZero();
        assertPause(Duration.ofSeconds(1));
        tries(1);
        assertPause(Duration.ofSeconds(2));
        tries(5);
        assertPause(Duration.ofSeconds(64));
        tries(1);
        assertPause(Duration.ofMinutes(15));
        tries(40);
        assertPause(Duration.ofMinutes(15));
        guesses.right(subject);
        assertThat(guesses.attempt(subject)).isEmpty();
    }

    private void assertPause(Duration expected) {
        assertThat(dialogue.part(Guesses.class).attempt(subject)).hasValue(new Pause.For(expected));
    }

    private static Duration length(Optional<Pause> pause) {
        return pause.map(Pause.For.class::cast).map(Pause.For::time).orElse(Duration.ZERO);
    }

    /// So many wrong tries, with pauses; how long the longest was.
    private Duration tries(int count) {
        var longest = Duration.ZERO;
        for (var done = 0; done < count; ) {
            var wait = dialogue.part(Guesses.class).attempt(subject);
            if (wait.isEmpty()) {
                done++;
            } else {
                longest = length(wait);
                dialogue.clock().advance(longest);
            }
        }
        return longest;
    }

    @Test
    void tries_at_once_are_all_counted() {
        var taken = new AtomicInteger();
        Dialogue.atOnce(
                IntStream.range(0, 30).boxed().toList(),
                _ -> {
                    if (dialogue.part(Guesses.class).attempt(subject).isEmpty()) {
                        taken.incrementAndGet();
                    }
                });
        assertThat(taken).hasValue(3);
    }

    @Test
    void another_subject_is_another_count_and_what_is_old_is_forgotten() {
        tries(10);
        assertThat(dialogue.part(Guesses.class).attempt(subject + "x")).isEmpty();
        dialogue.clock().advance(Duration.ofDays(31));
        dialogue.part(Guesses.class).forgetOld();
        assertThat(tries(3)).isZero();
    }

    @Test
    void what_belongs_to_an_account_is_locked_until_it_is_unlocked() {
        var guesses = dialogue.part(Guesses.class);
        var name = "u" + UUID.randomUUID().toString().substring(0, 8);
        var own = Guesses.password(name) + ":by:somebody";
        for (var done = 0; done < 50; ) {
            var wait = guesses.attempt(() -> true, own);
            dialogue.clock().advance(length(wait));
            done += wait.isEmpty() ? 1 : 0;
        }
        dialogue.clock().advance(Duration.ofDays(400));
        guesses.forgetOld();
        assertThat(guesses.attempt(() -> true, own)).hasValue(new Pause.UntilUnlocked());
        assertThat(guesses.locked(name)).isTrue();
        assertThat(guesses.locked(name + "x")).isFalse();
        guesses.unlock(name + "x");
        assertThat(guesses.locked(name)).isTrue();
        guesses.unlock(name);
        assertThat(guesses.locked(name)).isFalse();
        assertThat(guesses.attempt(own)).isEmpty();
    }

    @Test
    void a_pause_is_said_in_words() {
        assertThat(new Pause.For(Duration.ofMillis(900)).words()).isEqualTo("a second");
        assertThat(new Pause.For(Duration.ofMillis(1_100)).words()).isEqualTo("2 seconds");
        assertThat(new Pause.For(Duration.ofSeconds(60)).words()).isEqualTo("60 seconds");
        assertThat(new Pause.For(Duration.ofSeconds(63)).words()).isEqualTo("2 minutes");
        assertThat(new Pause.For(Duration.ofMinutes(15)).words()).isEqualTo("15 minutes");
        assertThat(new Pause.UntilUnlocked().words()).contains("an administrator has unlocked it");
    }
}
