package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Changes what things are called and where they are. Nothing here overwrites.
final class FileNaming {
    private static final Logger LOG = LoggerFactory.getLogger(FileNaming.class);

    private final DsmClient client;
    private final DsmTasks tasks;
    private final FileLookup lookup;

    FileNaming(DsmClient client, DsmTasks tasks, FileLookup lookup) {
        this.client = client;
        this.tasks = tasks;
        this.lookup = lookup;
    }

    /// Moves into another folder. DSM keeps the name then: when it changes, too, the file has one
    /// on its way that only these two places have, and whoever repeats a move that was cut finds
    /// it.
    ///
    /// @return false when something is at the new place; the file is where it was then
    boolean across(NasPath from, NasPath to) {
        if (from.name().equals(to.name())) {
            return carry(from, to.parent());
        }
        var leaving = leaving(from, to);
        return rename(from, leaving) && carryOn(from, leaving, to);
    }

    /// Ends a move that was cut.
    ///
    /// @return whether it did it; empty when there is none
    Optional<Boolean> resume(NasPath from, NasPath to) {
        var leaving = leaving(from, to);
        var arriving = arriving(leaving, to);
        var found = lookup.look(List.of(lookup.place(leaving), lookup.place(arriving)));
        if (found.get(1).isPresent()) {
            return Optional.of(arrive(from, leaving, to));
        }
        return found.get(0).map(_ -> carryOn(from, leaving, to));
    }

    private boolean carryOn(NasPath from, NasPath leaving, NasPath to) {
        boolean carried;
        try {
            carried = carry(leaving, to.parent());
        } catch (NasException e) {
            try {
                takeBack(leaving, from);
            } catch (NasException again) {
                LOG.warn("{} is on its way as {}: {}", from, leaving, again.getMessage());
            }
            throw e;
        }
        if (carried) {
            return arrive(from, leaving, to);
        }
        takeBack(leaving, from);
        return false;
    }

    private boolean arrive(NasPath from, NasPath leaving, NasPath to) {
        var arriving = arriving(leaving, to);
        if (rename(arriving, to)) {
            return true;
        }
        if (carry(arriving, from.parent())) {
            takeBack(leaving, from);
        }
        return false;
    }

    /// Where a file is before it is carried.
    private static NasPath leaving(NasPath from, NasPath to) {
        return from.parent().resolve(DsmNames.moving(from, to));
    }

    /// Where it is after it was carried.
    private static NasPath arriving(NasPath leaving, NasPath to) {
        return to.parent().resolve(leaving.name());
    }

    private void takeBack(NasPath leaving, NasPath from) {
        if (!rename(leaving, from)) {
            throw new NasException(
                    Kind.EXISTS, "%s is taken, and its file waits as %s.".formatted(from, leaving));
        }
    }

    /// Renames within a folder.
    ///
    /// @return false when something has that name
    boolean rename(NasPath from, NasPath to) {
        try {
            var _ =
                    client.call(
                            DsmCall.order(DsmApi.FILES_RENAME, "rename")
                                    .with("path", List.of(lookup.place(from)))
                                    .with("name", List.of(to.name())));
            return true;
        } catch (DsmRefusal refusal) {
            // No source tells for sure which code DSM has for a name that is taken.
            if (refusal.kind() == Kind.EXISTS
                    || (refusal.kind() == Kind.BROKEN && lookup.look(to).isPresent())) {
                return false;
            }
            throw refusal.about(from);
        } catch (NasException e) {
            if (e.kind() == Kind.AWAY
                    && lookup.look(from).isEmpty()
                    && lookup.look(to).isPresent()) {
                return true;
            }
            throw e;
        }
    }

    /// Moves into another folder under the same name.
    ///
    /// @return false when something of that name is there
    private boolean carry(NasPath from, NasPath folder) {
        var there = folder.resolve(from.name());
        var start = into(folder, from, true);
        var ended = end(start, from, Duration.ZERO);
        // A task that went well says so, and so do some that did not.
        var found = lookup.look(List.of(lookup.place(from), lookup.place(there)));
        if (found.get(0).isEmpty() && found.get(1).isPresent()) {
            return true;
        }
        if (ended.status().isPresent() && found.get(0).isPresent() && found.get(1).isPresent()) {
            return false;
        }
        throw ended.failure();
    }

    /// Copies a file into an empty folder under the same name.
    ///
    /// @param size how many bytes it has
    void copy(NasPath from, NasPath folder, long size) {
        var ended = end(into(folder, from, false), from, DsmTasks.reading(size));
        if (lookup.look(folder.resolve(from.name()))
                .filter(made -> made.size() == size)
                .isEmpty()) {
            throw ended.failure();
        }
    }

    private DsmCall into(NasPath folder, NasPath from, boolean away) {
        return DsmCall.order(DsmApi.FILES_COPY_MOVE, "start")
                .with("path", List.of(lookup.place(from)))
                .with("dest_folder_path", lookup.place(folder))
                .with("overwrite", false)
                .with("remove_src", away)
                .with("accurate_progress", false);
    }

    /// How a task ended.
    ///
    /// @param status the last that DSM said of it, if it did
    /// @param failure why it failed, if it did
    private record Ended(Optional<JsonNode> status, NasException failure) {}

    private Ended end(DsmCall start, NasPath from, Duration most) {
        try {
            var status = tasks.run(start, most);
            var code = status.map(one -> DsmAnswers.firstCode(one.path("errors"))).orElse(0);
            return new Ended(
                    status,
                    code == 0
                            ? new NasException(Kind.AWAY, "DSM did not carry " + from + ".")
                            : new DsmRefusal(start, code, 0).about(from));
        } catch (DsmRefusal refusal) {
            return new Ended(Optional.empty(), refusal.about(from));
        } catch (NasException e) {
            return new Ended(Optional.empty(), e);
        }
    }

    /// Deletes a file, or a folder with nothing in it; whether it worked has to be looked up.
    void remove(NasPath path) {
        var start =
                DsmCall.order(DsmApi.FILES_DELETE, "start")
                        .with("path", List.of(lookup.place(path)))
                        .with("accurate_progress", false)
                        .with("recursive", false);
        try {
            var _ = tasks.run(start, Duration.ZERO);
        } catch (DsmRefusal refusal) {
            if (refusal.kind() == Kind.AWAY || refusal.kind() == Kind.NOT_SIGNED_IN) {
                throw refusal.about(path);
            }
        }
    }

    /// Makes a folder; it may be there already.
    ///
    /// @param above its parent as File Station names it
    void makeFolder(NasPath folder, String above, String name, boolean withParents) {
        try {
            var _ =
                    client.call(
                            DsmCall.order(DsmApi.FILES_CREATE_FOLDER, "create")
                                    .with("folder_path", List.of(above))
                                    .with("name", List.of(name))
                                    .with("force_parent", withParents));
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != Kind.EXISTS && !lookup.isFolder(folder)) {
                throw refusal.about(folder);
            }
        } catch (NasException e) {
            if (e.kind() != Kind.AWAY || !lookup.isFolder(folder)) {
                throw e;
            }
        }
        var made = lookup.look(folder);
        if (made.isEmpty()) {
            throw new NasException(Kind.BROKEN, "DSM made no folder " + folder + ".");
        }
        if (!made.get().folder()) {
            throw new NasException(Kind.EXISTS, folder + " is a file.");
        }
    }
}
