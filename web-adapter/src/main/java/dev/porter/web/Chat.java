package dev.porter.web;

import dev.porter.disk.Disk;
import dev.porter.web.Entry.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One person's chat: the newest messages in memory, and a file to which every change of one is
/// added as a line, so that it survives a restart. What must not reach the disk is left out there
/// ([Entry#kept]).
final class Chat {
    /// Older messages than these are forgotten.
    static final int MOST = 2_000;

    private static final int SLACK = 200;
    private static final Logger log = LoggerFactory.getLogger(Chat.class);

    /// A line of the file.
    ///
    /// @param last the highest sequence number given so far
    private record Line(long last, @Nullable Entry entry) {}

    /// What changed since some sequence number, oldest change first.
    ///
    /// @param last the sequence number to go on from
    record Changes(List<Entry> entries, long last) {
        /// At most so many of them; the others come after these.
        Changes first(int most) {
            return entries.size() <= most
                    ? this
                    : new Changes(entries.subList(0, most), entries.get(most - 1).seq());
        }
    }

    private final Path file;
    private final JsonMapper json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long last;
    private int lines;
    private boolean closed;

    Chat(Path file, JsonMapper json) {
        this.file = file;
        this.json = json;
        load();
    }

    /// Adds a message at the end.
    Entry add(Entry entry) {
        lock.lock();
        try {
            var added = entry.numbered(last + 1, last + 1);
            write(added);
            return added;
        } finally {
            lock.unlock();
        }
    }

    /// Changes a message, if it is there and the change makes a difference.
    Optional<Entry> change(long id, UnaryOperator<Entry> how) {
        lock.lock();
        try {
            var before = entries.get(id);
            if (before == null) {
                return Optional.empty();
            }
            var after = how.apply(before);
            if (after.equals(before)) {
                return Optional.of(before);
            }
            var numbered = after.numbered(id, last + 1);
            write(numbered);
            if (numbered.state() == State.DELETED && before.state() == State.STANDING) {
                compact();
            }
            return Optional.of(numbered);
        } finally {
            lock.unlock();
        }
    }

    Optional<Entry> find(long id) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(id));
        } finally {
            lock.unlock();
        }
    }

    /// The person's message that came by this happening.
    Optional<Entry> byEvent(String event) {
        lock.lock();
        try {
            return entries.values().stream()
                    .filter(entry -> event.equals(entry.event()))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /// The newest messages that are there, oldest first, and all before this id.
    List<Entry> page(long before, int most) {
        lock.lock();
        try {
            return entries.headMap(before, false).descendingMap().values().stream()
                    .filter(Entry::isThere)
                    .limit(most)
                    .toList()
                    .reversed();
        } finally {
            lock.unlock();
        }
    }

    /// All messages whose form is open.
    List<Entry> openForms() {
        lock.lock();
        try {
            return entries.values().stream()
                    .filter(entry -> entry.isThere() && entry.said().field() != null)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// A file that Porter sent and that still stands in the chat.
    Optional<Entry.Sent> sent(String id) {
        lock.lock();
        try {
            return entries.values().stream()
                    .flatMap(entry -> Optional.ofNullable(entry.said().file()).stream())
                    .filter(file -> file.id().equals(id))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// What changed since then; waits for something to change when nothing has.
    Changes after(long seq, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (last <= seq && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            var all =
                    entries.values().stream()
                            .filter(entry -> entry.seq() > seq)
                            .sorted(Comparator.comparingLong(Entry::seq))
                            .toList();
            return new Changes(all, last);
        } finally {
            lock.unlock();
        }
    }

    /// Sends everyone away who waits for a change.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(Entry entry) {
        append(new Line(entry.seq(), entry.kept()));
        last = entry.seq();
        entries.put(entry.id(), entry);
        changed.signalAll();
        if (lines > entries.size() + SLACK || entries.size() > MOST + SLACK) {
            compact();
        }
    }

    private void append(Line line) {
        var fresh = Files.notExists(file);
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.WRITE)) {
            var before = channel.size();
            try {
                var bytes = ByteBuffer.wrap(bytes(line));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
                lines++;
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
            if (fresh) {
                Disk.force(file.resolveSibling(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The chat cannot be written down.", e);
        }
    }

    private void load() {
        var whole = true;
        // A line that was cut need not even be whole characters, which this reader passes over.
        try (var read =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var text = read.readLine(); text != null; text = read.readLine()) {
                lines++;
                whole &= take(text);
            }
            whole &= isTerminated();
        } catch (NoSuchFileException _) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("A chat cannot be read.", e);
        }
        if (!whole) {
            log.warn("{} had a line that was cut off; it is left out.", file.getFileName());
        }
        if (!whole || lines > entries.size() + SLACK || entries.size() > MOST) {
            compact();
        }
    }

    private boolean take(String text) {
        try {
            var line = json.readValue(text, Line.class);
            last = Math.max(last, line.last());
            if (line.entry() != null) {
                entries.put(line.entry().id(), line.entry());
            }
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    /// Whether what is added begins a line of its own.
    private boolean isTerminated() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var end = ByteBuffer.allocate(1);
            return channel.size() == 0
                    || (channel.read(end, channel.size() - 1) == 1 && end.get(0) == '\n');
        }
    }

    /// Writes the file anew: a message that was deleted, or said something else before, is then
    /// nowhere on the disk.
    private void compact() {
        while (entries.size() > MOST) {
            entries.pollFirstEntry();
        }
        var now = new ArrayList<>(entries.values());
        try {
            Disk.put(
                    file,
                    out -> {
                        out.write(bytes(new Line(last, null)));
                        for (var entry : now) {
                            out.write(bytes(new Line(entry.seq(), entry.kept())));
                        }
                    });
            lines = now.size() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException("The chat cannot be written down.", e);
        }
    }

    private byte[] bytes(Line line) {
        var text = json.writeValueAsBytes(line);
        var terminated = new byte[text.length + 1];
        System.arraycopy(text, 0, terminated, 0, text.length);
        terminated[text.length] = '\n';
        return terminated;
    }
}
