package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.Photos.Phone;
import dev.porter.nas.UserName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where the Photos app of a phone puts its pictures: in the owner's home, a folder for each phone,
/// and in it folders of years and months. The service account sees them without the owner.
final class PhoneFolders {
    /// Below a home.
    static final String ALL = "Photos/MobileBackup";

    private static final int MOST_PHONES = 20;
    private static final int DEEPEST = 5;

    private final DsmClient client;
    private final FileLookup lookup;

    PhoneFolders(DsmClient client, FileLookup lookup) {
        this.client = client;
        this.lookup = lookup;
    }

    /// The phones of a user, the one with the newest picture first.
    List<Phone> of(UserName owner) {
        var folder = NasPath.home(owner).resolve(ALL);
        try {
            return list(lookup.place(folder), "dir", "name", MOST_PHONES).stream()
                    .map(phone -> DsmAnswers.text(phone.path("name")))
                    .filter(name -> NasPath.isName(name) && !DsmNames.isHidden(name))
                    .flatMap(name ->
                            newest(lookup.place(folder.resolve(name)), DEEPEST)
                                    .map(taken -> new Phone(name, taken))
                                    .stream())
                    .sorted(Comparator.comparing(Phone::newest).reversed())
                    .toList();
        } catch (DsmRefusal refusal) {
            if (!lookup.isFolder(folder)) {
                return List.of();
            }
            throw refusal.about(owner);
        }
    }

    /// When the newest picture below a folder was taken: the app gives each file that time.
    private Optional<Instant> newest(String folder, int deeper) {
        var here =
                list(folder, "file", "mtime", 1).stream()
                        .findFirst()
                        .map(file -> FileLookup.item(file).modified());
        if (deeper == 0) {
            return here;
        }
        // Years and months: the last one by name is the newest.
        var below =
                list(folder, "dir", "name", 2).stream()
                        .map(one -> DsmAnswers.text(one.path("name")))
                        .filter(name -> NasPath.isName(name) && !DsmNames.isHidden(name))
                        .findFirst()
                        .flatMap(name -> newest(folder + "/" + name, deeper - 1));
        return here.isPresent() && (below.isEmpty() || below.get().isBefore(here.get()))
                ? here
                : below;
    }

    /// The last ones in an order.
    private List<JsonNode> list(String folder, String type, String order, int most) {
        var files =
                client.call(
                                DsmCall.ask(DsmApi.FILES_LIST, "list")
                                        .with("folder_path", folder)
                                        .with("filetype", type)
                                        .with("sort_by", order)
                                        .with("sort_direction", "desc")
                                        .with("offset", 0)
                                        .with("limit", most)
                                        .with("additional", FileLookup.DETAILS))
                        .path("files");
        if (!files.isArray()) {
            throw new NasException(Kind.BROKEN, "DSM does not say what is in " + folder + ".");
        }
        return DsmAnswers.elements(files);
    }
}
