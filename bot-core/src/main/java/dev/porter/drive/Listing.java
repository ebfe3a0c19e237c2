package dev.porter.drive;

import dev.porter.nas.NasEntry;
import dev.porter.nas.NasPath;
import java.util.List;
import java.util.Optional;

/// What a message of the drive shows, so that a press opens what stood beside its number.
///
/// @param account whose it is
/// @param scope what was listed
/// @param first the number of the first entry
record Listing(long account, Scope scope, int first, List<NasEntry> entries) {
    Listing {
        entries = List.copyOf(entries);
    }

    /// What was listed.
    sealed interface Scope {}

    /// What is in a folder.
    record InFolder(NasPath folder) implements Scope {}

    /// What has a text in its name.
    record WithName(String text) implements Scope {}

    /// What stands beside a number.
    Optional<NasEntry> entry(long number) {
        return number >= first && number < first + entries.size()
                ? Optional.of(entries.get((int) number - first))
                : Optional.empty();
    }

    /// The folder that was listed; the home for a search.
    NasPath folder(NasPath home) {
        return switch (scope) {
            case InFolder(var folder) -> folder;
            case WithName _ -> home;
        };
    }
}
