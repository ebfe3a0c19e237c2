package dev.porter.files;

import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of one home cannot be read although the NAS answers, as on a bad sector: it is passed over,
/// and all the rest is read.
final class Unreadable {
    private static final Logger log = LoggerFactory.getLogger(Unreadable.class);

    /// Reads a file, or what is in a folder.
    @FunctionalInterface
    interface Reading<T> {
        T result() throws IOException;
    }

    private final Nas nas;
    private final NasPath home;
    private final Set<NasPath> places = new HashSet<>();

    Unreadable(Nas nas, NasPath home) {
        this.nas = nas;
        this.home = home;
    }

    /// How many files and folders there are.
    int count() {
        return places.size();
    }

    /// Whether a folder could not be listed, so that nobody knows what is in it.
    boolean hides(NasPath place) {
        return places.contains(place.parent());
    }

    /// Reads a file or folder, and once more when that fails.
    ///
    /// @param otherwise what it is taken for when it cannot be read
    /// @throws NasException when the NAS does not answer
    <T> T read(NasPath place, T otherwise, Reading<T> reading) {
        if (places.contains(place)) {
            return otherwise;
        }
        for (var last = false; ; last = true) {
            try {
                return reading.result();
            } catch (NasException | IOException e) {
                if (!nas.answers(home.home())) {
                    throw new NasException(Kind.AWAY, home + " could not be read to its end.", e);
                }
                if (last) {
                    log.warn("{} cannot be read and is passed over: {}", place, e.getMessage());
                    places.add(place);
                    return otherwise;
                }
            }
        }
    }
}
