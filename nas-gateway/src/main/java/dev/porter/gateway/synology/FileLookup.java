package dev.porter.gateway.synology;

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
import tools.jackson.databind.JsonNode;

/// What is at a place in the homes.
final class FileLookup {
    /// What File Station is asked for about each file.
    static final List<String> DETAILS = List.of("size", "time");

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
    List<Optional<Item>> look(List<String> places) {
        var call = DsmCall.ask(DsmApi.FILES_LIST, "getinfo").with("additional", DETAILS);
        try {
            var files = DsmAnswers.elements(client.call(call.with("path", places)).path("files"));
            if (files.size() != places.size()) {
                throw new NasException(
                        Kind.BROKEN, "DSM does not say whether " + places + " are there.");
            }
            return IntStream.range(0, places.size())
                    .mapToObj(n -> item(call, files.get(n), places.get(n)))
                    .toList();
        } catch (DsmRefusal refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                return places.size() == 1
                        ? List.of(Optional.empty())
                        : places.stream().map(one -> look(List.of(one)).getFirst()).toList();
            }
            throw refusal.about(places.getLast());
        }
    }

    private static Optional<Item> item(DsmCall call, JsonNode file, String place) {
        var code = (int) DsmAnswers.number(file.path("code"), 0);
        if (code != 0) {
            var refusal = new DsmRefusal(call, code, 0);
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
                    Kind.BROKEN, "DSM was asked about " + place + " and answers about another.");
        }
        return Optional.of(item(file));
    }

    /// Reads what File Station says of something that is there.
    static Item item(JsonNode file) {
        var folder = DsmAnswers.yes(file.path("isdir"));
        var details = file.path("additional");
        var size = folder ? 0 : DsmAnswers.number(details.path("size"), -1);
        if (size < 0) {
            throw new NasException(Kind.BROKEN, "DSM does not say how large a file is.");
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
