package dev.porter.gateway.synology;

import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Lists folders in pages.
final class FileLists {
    /// How many DSM is asked for at once: with the longest paths there are, and every sign of them
    /// escaped, their description is as large as an answer may be.
    static final int PAGE = 400;

    /// Up to how many files are put into an order by Porter, and not by DSM.
    private static final int MOST_SORTED = 1000;

    /// Against answers that never come to an end.
    static final int MOST_PAGES = 1000;

    /// When a file that still arrives has broken off.
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Comparator<NasEntry> BY_NAME =
            Comparator.comparing(
                            (NasEntry entry) -> entry.path().name(), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(entry -> entry.path().name());

    private final DsmClient client;
    private final FileLookup lookup;
    private final Consumer<NasPath> sweep;
    private final Clock clock;

    /// @param sweep gets rid of a file whose upload broke off long ago
    FileLists(DsmClient client, FileLookup lookup, Consumer<NasPath> sweep, Clock clock) {
        this.client = client;
        this.lookup = lookup;
        this.sweep = sweep;
        this.clock = clock;
    }

    /// @param moving whether something is there that is on its way to another place
    private record Page(
            List<NasEntry> entries,
            List<NasPath> abandoned,
            boolean moving,
            int seen,
            long total) {}

    /// As [dev.porter.nas.NasFiles#list] says.
    List<NasEntry> list(NasPath folder, int offset, int limit) {
        try {
            var folders = folders(folder);
            var files = files(folder, Math.max(0, offset - folders.size()), limit);
            if (folders.isEmpty() && files.isEmpty() && !lookup.isFolder(folder)) {
                throw new NasException(Kind.NOT_FOUND, "There is no folder " + folder + ".");
            }
            return Stream.concat(folders.stream().skip(offset), files.stream())
                    .limit(limit)
                    .toList();
        } catch (NasException e) {
            if (e.getCause() instanceof DsmRefusal refusal && !lookup.isFolder(folder)) {
                throw new NasException(
                        Kind.NOT_FOUND, "There is no folder " + folder + ".", refusal);
            }
            throw e;
        }
    }

    /// The folders in a folder.
    List<NasEntry> folders(NasPath folder) {
        return all(folder, "dir", Long.MAX_VALUE).entries().stream().sorted(BY_NAME).toList();
    }

    /// Some files. As long as they are not too many, their order is Porter's own. What is not shown
    /// has no place in the order, so that it is counted from the start.
    private List<NasEntry> files(NasPath folder, int offset, int limit) {
        var all = all(folder, "file", Math.max((long) offset + limit, MOST_SORTED));
        all.abandoned().forEach(sweep);
        var entries = all.entries().stream();
        return (all.total() <= MOST_SORTED ? entries.sorted(BY_NAME) : entries)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    /// All, or as many as are enough.
    private Page all(NasPath folder, String type, long enough) {
        var entries = new ArrayList<NasEntry>();
        var abandoned = new ArrayList<NasPath>();
        var moving = false;
        int seen = 0;
        var total = 0L;
        for (int n = 0; n < MOST_PAGES; n++) {
            var page = page(folder, type, seen);
            entries.addAll(page.entries());
            abandoned.addAll(page.abandoned());
            moving |= page.moving();
            seen += page.seen();
            total = page.total();
            if (page.seen() == 0 || seen >= total || entries.size() >= enough) {
                break;
            }
        }
        return new Page(entries, abandoned, moving, seen, total);
    }

    private JsonNode ask(NasPath folder, String type, int offset) {
        var list =
                DsmCall.ask(DsmApi.FILES_LIST, "list")
                        .with("folder_path", lookup.place(folder))
                        .with("offset", offset)
                        .with("limit", PAGE)
                        .with("sort_by", "name")
                        .with("sort_direction", "asc")
                        .with("filetype", type)
                        .with("additional", FileLookup.DETAILS);
        return DsmRefusal.told(folder, () -> client.call(list));
    }

    private Page page(NasPath folder, String type, int offset) {
        var data = ask(folder, type, offset);
        var files = DsmAnswers.elements(data.path("files"));
        var entries = new ArrayList<NasEntry>();
        var abandoned = new ArrayList<NasPath>();
        var moving = false;
        for (var file : files) {
            var name = DsmAnswers.text(file.path("name"));
            moving |= DsmNames.isMoving(name);
            if (!NasPath.isName(name) || NasPath.isOfNas(name) || DsmNames.isMoving(name)) {
                continue;
            }
            var entry = FileLookup.item(file).at(folder.resolve(name));
            if (!name.startsWith(DsmNames.ARRIVING)) {
                entries.add(entry);
            } else if (entry.modified().isBefore(clock.instant().minus(ABANDONED))) {
                abandoned.add(entry.path());
            }
        }
        var total = DsmAnswers.number(data.path("total"), 0);
        return new Page(entries, abandoned, moving, files.size(), total);
    }

    /// Whether nothing is in a folder.
    boolean isEmpty(NasPath folder) {
        return holdsNo("all", folder);
    }

    /// Whether there is nothing but folders in a folder.
    boolean hasNoFiles(NasPath folder) {
        return holdsNo("file", folder);
    }

    private boolean holdsNo(String type, NasPath folder) {
        var all = all(folder, type, 1);
        all.abandoned().forEach(sweep);
        return all.entries().isEmpty() && !all.moving();
    }
}
