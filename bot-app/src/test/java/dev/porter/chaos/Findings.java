package dev.porter.chaos;

import java.util.ArrayList;
import java.util.List;

/// What is wrong in the end, and what was counted.
final class Findings {
    /// The line with which a run ends.
    record Figures(int kills, int faults, int sent, int receipts, long seed) {}

    private final List<String> broken = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> leftovers = new ArrayList<>();

    /// A promise that is not kept, or something that was sent and came to nothing.
    void broken(String what) {
        broken.add("broken: " + what);
    }

    /// Stored twice.
    void doubled(String what) {
        doubled.add("doubled: " + what);
    }

    /// Meant to be temporary, and still there.
    void leftover(String what) {
        leftovers.add("left over: " + what);
    }

    boolean none() {
        return broken.isEmpty() && doubled.isEmpty() && leftovers.isEmpty();
    }

    /// All of it, one a line.
    List<String> all() {
        var all = new ArrayList<String>();
        all.addAll(broken);
        all.addAll(doubled);
        all.addAll(leftovers);
        return all;
    }

    String line(Figures figures) {
        return "chaos: kills=%d faults=%d sent=%d receipts=%d broken=%d doubled=%d leftovers=%d seed=%d"
                .formatted(
                        figures.kills(),
                        figures.faults(),
                        figures.sent(),
                        figures.receipts(),
                        broken.size(),
                        doubled.size(),
                        leftovers.size(),
                        figures.seed());
    }
}
