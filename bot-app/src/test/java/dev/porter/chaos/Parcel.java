package dev.porter.chaos;

import dev.porter.app.Samples;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that somebody sends.
///
/// @param owner whose it is: the number of a person
/// @param kind `document` or `photo`; a photo has no name
/// @param album what is sent together has the same
/// @param content decides its bytes, together with the size
record Parcel(
        int number,
        int owner,
        String kind,
        String name,
        @Nullable String album,
        long content,
        int size,
        String sha256) {
    static Parcel of(
            int number,
            int owner,
            String kind,
            String name,
            @Nullable String album,
            long content,
            int size) {
        return new Parcel(
                number,
                owner,
                kind,
                name,
                album,
                content,
                size,
                Samples.sha256(Samples.random(content, size)));
    }

    InputStream open() {
        return Samples.random(content, size);
    }
}
