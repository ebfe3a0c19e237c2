package dev.porter.discord;

import dev.porter.chat.Notes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who ever wrote, with their channel of direct messages and how far it was read, and the
/// channels of servers in which files are kept: ids only, one small file for each. Without it
/// nobody could say what came while Porter was away: Discord lists no unread messages.
final class Visitors {
    private static final Logger log = LoggerFactory.getLogger(Visitors.class);

    /// An identifier begins with the milliseconds since 2015.
    private static final long EPOCH = 1_420_070_400_000L;

    private static final int TIME_SHIFT = 22;

    /// Discord's clock and Porter's do, by less than this.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /// @param channel null as long as it is not known
    /// @param checked everything up to this message was dealt with
    /// @param handled the messages after that one which were, too
    private record Visitor(@Nullable String channel, long checked, Set<Long> handled) {
        List<String> lines() {
            var words = new ArrayList<String>();
            words.add(channel == null ? "-" : channel);
            words.add(Long.toUnsignedString(checked));
            handled.forEach(id -> words.add(Long.toUnsignedString(id)));
            return List.of(String.join(" ", words));
        }
    }

    private final Path folder;
    private final Map<Where, Visitor> all = new ConcurrentHashMap<>();

    Visitors(Path folder) {
        this.folder = folder;
    }

    /// Reads what the Porter before noted.
    void load() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Where.of(file.getFileName().toString()).ifPresent(where -> read(where, file));
            }
        } catch (NoSuchFileException _) {
            // nobody was here yet
        } catch (IOException e) {
            log.warn("The notes of who was here cannot be read: {}", e.toString());
        }
    }

    private void read(Where where, Path file) {
        var lines = new Notes(file).read();
        if (lines.isEmpty() || !lines.getFirst().matches("(-|[0-9]{1,20})( [0-9]{1,19})+")) {
            return;
        }
        var words = List.of(lines.getFirst().split(" ", -1));
        var handled = new TreeSet<Long>();
        words.stream().skip(2).map(Long::valueOf).forEach(handled::add);
        var channel = words.getFirst().equals("-") ? null : words.getFirst();
        all.put(where, new Visitor(channel, Long.parseLong(words.get(1)), handled));
    }

    Set<Where> all() {
        return Set.copyOf(all.keySet());
    }

    /// Notes somebody who was never here before; what they sent before `since` was not for Porter.
    void meet(Where where, long since) {
        if (!all.containsKey(where)) {
            change(where, new Visitor(null, since, Set.of()));
        }
    }

    /// Notes a channel in which files are kept from this message on. What was posted before is not
    /// for Porter, also where it was such a channel once, and then none for a while.
    void keepFrom(Where.Channel channel, long first) {
        meet(channel, first);
        checkedUpTo(channel, first);
    }

    /// No message of that moment or later has a smaller identifier, as far as clocks can be
    /// trusted.
    static long firstId(Instant moment) {
        return Math.max(0, moment.minus(CLOCKS_DIFFER).toEpochMilli() - EPOCH) << TIME_SHIFT;
    }

    Optional<String> channel(Where where) {
        return Optional.ofNullable(all.get(where)).map(Visitor::channel);
    }

    void channelIs(Where where, String channel) {
        var now = all.get(where);
        if (now != null && !channel.equals(now.channel())) {
            change(where, new Visitor(channel, now.checked(), now.handled()));
        }
    }

    long checked(Where where) {
        var now = all.get(where);
        return now == null ? 0 : now.checked();
    }

    boolean isHandled(Where where, long message) {
        var now = all.get(where);
        return now != null && (message <= now.checked() || now.handled().contains(message));
    }

    void handled(Where where, long message) {
        var now = all.get(where);
        if (now != null && message > now.checked() && !now.handled().contains(message)) {
            var more = new TreeSet<>(now.handled());
            more.add(message);
            change(where, new Visitor(now.channel(), now.checked(), more));
        }
    }

    void checkedUpTo(Where where, long message) {
        var now = all.get(where);
        if (now != null && message > now.checked()) {
            var after = new TreeSet<>(now.handled());
            after.removeIf(id -> id <= message);
            change(where, new Visitor(now.channel(), message, after));
        }
    }

    /// Each person's notes are changed by the one thread that has their turn.
    private void change(Where where, Visitor visitor) {
        all.put(where, visitor);
        new Notes(folder.resolve(where.value())).write(visitor.lines());
    }
}
