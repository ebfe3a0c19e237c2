package dev.porter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.core.LossyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    @TempDir Path folder;

    @Test
    void what_is_sealed_opens_at_its_place_also_after_a_restart() {
        var sealed = new Vault(folder).seal(new Secret("JBSWY3DP"), "two-step:1");
        assertThat(sealed).doesNotContain("JBSWY3DP");
        assertThat(new Vault(folder).open(sealed, "two-step:1").reveal()).isEqualTo("JBSWY3DP");
        assertThat(new Vault(folder).seal(new Secret("JBSWY3DP"), "two-step:1"))
                .isNotEqualTo(sealed);
    }

    @Test
    void the_key_outlasts_a_power_cut(@TempDir Path image) throws IOException {
        var disk = new LossyDisk(folder, (_, _) -> {});
        var sealed = new Vault(disk.root()).seal(new Secret("JBSWY3DP"), "two-step:1");
        disk.leaves(image);
        assertThat(new Vault(image).open(sealed, "two-step:1").reveal()).isEqualTo("JBSWY3DP");
    }

    @Test
    void it_opens_nowhere_else_and_with_no_other_key(@TempDir Path other) {
        var vault = new Vault(folder);
        var sealed = vault.seal(new Secret("JBSWY3DP"), "two-step:1");
        assertThatThrownBy(() -> vault.open(sealed, "two-step:2"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Vault(other).open(sealed, "two-step:1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key file");
        var changed = (sealed.charAt(0) == '/' ? "A" : "/") + sealed.substring(1);
        assertThatThrownBy(() -> vault.open(changed, "two-step:1"))
                .isInstanceOf(IllegalStateException.class);
        for (var nonsense : new String[] {"", ".", "a", "a.b.c", "!!!.???"}) {
            assertThatThrownBy(() -> vault.open(nonsense, "two-step:1"))
                    .as(nonsense)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void only_its_owner_may_read_the_key() throws IOException {
        new Vault(folder);
        var key = folder.resolve("seal.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new Vault(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_first_start_that_was_cut_is_begun_anew() throws IOException {
        Files.write(folder.resolve("seal.key.new"), new byte[7]);
        var sealed = new Vault(folder).seal(new Secret("JBSWY3DP"), "two-step:1");
        assertThat(new Vault(folder).open(sealed, "two-step:1").reveal()).isEqualTo("JBSWY3DP");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("seal.key"));
        }
    }

    @Test
    void a_damaged_key_is_said_to_be_one() throws IOException {
        new Vault(folder);
        Files.write(folder.resolve("seal.key"), new byte[31]);
        assertThatThrownBy(() -> new Vault(folder)).hasMessageContaining("damaged");
    }
}
