package dev.porter.nas;

import dev.porter.secret.Secret;
import java.time.LocalDate;
import java.util.List;

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

    /// The links to files in a home, whether they still work or not.
    List<ShareLink> list(UserName owner);

    /// Ends a link to a file in a home.
    ///
    /// @return whether there was such a link; one to a file of somebody else is left alone
    boolean revoke(UserName owner, String id);
}
