package dev.porter.drive;

import dev.porter.account.Account;
import dev.porter.backup.Backups;
import dev.porter.drive.Listing.WithName;
import dev.porter.files.Catalogue;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasPath;
import java.util.List;
import java.util.stream.IntStream;

/// Looks through a member's space for those who look in other places too.
public final class DriveSearch {
    private final Drive drive;
    private final Listings listings;
    private final Catalogue catalogue;
    private final Backups backups;

    DriveSearch(Drive drive, Listings listings, Catalogue catalogue, Backups backups) {
        this.drive = drive;
        this.listings = listings;
        this.catalogue = catalogue;
        this.backups = backups;
    }

    /// Something in the space.
    ///
    /// @param button the value of a button that opens it
    public record Hit(NasEntry entry, String button) {}

    /// What has a text in its name and is not a stored file, folders first.
    ///
    /// @throws dev.porter.nas.NasException when the NAS cannot look
    public List<Hit> find(Account account, String text, int most) {
        var found =
                drive.search(NasPath.home(account.home()), text).stream()
                        .filter(entry -> isFree(account, entry.path()))
                        .limit(most)
                        .toList();
        var token = listings.keep(new Listing(account.id(), new WithName(text), 1, found));
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Hit(found.get(i), DriveViews.opening(token, i + 1)))
                .toList();
    }

    private boolean isFree(Account account, NasPath path) {
        return catalogue.at(account.id(), path).isEmpty()
                && !backups.isBeingEntered(account.id(), path);
    }
}
