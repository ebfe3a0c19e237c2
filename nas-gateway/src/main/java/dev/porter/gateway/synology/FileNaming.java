package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /// Moves into another folder. DSM keeps the name then, so that a new name is given before or
    /// after, and taken back when the move does not come about.
    boolean across(NasPath from, NasPath to) {
        var here = from.parent();
        var wanted =
                from.name().equals(to.name()) || lookup.look(here.resolve(to.name())).isEmpty();
        var carried = here.resolve(wanted ? to.name() : "moving-" + UUID.randomUUID());
        if (!from.equals(carried) && !rename(from, carried)) {
            return false;
        }
        var moved = false;
        try {
            moved = carry(carried, to.parent());
        } finally {
            if (!moved) {
                takeBack(carried, from);
            }
        }
        if (!moved || wanted) {
            return moved;
        }
        var there = to.parent().resolve(carried.name());
        if (rename(there, to)) {
            return true;
        }
        if (carry(there, here)) {
            takeBack(carried, from);
        }
        return false;
    }

    private void takeBack(NasPath carried, NasPath from) {
        try {
            if (!carried.equals(from) && !rename(carried, from)) {
                LOG.error("{} is now called {}", from, carried);
            }
        } catch (NasException e) {
            LOG.error("{} may now be called {}: {}", from, carried, e.getMessage());
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
