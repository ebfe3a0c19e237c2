package dev.porter.nas;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;

/// A link with which whoever knows it, and its password, can fetch one file from the NAS, or put
/// files into one folder.
///
/// @param id the NAS's own name for it: letters, digits, `-` and `_`, at most 32
/// @param use what it is for
/// @param path the file or the folder
/// @param address as the NAS gives it
/// @param lastDay on which it works, in the NAS's own calendar; empty when it works for ever
/// @param working whether it still works: its day may be over, or what it leads to gone
public record ShareLink(
        String id,
        Use use,
        NasPath path,
        URI address,
        Optional<LocalDate> lastDay,
        boolean hasPassword,
        boolean working) {
    /// What a link is for.
    public enum Use {
        /// Fetching the file.
        FETCH,
        /// Putting files into the folder.
        PUT
    }

    /// Whether it can be the id of a link.
    public static boolean isId(String claimed) {
        return claimed.matches("[A-Za-z0-9_-]{1,32}");
    }

    /// Without the address: it opens the file or folder.
    @Override
    public String toString() {
        return "ShareLink[" + path + "]";
    }
}
