package dev.porter.gateway.folder;

import static dev.porter.language.Language.tr;
import static dev.porter.language.Saying.sentence;

import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A folder on this computer as the NAS. It may be on a mounted disk that comes and goes: a folder
/// that Porter used before is never taken for a new one.
///
/// Each home is a folder of the account's name. Homes and folders belong to the user Porter runs as
/// and are closed to others (0700, files 0600). Links and special files inside are nothing to
/// Porter: they are neither listed nor followed, and only stand in the way of their name.
public final class FolderNas implements Nas {
    private final Root root;
    private final Calls calls;
    private final FolderFiles files;

    /// @param folder where the homes are; made if it is new
    /// @param memory the file in which Porter remembers the folders it knows
    /// @param quota how many bytes each account may store
    public FolderNas(Path folder, Path memory, OptionalLong quota) {
        this(folder, memory, quota, new Calls());
    }

    FolderNas(Path folder, Path memory, OptionalLong quota, Calls calls) {
        this.root = new Root(folder, memory);
        this.calls = calls;
        this.files = new FolderFiles(root, quota, calls);
    }

    @Override
    public String place() {
        return tr("the computer at home");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("porter.nas.folder.path", root.toString());
    }

    @Override
    public Health health() {
        try {
            return calls.change(this::found); // no change may hang where files are taken in
        } catch (NasException e) {
            return new Health(false, e.saying(), -1);
        }
    }

    private Health found() {
        try (var folder = root.open()) {
            return folder.writable()
                    ? new Health(true, sentence("The folder %s is ready.", root), folder.free())
                    : new Health(
                            false,
                            sentence("The folder %s can be read but not written to.", root),
                            folder.free());
        }
    }

    @Override
    public NasFiles files() {
        return files;
    }

    @Override
    public Optional<NasAccounts> accounts() {
        return Optional.empty();
    }
}
