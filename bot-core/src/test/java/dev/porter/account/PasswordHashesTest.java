package dev.porter.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.secret.Secret;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes();

    @Test
    void each_takes_the_memory_that_makes_guessing_dear() {
        assertThat(hashes.of(new Secret("teal otter")))
                .startsWith("$argon2id$v=19$m=47104,t=1,p=1$");
    }

    @Test
    void only_the_same_password_matches() {
        var hash = hashes.of(new Secret("teal otter"));
        assertThat(hashes.match(new Secret("teal otter"), hash)).isTrue();
        assertThat(hashes.match(new Secret("Teal otter"), hash)).isFalse();
        assertThat(hashes.match(new Secret("nobody"), null)).isFalse();
        assertThat(hashes.of(new Secret("teal otter"))).isNotEqualTo(hash);
    }
}
