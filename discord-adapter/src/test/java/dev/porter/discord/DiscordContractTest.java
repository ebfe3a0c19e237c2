package dev.porter.discord;

import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatformContract;
import dev.porter.chat.Inbox;
import dev.porter.chat.OtherEnd;
import dev.porter.core.TestPatience;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// Discord, played through a whole Discord of our own over real HTTP and web sockets.
class DiscordContractTest extends ChatPlatformContract {
    @TempDir private Path data;

    @Override
    protected Meeting open(Inbox inbox) {
        return new DiscordMeeting(data, inbox);
    }

    private static final class DiscordMeeting implements Meeting {
        private final FakeDiscord discord = FakeDiscord.start();
        private final Map<String, OtherEnd> people = new HashMap<>();
        private final DiscordHouse house;

        DiscordMeeting(Path data, Inbox inbox) {
            house =
                    new DiscordHouse(discord, data, inbox)
                            .with(Paces.quick().stopWithin(TestPatience.LONGEST));
            house.openConnected();
        }

        @Override
        public ChatPlatform platform() {
            return house.platform();
        }

        @Override
        public OtherEnd person(String name) {
            return people.computeIfAbsent(name, _ -> new FakePerson(discord, name));
        }

        @Override
        public ChatId nowhere() {
            return new ChatId("discord", "1");
        }

        @Override
        public void restart() {
            house.shut();
            house.openConnected();
        }

        @Override
        public void forgetFiles() {
            discord.forgetFiles();
        }

        @Override
        public boolean deliversAgain() {
            return true;
        }

        @Override
        public void close() {
            house.close();
            discord.close();
        }
    }
}
