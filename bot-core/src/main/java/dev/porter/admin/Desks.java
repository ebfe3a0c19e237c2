package dev.porter.admin;

import java.util.List;

/// The parts of what an administrator does, the overview first.
public final class Desks {
    private final List<Desk> all;

    Desks(Desk... all) {
        this.all = List.of(all);
    }

    List<Desk> all() {
        return all;
    }

    /// The one that answers a verb; the overview for one that nothing answers.
    Desk of(String verb) {
        return all.stream()
                .filter(desk -> desk.word().name().equals(verb) || desk.deeds().contains(verb))
                .findFirst()
                .orElse(all.getFirst());
    }
}
