package dev.porter.nas;

import dev.porter.secret.Secret;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The links that a NAS gives to single files. Every method blocks and throws [NasException].
public interface ShareLinks {
    /// The longest password that a link can have.
    int LONGEST_PASSWORD = 16;

    /// Makes a link that is exactly as asked for.
    ///
    /// @param lastDay on which it works
    /// @throws NasException `NOT_FOUND` without such a file, `NOT_PERMITTED` when the NAS lets
    ///   Porter make none
    ShareLink create(NasPath file, LocalDate lastDay, Secret password);

    /// The links for putting files into a folder; empty when the NAS has none. Never throws.
    default Optional<FileRequests> requests() {
        return Optional.empty();
    }

    /// The links into a home, whether they still work or not.
    List<ShareLink> list(UserName owner);

    /// Ends a link into a home.
    ///
    /// @return whether there was such a link; one into the home of somebody else is left alone
    boolean revoke(UserName owner, String id);
}
