package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Changes what things are called and where they are. Nothing here overwrites.
final class FileNaming {
    private static final Logger LOG = LoggerFactory.getLogger(FileNaming.class);
    private static final int MOST_LOOKS = 5;

    private final DsmClient client;
    private final DsmTasks tasks;
    private final FileLookup lookup;

    FileNaming(DsmClient client, DsmTasks tasks, FileLookup lookup) {
        this.client = client;
        this.tasks = tasks;
        this.lookup = lookup;
    }

    /// The way of what gets another folder and another name at once. DSM keeps the name of what it
    /// carries: so the file has one on its way that only these two places have, and whoever repeats
    /// a move that was cut finds it.
    record Passage(NasPath from, NasPath to) {
        /// Where a file is before it is carried.
        NasPath leaving() {
            return from.parent().resolve(DsmNames.moving(from, to));
        }

        /// Where it is after it was carried.
        NasPath arriving() {
            return to.parent().resolve(DsmNames.moving(from, to));
        }
    }

    /// Moves into another folder.
    ///
    /// @return false when something is at the new place; the file is where it was then
    boolean across(NasPath from, NasPath to) {
        if (from.name().equals(to.name())) {
            return carry(from, to.parent());
        }
        var passage = new Passage(from, to);
        return rename(from, passage.leaving()) && carryOn(passage);
    }

    /// Ends a move that was cut.
    ///
    /// @return whether it did it; empty when there is none
    Optional<Boolean> resume(Passage passage) {
        var found = look(passage.leaving(), passage.arriving());
        if (found.get(1).isPresent()) {
            return Optional.of(arrive(passage));
        }
        return found.get(0).map(_ -> carryOn(passage));
    }

    private boolean carryOn(Passage passage) {
        boolean carried;
        try {
            carried = carry(passage.leaving(), passage.to().parent());
        } catch (NasException e) {
            try {
                takeBack(passage);
            } catch (NasException again) {
                LOG.warn(
                        "{} is on its way as {}: {}",
                        passage.from(),
                        passage.leaving(),
                        again.getMessage());
            }
            throw e;
        }
        if (carried) {
            return arrive(passage);
        }
        takeBack(passage);
        return false;
    }

    private boolean arrive(Passage passage) {
        if (rename(passage.arriving(), passage.to())) {
            return true;
        }
        if (carry(passage.arriving(), passage.from().parent())) {
            takeBack(passage);
        }
        return false;
    }

    private void takeBack(Passage passage) {
        if (!rename(passage.leaving(), passage.from())) {
            throw new NasException(
                    Kind.EXISTS,
                    "%s is taken, and its file waits as %s."
                            .formatted(passage.from(), passage.leaving()));
        }
    }

    private List<Optional<FileLookup.Item>> look(NasPath one, NasPath other) {
        return lookup.look(List.of(lookup.place(one), lookup.place(other)));
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
        var ended = end(into(folder, from, true), from, Duration.ZERO);
        // A task that went well says so, and so do some that did not.
        if (comesAbout(
                ended,
                () -> {
                    var found = look(from, there);
                    return found.get(0).isEmpty() && found.get(1).isPresent();
                })) {
            return true;
        }
        if (ended.status().isPresent()
                && look(from, there).stream().allMatch(Optional::isPresent)) {
            return false;
        }
        throw ended.failure();
    }

    /// Copies a file into an empty folder under the same name.
    ///
    /// @param size how many bytes it has
    void copy(NasPath from, NasPath folder, long size) {
        var copy = folder.resolve(from.name());
        var ended = end(into(folder, from, false), from, DsmTasks.reading(size));
        if (!comesAbout(
                ended, () -> lookup.look(copy).filter(made -> made.size() == size).isPresent())) {
            throw ended.failure();
        }
    }

    /// Whether it is so; when nobody knows how the task ended, it may still be at work.
    private boolean comesAbout(Ended ended, BooleanSupplier so) {
        for (int looks = 1; ; looks++) {
            if (so.getAsBoolean()) {
                return true;
            }
            if (!ended.isUnknown() || looks == MOST_LOOKS) {
                return false;
            }
            var _ = client.rest(looks);
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
    private record Ended(Optional<JsonNode> status, NasException failure) {
        boolean isUnknown() {
            return status.isEmpty() && failure.kind() == Kind.AWAY;
        }
    }

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
            throw new NasException(Kind.BROKEN, sentence("DSM made no folder %s.", folder));
        }
        if (!made.get().folder()) {
            throw new NasException(Kind.EXISTS, sentence("%s is a file.", folder));
        }
    }
}
