package dev.porter.telegram;

import dev.porter.chat.Notes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What was said once and must not be said again, such as to a group where Porter works. It is
/// noted, so that neither a restart nor an update that comes again repeats it. Of too much the
/// oldest is forgotten.
final class Told {
    private static final int MOST = 1_000;

    private final Notes notes;
    private final SequencedSet<String> all;

    Told(Notes notes) {
        this.notes = notes;
        this.all = new LinkedHashSet<>(notes.read());
    }

    synchronized boolean knows(String what) {
        return all.contains(what);
    }

    synchronized void add(String what) {
        if (all.add(what)) {
            if (all.size() > MOST) {
                all.removeFirst();
            }
            notes.write(List.copyOf(all));
        }
    }
}
