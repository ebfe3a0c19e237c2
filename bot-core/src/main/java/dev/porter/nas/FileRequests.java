package dev.porter.nas;

import dev.porter.secret.Secret;
import java.time.LocalDate;

/// Links by which others put files into a folder of a home. Once made they are listed and revoked
/// as all [ShareLinks]. Every method blocks and throws [NasException].
public interface FileRequests {
    /// Makes a link that is exactly as asked for. Whoever opens it sees that the home's owner asks.
    ///
    /// @param lastDay on which it works
    /// @throws NasException `NOT_FOUND` without such a folder, `NOT_PERMITTED` when the NAS lets
    ///   Porter make none
    ShareLink create(NasPath folder, LocalDate lastDay, Secret password);
}
