package dev.porter.gateway.synology;

import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Searches below a folder.
final class FileSearch {
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(60);

    private final DsmClient client;
    private final FileLookup lookup;
    private final Clock clock;

    FileSearch(DsmClient client, FileLookup lookup, Clock clock) {
        this.client = client;
        this.lookup = lookup;
        this.clock = clock;
    }

    /// As [dev.porter.nas.NasFiles#search] says.
    List<NasEntry> search(NasPath folder, String text, int limit) {
        try {
            return found(folder, text.toLowerCase(Locale.ROOT), limit);
        } catch (DsmRefusal refusal) {
            if (!lookup.isFolder(folder)) {
                return List.of();
            }
            throw refusal.about(folder);
        }
    }

    private List<NasEntry> found(NasPath folder, String text, int limit) {
        if (!lookup.isFolder(folder)) {
            return List.of();
        }
        // DSM takes wildcards, knows no other sign's case, and splits at blanks: it narrows down,
        // and the exact comparison is made here.
        var start =
                client.call(
                        DsmCall.ask(DsmApi.FILES_SEARCH, "start")
                                .with("folder_path", List.of(lookup.place(folder)))
                                .with("recursive", true)
                                .with("pattern", pattern(text))
                                .with("filetype", "all"));
        var id = DsmAnswers.text(start.path("taskid"));
        try {
            waitForSearch(id);
            return results(folder, text, limit, id);
        } finally {
            forgetSearch(id);
        }
    }

    private static String pattern(String text) {
        var part = DsmNames.searchable(text);
        return part.isEmpty() ? "*" : "*" + part + "*";
    }

    private void waitForSearch(String id) {
        var deadline = clock.instant().plus(LONGEST_SEARCH);
        for (int looks = 1; clock.instant().isBefore(deadline); looks++) {
            var status = searched(id, 0, 1);
            if (DsmAnswers.yes(status.path("finished")) && status.has("total")) {
                return;
            }
            var _ = client.rest(Math.min(looks - 1, 4));
        }
    }

    private JsonNode searched(String id, int offset, int limit) {
        return client.call(
                DsmCall.ask(DsmApi.FILES_SEARCH, "list")
                        .with("taskid", id)
                        .with("offset", offset)
                        .with("limit", limit)
                        .with("additional", FileLookup.DETAILS));
    }

    private List<NasEntry> results(NasPath folder, String text, int limit, String id) {
        var results = new ArrayList<NasEntry>();
        int seen = 0;
        for (int n = 0; n < FileLists.MOST_PAGES; n++) {
            var data = searched(id, seen, FileLists.PAGE);
            var files = DsmAnswers.elements(data.path("files"));
            for (var file : files) {
                visible(folder, file)
                        .filter(path -> path.name().toLowerCase(Locale.ROOT).contains(text))
                        .ifPresent(path -> results.add(FileLookup.item(file).at(path)));
                if (results.size() == limit) {
                    return results;
                }
            }
            seen += files.size();
            if (files.isEmpty() || seen >= DsmAnswers.number(data.path("total"), 0)) {
                break;
            }
        }
        return results;
    }

    private Optional<NasPath> visible(NasPath folder, JsonNode file) {
        var path = DsmAnswers.text(file.path("path"));
        var above = lookup.place(folder) + "/";
        if (!path.startsWith(above)) {
            return Optional.empty();
        }
        var below = path.substring(above.length());
        for (var name : below.split("/", -1)) {
            if (!NasPath.isName(name) || name.startsWith(".") || DsmNames.isHidden(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(folder.resolve(below));
    }

    private void forgetSearch(String id) {
        for (var method : List.of("stop", "clean")) {
            try {
                var _ = client.call(DsmCall.order(DsmApi.FILES_SEARCH, method).with("taskid", id));
            } catch (DsmRefusal | NasException e) {
                // DSM forgets it by itself.
            }
        }
    }
}
