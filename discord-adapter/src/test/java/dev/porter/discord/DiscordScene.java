package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.core.TestPatience;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Porter's side of Discord, a fake one, and somebody on it; at the end the fake one must have had
/// nothing to complain of.
abstract class DiscordScene {
    @TempDir Path data;

    final FakeDiscord discord = FakeDiscord.start();
    final Recording inbox = new Recording();
    DiscordHouse house;
    FakePerson ada;

    @BeforeEach
    void meet() {
        house = new DiscordHouse(discord, data, inbox);
        ada = new FakePerson(discord, "Ada");
    }

    /// All that a stop does is done, however slow the machine is; before it is opened.
    void hasTimeToStop() {
        house.with(Paces.quick().stopWithin(TestPatience.LONGEST));
    }

    @AfterEach
    void part() {
        house.close();
        discord.close();
        assertThat(discord.complaints()).isEmpty();
    }
}
