package dev.porter.nas;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One user's pictures and videos, while their library is open. Every method blocks and throws
/// [NasException]: `NOT_SIGNED_IN` when the NAS has ended the session, and the library is closed
/// then.
public interface PhotoLibrary {
    /// The days on which pictures were taken, newest first.
    List<Day> days();

    /// The folders in a folder, by name.
    ///
    /// @param parent the number of a folder, or 0 for the uppermost ones
    List<Folder> folders(long parent);

    /// The albums, newest first.
    List<Album> albums();

    /// Pictures, newest first.
    ///
    /// @param limit how many at most, 1 to 500
    List<Photo> photos(View view, int offset, int limit);

    /// One picture; empty when the library has none of that number.
    Optional<Photo> find(long photo);

    /// A small picture of it; empty when there is none yet.
    Optional<byte[]> thumbnail(long photo);

    /// Opens the original; the caller closes it. Reading fails when the bytes end too early.
    ///
    /// @throws NasException `NOT_FOUND` when it is not there
    InputStream open(Photo photo) throws IOException;

    /// Makes an album of these pictures.
    Album createAlbum(String name, List<Long> photos);

    /// Adds pictures to an album.
    ///
    /// @throws NasException `NOT_FOUND` without such an album, `INVALID` when it fills itself
    void addToAlbum(long album, List<Long> photos);

    /// Which pictures.
    sealed interface View {
        record Everything() implements View {}

        record OfDay(LocalDate day) implements View {}

        record OfFolder(long folder) implements View {}

        record OfAlbum(long album) implements View {}
    }

    /// A day and how many were taken on it.
    record Day(LocalDate date, int count) {}

    /// A folder.
    record Folder(long id, String name) {}

    /// An album.
    ///
    /// @param open whether pictures can be added; some fill themselves
    record Album(long id, String name, int count, boolean open) {}

    /// A picture or video.
    ///
    /// @param size of the original in bytes
    /// @param taken the day, in the calendar of the camera
    record Photo(long id, String name, long size, LocalDate taken, boolean video) {}
}
