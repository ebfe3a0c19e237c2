package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Incoming;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people write to Porter alone, and what it shows them there.
class DiscordDirectMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir private Path data;

    private final FakeDiscord discord = FakeDiscord.start();
    private final Recording inbox = new Recording();
    private DiscordHouse house;
    private FakePerson ada;

    @BeforeEach
    void meet() {
        house = new DiscordHouse(discord, data, inbox);
        ada = new FakePerson(discord, "Ada");
        house.openConnected();
    }

    @AfterEach
    void part() {
        house.close();
        discord.close();
        assertThat(discord.complaints()).isEmpty();
    }

    @Test
    void words_beside_a_file_are_not_lost_without_a_word() {
        ada.writes("Grandma's birthday", List.of(file("a.jpg")));
        inbox.first(Incoming.Attachments.class);
        sees("without the words beside them");
        assertThat(inbox.texts()).isEmpty();
    }

    @Test
    void a_command_beside_a_file_is_followed_after_the_file_was_taken_in() {
        ada.writes("/files holiday", List.of(file("a.jpg"), file("b.jpg")));
        var command = inbox.first(Incoming.Command.class);
        assertThat(command.name()).isEqualTo("files");
        assertThat(command.text()).isEqualTo("holiday");
        assertThat(inbox.all()).hasSize(2).first().isInstanceOf(Incoming.Attachments.class);
        assertThat(command.origin().event()).isNotEqualTo(inbox.all().getFirst().origin().event());
        ada.repeats();
        ada.says("next");
        inbox.awaitTexts("next");
        assertThat(ada.sees()).filteredOn(seen -> seen.fromPorter()).isEmpty();
    }

    // How the tests look at it

    private DataObject file(String name) {
        return discord.keep(name, "image/jpeg", name.getBytes(StandardCharsets.UTF_8));
    }

    private void sees(String text) {
        await().atMost(PATIENCE)
                .until(() -> ada.sees().stream().anyMatch(seen -> seen.text().contains(text)));
    }
}
