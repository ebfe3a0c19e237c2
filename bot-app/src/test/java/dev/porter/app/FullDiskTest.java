package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.core.Traces;
import dev.porter.telegram.BotApiEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Porter when the disk of its data folder is full.
class FullDiskTest {
    private static final int MEGABYTES = 40;
    private static final int FILES = 12;
    private static final long ADA = 4_503_599_627_370_001L;

    /// What failed often is tried again after long pauses.
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String STORED = "✅ Stored and verified\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_comes_meanwhile_is_stored_once_when_there_is_room_again(
            @TempDir Path data, @TempDir Path nas) throws IOException {
        try (var telegram = new BotApiEmulator();
                var disk = SmallDisk.at(data, MEGABYTES);
                var porter =
                        PorterProcess.start(
                                disk,
                                "--porter.nas.folder.path=" + nas,
                                "--porter.web-chat.enabled=true",
                                "--porter.telegram.token=" + BotApiEmulator.TOKEN,
                                "--porter.telegram.api-url=" + telegram.address())) {
            var ada = new TelegramPerson(telegram, ADA, "Ada");
            ada.says("/claim " + porter.claimCode());
            ada.hears("Which user name");
            ada.says("ada");
            ada.hears("Now a password");
            ada.says(House.PASSWORD);
            ada.hears("Create the account");
            ada.presses("Create my account");
            ada.hears("Welcome");

            disk.fill();
            ada.says("/help"); // which the database has to write down at once
            for (var i = 0; i < FILES; i++) {
                ada.sends("full-%d.txt".formatted(i), bytes("number " + i));
            }
            await().untilAsserted(
                            () -> assertThat(porter.output()).contains("No space left on device"));
            disk.empty();
            ada.sends("after.txt", bytes("after"));
            await().atMost(LONG).until(() -> ada.reads(STORED + "after.txt").size() == 1);
            for (var i = 0; i < FILES; i++) {
                var name = "full-%d.txt".formatted(i);
                await().atMost(LONG).until(() -> ada.reads(STORED + name).size() == 1);
            }
            assertThat(Traces.files(nas.resolve("ada")))
                    .filteredOn(file -> file.toString().endsWith(".txt"))
                    .hasSize(FILES + 1);
        }
    }
}
