package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.core.TestPatience;
import dev.porter.discord.FakeDiscord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Discord goes on while Porter is killed and started again.
class DiscordRestartTest {
    private static final Duration PATIENCE = TestPatience.LONGEST;

    @TempDir private Path data;

    private final FakeDiscord discord = FakeDiscord.start();
    private PorterProcess porter;

    @BeforeEach
    void arrive() {
        discord.switchOnMessageContent();
        start();
    }

    private void start() {
        porter =
                PorterProcess.start(
                        data,
                        "--porter.web-chat.enabled=true",
                        "--porter.discord.token=" + FakeDiscord.TOKEN,
                        "--porter.discord.api-url=" + discord.api(),
                        "--porter.discord.gateway-url=" + discord.gateway().address());
        porter.page();
        await().atMost(PATIENCE).until(discord.gateway()::isConnected);
    }

    private void kill() {
        porter.kill();
        await().atMost(PATIENCE).until(() -> !discord.gateway().isConnected());
    }

    @AfterEach
    void end() {
        porter.close();
        discord.close();
        assertThat(discord.complaints()).isEmpty();
    }

    @Test
    void a_sign_up_goes_on_where_it_was_and_what_was_sent_meanwhile_is_found() throws IOException {
        var ada = DiscordPerson.arrivesAt(discord, "Ada");
        ada.runs("/claim " + porter.claimCode());
        ada.hears("Which user name");
        ada.fillsIn("ada");
        ada.hears("Now a password for ada");
        ada.runs("/language");
        ada.hears("In which language shall I speak");
        kill();
        start();
        ada.client().fillsIn(House.PASSWORD);
        ada.presses("Create my account");
        ada.hears("Welcome, ");

        var channel = discord.board();
        ada.in(channel).runs("/admin setup");
        ada.in(channel).presses("Back up every file");
        ada.in(channel).hears("From now on I back up every file");
        kill();
        var letter = Samples.random(21, 40_000).readAllBytes();
        var song = Samples.random(22, 50_000).readAllBytes();
        ada.sends("letter.bin", letter);
        var posted = ada.in(channel).posts("song.bin", song);
        start();
        assertThat(ada.hears(Samples.sha256(letter)).text())
                .contains("Stored and verified", "letter.bin");
        await().atMost(PATIENCE).until(() -> discord.reactions(posted).equals(List.of("✅")));
        ada.runs("/status");
        ada.hears("Files: 2");
        kill();
        start();
        ada.runs("/verify");
        ada.hears("all 2 files");
        assertThat(ada.sees())
                .filteredOn(seen -> seen.text().contains(Samples.sha256(letter)))
                .hasSize(1);
    }
}
