package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory does not grow with file size.
class DiscordMemoryTest {
    private static final long LARGE = 500L << 20;

    @TempDir private Path data;

    private final Recording inbox = new Recording();

    @Test
    void a_large_attachment_goes_through_and_leaves_nothing_behind() throws Exception {
        try (var discord = FakeDiscord.start();
                var house = new DiscordHouse(discord, data, inbox)) {
            house.openConnected();
            var ada = new FakePerson(discord, "Ada");
            var file = discord.keep("film.mp4", "video/mp4", LARGE, _ -> new Endless(LARGE));
            var _ = ada.writes("", List.of(file));
            var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();

            var before = allocated();
            try (var in = house.platform().open(attachment)) {
                var buffer = new byte[1 << 16];
                long read = 0;
                for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    read += count;
                }
                assertThat(read).isEqualTo(LARGE);
            }
            assertThat(allocated() - before).isLessThan(LARGE / 5);
        }
    }

    @Test
    void the_largest_file_that_can_be_sent_is_sent_in_pieces() {
        try (var discord = FakeDiscord.start();
                var house = new DiscordHouse(discord, data, inbox)) {
            house.openConnected();
            var ada = new FakePerson(discord, "Ada");
            var size = house.platform().features().largestOut();
            house.platform()
                    .send(
                            ada.chat(),
                            new OutgoingFile(
                                    "large.bin",
                                    "application/octet-stream",
                                    size,
                                    false,
                                    "",
                                    Message.Care.ORDINARY,
                                    () -> new Endless(size)));
            assertThat(ada.sees().getFirst().file()).isPresent();
        }
    }

    /// What this thread has ever asked of the heap.
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static final class Endless extends InputStream {
        private long left;

        Endless(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 7 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
