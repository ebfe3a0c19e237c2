package dev.porter.chat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The fleeting messages of a platform that are still there, and when each is to go. They are noted
/// in a file, ids and times only, so that a restart does not leave a secret in a chat.
public final class FleetingMessages {
    private final String platform;
    private final Notes notes;
    private final Map<MessageId, Instant> due = new HashMap<>();

    /// Takes up what was left by the Porter before.
    public FleetingMessages(String platform, Notes notes) {
        this.platform = platform;
        this.notes = notes;
        notes.read().forEach(this::read);
    }

    private void read(String line) {
        var words = line.split(" ", 3);
        if (words.length == 3 && words[2].matches("[0-9]{1,12}")) {
            due.put(
                    new MessageId(new ChatId(platform, words[0]), words[1]),
                    Instant.ofEpochSecond(Long.parseLong(words[2])));
        }
    }

    /// What is there now, and when it is to go.
    public synchronized Map<MessageId, Instant> all() {
        return Map.copyOf(due);
    }

    /// One more is there, or is about to be.
    public synchronized void add(MessageId id, Instant goes) {
        due.put(id, goes);
        write();
    }

    /// One is gone, or never will be.
    public synchronized void remove(MessageId id) {
        due.remove(id);
        write();
    }

    private void write() {
        notes.write(
                due.entrySet().stream()
                        .map(each ->
                                each.getKey().chat().value()
                                        + " "
                                        + each.getKey().value()
                                        + " "
                                        + each.getValue().getEpochSecond())
                        .toList());
    }
}
