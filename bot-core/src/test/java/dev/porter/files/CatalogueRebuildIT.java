package dev.porter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.account.Accounts;
import dev.porter.conversation.Dialogue;
import dev.porter.durable.Durable;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R14 of the scoreboard in docs/reliability.md: a large catalogue is made again; a smaller one in
/// a short run of the fault harness.
class CatalogueRebuildIT {
    private static final int IN_A_FOLDER = 1_000;
    private static final int FOLDERS =
            Math.clamp(Integer.getInteger("chaos.files", 5_000) / 50, 1, 100);
    private static final int ROWS = FOLDERS * IN_A_FOLDER;

    private Dialogue house;
    private NasPath home;

    @BeforeEach
    void open(@TempDir Path data) {
        house = Dialogue.in(data);
        home = NasPath.home(house.member("ada").home());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void r14_a_large_catalogue_is_made_again_from_the_nas() {
        var account = house.part(Accounts.class).find(home.home()).orElseThrow();
        for (var folder = 0; folder < FOLDERS; folder++) {
            fill(account.id(), folder);
        }
        house.part(Manifests.class).write(account);
        forget();
        var begun = System.nanoTime();
        var outcome = house.part(CatalogueRebuild.class).rebuild(account);
        var seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(outcome).isEqualTo(new CatalogueRebuild.Outcome(0, ROWS, 0, 0, 0));
        assertThat(house.part(Catalogue.class).versionCount(account.id())).isEqualTo(ROWS);
        System.out.printf(
                "reliability: R14 rows=%d made-again=%d seconds=%d%n", ROWS, ROWS, seconds);
    }

    private void fill(long account, int folder) {
        var catalogue = house.part(Catalogue.class);
        house.part(Durable.class)
                .commit(() -> {
                    for (var i = 0; i < IN_A_FOLDER; i++) {
                        var name = "file-%d-%d.txt".formatted(folder, i);
                        var path = home.resolve("Backup/%04d-01/%s".formatted(1900 + folder, name));
                        write(path, name);
                        catalogue.add(
                                account,
                                name,
                                "text/plain",
                                path,
                                InMemoryNas.fingerprint(name),
                                false);
                    }
                });
    }

    private void write(NasPath path, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            house.nas().files().write(path, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget() {
        house.part(JdbcClient.class).sql("DELETE FROM file_version").update();
        house.part(JdbcClient.class).sql("DELETE FROM stored_file").update();
    }
}
