package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What is at a place in the homes.
final class FileLookup {
    /// What File Station is asked for about each file.
    static final List<String> DETAILS = List.of("size", "time");

    private static final DsmCall LOOK =
            DsmCall.ask(DsmApi.FILES_LIST, "getinfo").with("additional", DETAILS);

    private final DsmClient client;
    private final String homes;

    /// @param homes the folder of all homes as File Station names it, such as `/homes`
    FileLookup(DsmClient client, String homes) {
        this.client = client;
        this.homes = homes;
    }

    /// What File Station says of a file or folder.
    record Item(boolean folder, long size, Instant modified) {
        NasEntry at(NasPath path) {
            return new NasEntry(path, folder, size, modified);
        }
    }

    /// The folder of all homes as File Station names it.
    String homes() {
        return homes;
    }

    /// The shared folder that the homes are in.
    String share() {
        return homes.split("/", -1)[1];
    }

    /// A path as File Station names it.
    String place(NasPath path) {
        return homes + "/" + path.home() + (path.path().isEmpty() ? "" : "/" + path.path());
    }

    /// What File Station names so, if it is in a home.
    Optional<NasPath> path(String place) {
        if (!place.startsWith(homes + "/")) {
            return Optional.empty();
        }
        var names = place.substring(homes.length() + 1).split("/", 2);
        try {
            return UserName.parse(names[0])
                    .filter(owner -> owner.value().equals(names[0]))
                    .map(owner -> new NasPath(owner, names.length > 1 ? names[1] : ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What is there.
    Optional<Item> look(NasPath path) {
        return look(List.of(place(path))).getFirst();
    }

    /// What is there, in the order in which it was asked.
    ///
    /// @throws NasException `AWAY` while DSM does not show the folder of all homes: then it shows
    ///   nothing in it either, and nobody knows what is there
    List<Optional<Item>> look(List<String> places) {
        var all = Stream.concat(Stream.of(homes), places.stream()).toList();
        var entries = entries(all);
        if (!isShown(entries.getFirst())) {
            throw new NasException(
                    Kind.AWAY,
                    "DSM does not show %s the folder %s now: unlock it if it is encrypted, and see to the permission to read and write it."
                            .formatted(client.account(), homes));
        }
        return IntStream.range(1, all.size())
                .mapToObj(n -> item(entries.get(n), all.get(n)))
                .toList();
    }

    /// Whether DSM shows the folder of all homes.
    boolean showsHomes() {
        return isShown(entries(List.of(homes)).getFirst());
    }

    private List<JsonNode> entries(List<String> places) {
        try {
            var files = DsmAnswers.elements(client.call(LOOK.with("path", places)).path("files"));
            if (files.size() != places.size()) {
                throw new NasException(
                        Kind.BROKEN, sentence("DSM does not say whether %s are there.", places));
            }
            return files;
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != Kind.NOT_FOUND) {
                throw refusal.about(places.getLast());
            }
            return places.size() == 1
                    ? List.of(MissingNode.getInstance())
                    : places.stream().map(one -> entries(List.of(one)).getFirst()).toList();
        }
    }

    private boolean isShown(JsonNode folder) {
        try {
            return item(folder, homes).isPresent();
        } catch (NasException e) {
            if (e.kind() == Kind.NOT_PERMITTED) {
                return false;
            }
            throw e;
        }
    }

    private static Optional<Item> item(JsonNode file, String place) {
        var code = (int) DsmAnswers.number(file.path("code"), 0);
        if (code != 0) {
            var refusal = new DsmRefusal(LOOK, code, 0);
            return switch (refusal.kind()) {
                case NOT_FOUND, INVALID -> Optional.empty();
                default -> throw refusal.about(place);
            };
        }
        if (!file.has("isdir")) {
            return Optional.empty();
        }
        var path = DsmAnswers.text(file.path("path"));
        if (!path.equals(place)) {
            throw new NasException(
                    Kind.BROKEN,
                    sentence("DSM was asked about %s and answers about something else.", place));
        }
        return Optional.of(item(file));
    }

    /// Reads what File Station says of something that is there.
    static Item item(JsonNode file) {
        var folder = DsmAnswers.yes(file.path("isdir"));
        var details = file.path("additional");
        var size = folder ? 0 : DsmAnswers.number(details.path("size"), -1);
        if (size < 0) {
            throw new NasException(Kind.BROKEN, sentence("DSM does not say how large a file is."));
        }
        var modified = DsmAnswers.number(details.path("time").path("mtime"), 0);
        return new Item(folder, size, Instant.ofEpochSecond(modified));
    }

    /// Looks at the place where something is going to be.
    ///
    /// @return what is there already
    /// @throws NasException `NOT_FOUND` without a home, `EXISTS` when a file is where a folder has
    ///   to be
    Optional<Item> lookAhead(NasPath path) {
        var chain = new ArrayList<NasPath>();
        for (var one = path; !one.path().isEmpty(); one = one.parent()) {
            chain.addFirst(one);
        }
        chain.addFirst(NasPath.home(path.home()));
        var found = look(chain.stream().map(this::place).toList());
        if (found.getFirst().isEmpty()) {
            throw new NasException(Kind.NOT_FOUND, "There is no home of " + path.home() + ".");
        }
        for (int n = 0; n < chain.size() - 1; n++) {
            if (found.get(n).isPresent() && !found.get(n).get().folder()) {
                throw new NasException(Kind.EXISTS, chain.get(n) + " is a file.");
            }
        }
        return found.getLast();
    }

    boolean isFolder(NasPath path) {
        return look(path).filter(Item::folder).isPresent();
    }

    /// Looks at what has to be a file.
    ///
    /// @throws NasException `NOT_FOUND` when it is none
    Item requireFile(NasPath path) {
        return look(path)
                .filter(item -> !item.folder())
                .orElseThrow(
                        () -> new NasException(Kind.NOT_FOUND, "There is no file " + path + "."));
    }
}
