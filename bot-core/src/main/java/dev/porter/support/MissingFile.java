package dev.porter.support;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.backup.Backups;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.drive.DriveSearch;
import dev.porter.files.Catalogue;
import dev.porter.files.Catalogue.Search;
import dev.porter.files.SafeName;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.Photo;
import dev.porter.nas.PhotoLibrary.View;
import dev.porter.nas.Photos;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for a member's file wherever it can be: among what was sent, in the bin, among what waits
/// or failed, in the drive, and in Photos while their library is open.
final class MissingFile {
    private static final Logger log = LoggerFactory.getLogger(MissingFile.class);
    private static final int MOST = 5;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_FOLDER = 60;
    private static final int IN_A_ROW = 4;
    private static final int PICTURES_AT_ONCE = 500;

    /// More would keep somebody waiting: a NAS lists them page by page.
    private static final int MOST_PICTURES = 5_000;

    private final Catalogue catalogue;
    private final Backups backups;
    private final DriveSearch drive;
    private final Nas nas;

    MissingFile(Catalogue catalogue, Backups backups, DriveSearch drive, Nas nas) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.drive = drive;
        this.nas = nas;
    }

    /// Where a file can be.
    private enum Where {
        SENT,
        BIN,
        UNSTORED,
        DRIVE,
        PHOTOS;

        String title() {
            return switch (this) {
                case SENT -> tr("Sent to me");
                case BIN -> tr("In your bin");
                case UNSTORED -> tr("Sent to me, but not stored");
                case DRIVE -> tr("In Drive");
                case PHOTOS -> tr("In Photos");
            };
        }

        /// That it is not there, in words that follow "It is".
        String not() {
            return switch (this) {
                case SENT -> tr("not among the files you sent me");
                case BIN -> tr("not in your bin");
                case UNSTORED -> tr("not among what still waits");
                case DRIVE -> tr("not in Drive");
                case PHOTOS -> tr("not in Photos");
            };
        }
    }

    /// Why a place was not looked at, or not wholly.
    private enum Unseen {
        CLOSED,
        TOO_MANY,
        NOT_PERMITTED,
        AWAY;

        /// In words that follow which place it is.
        String words() {
            return switch (this) {
                case CLOSED ->
                        tr(
                                "your library is closed. The button below opens it; then please look"
                                        + " once more");
                case TOO_MANY -> tr("I looked only at your %d newest pictures", MOST_PICTURES);
                case NOT_PERMITTED -> tr("the NAS does not let me");
                case AWAY -> tr("the NAS does not answer now");
            };
        }
    }

    /// What was found at one of them.
    ///
    /// @param hits those that are called so; more than are shown where there are more
    /// @param unseen null when all of it was looked at
    private record Place(Where where, List<Hit> hits, @Nullable Unseen unseen) {
        Place(Where where, List<Hit> hits) {
            this(where, hits, null);
        }

        static Place unseen(Where where, Unseen why) {
            return new Place(where, List.of(), why);
        }
    }

    /// A file that is called so.
    ///
    /// @param sign what stands on its button before the number
    /// @param button the value of the button that opens it; empty where nothing can be opened
    private record Hit(String words, String sign, String button) {}

    /// Says where an account has files with this in their name.
    Message look(Account account, String text) {
        var places =
                Stream.concat(
                                Stream.of(
                                        stored(account, text),
                                        inBin(account, text),
                                        unstored(account, text),
                                        inDrive(account, text)),
                                nas.photos().stream()
                                        .map(photos -> inPhotos(photos, account, text)))
                        .toList();
        var found = places.stream().anyMatch(place -> !place.hits().isEmpty());
        var message = found ? found(text, places) : nowhere(text, places);
        return closed(places)
                ? message.row(Button.of("photos:days", tr("Open my Photos")))
                : message;
    }

    private Place stored(Account account, String text) {
        var found = catalogue.search(account.id(), new Search(text, null, null), 0, MOST + 1);
        return new Place(
                Where.SENT,
                found.map(file ->
                        new Hit(
                                tr("%s · stored %s", line(file.name()), Times.day(file.storedAt())),
                                "",
                                "files:open:" + file.id())));
    }

    private Place inBin(Account account, String text) {
        return new Place(
                Where.BIN,
                catalogue.inBin(account.id(), text, MOST + 1).stream()
                        .map(file ->
                                new Hit(
                                        file.goneAt()
                                                .map(gone ->
                                                        tr(
                                                                "%s · gone for good on %s",
                                                                line(file.name()), Times.day(gone)))
                                                .orElseGet(() -> line(file.name())),
                                        "↩ ",
                                        "files:undo:" + file.id()))
                        .toList());
    }

    private Place unstored(Account account, String text) {
        return new Place(
                Where.UNSTORED,
                backups.unstored(account.id(), text, MOST + 1).stream()
                        .map(backup ->
                                new Hit(line(backup.name()) + " " + backup.standing(), "", ""))
                        .toList());
    }

    private Place inDrive(Account account, String text) {
        try {
            return new Place(
                    Where.DRIVE,
                    drive.find(account, text, MOST + 1).stream()
                            .map(hit ->
                                    new Hit(
                                            "%s %s · %s"
                                                    .formatted(
                                                            hit.entry().folder() ? "📁" : "📄",
                                                            line(hit.entry().path().name()),
                                                            folder(
                                                                    hit.entry()
                                                                            .path()
                                                                            .parent()
                                                                            .path())),
                                            "",
                                            hit.button()))
                            .toList());
        } catch (NasException e) {
            return notLookedAt(Where.DRIVE, e);
        }
    }

    private static String folder(String path) {
        return path.isEmpty() ? tr("your home") : Texts.line(path, LONGEST_FOLDER);
    }

    private static Place inPhotos(Photos photos, Account account, String text) {
        try {
            return photos.library(account.home())
                    .map(library -> inLibrary(library, text))
                    .orElseGet(() -> Place.unseen(Where.PHOTOS, Unseen.CLOSED));
        } catch (NasException e) {
            return e.kind() == NasException.Kind.NOT_SIGNED_IN
                    ? Place.unseen(Where.PHOTOS, Unseen.CLOSED)
                    : notLookedAt(Where.PHOTOS, e);
        }
    }

    private static boolean closed(List<Place> places) {
        return places.stream().anyMatch(place -> place.unseen() == Unseen.CLOSED);
    }

    private static Place inLibrary(PhotoLibrary library, String text) {
        var key = SafeName.key(text);
        var hits = new ArrayList<Hit>();
        for (var from = 0; from < MOST_PICTURES; from += PICTURES_AT_ONCE) {
            var some = library.photos(new View.Everything(), from, PICTURES_AT_ONCE);
            some.stream()
                    .filter(photo -> SafeName.key(photo.name()).contains(key))
                    .map(MissingFile::picture)
                    .forEach(hits::add);
            if (some.isEmpty() || hits.size() > MOST) {
                return new Place(Where.PHOTOS, hits);
            }
        }
        return new Place(Where.PHOTOS, hits, Unseen.TOO_MANY);
    }

    private static Hit picture(Photo photo) {
        var taken = photo.taken().atStartOfDay(ZoneId.systemDefault()).toInstant();
        return new Hit(
                tr("%s · taken %s", line(photo.name()), Times.day(taken)),
                "🖼 ",
                "photos:show:" + photo.id());
    }

    private static Place notLookedAt(Where where, NasException e) {
        log.info("A missing file was not looked for everywhere: {}", e.getMessage());
        return Place.unseen(
                where,
                e.kind() == NasException.Kind.NOT_PERMITTED ? Unseen.NOT_PERMITTED : Unseen.AWAY);
    }

    private static Message found(String text, List<Place> places) {
        var parts = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        var number = 0;
        for (var place : places) {
            var lines = new ArrayList<String>();
            for (var hit : place.hits().stream().limit(MOST).toList()) {
                number++;
                lines.add("%d. %s".formatted(number, hit.words()));
                if (!hit.button().isEmpty()) {
                    buttons.add(Button.of(hit.button(), hit.sign() + number));
                }
            }
            if (place.hits().size() > MOST) {
                lines.add(tr("… and more: a longer part of the name finds fewer."));
            }
            if (!lines.isEmpty()) {
                parts.add(place.where().title() + "\n" + String.join("\n", lines));
            }
        }
        unseen(places).ifPresent(parts::add);
        return Message.titled(tr("I found “%s”", line(text)), String.join("\n\n", parts))
                .rows(buttons, IN_A_ROW)
                .row(
                        Button.of("support:missing", tr("🔍 Another name")),
                        Button.of("support:nowhere", tr("It is none of these")));
    }

    private static Message nowhere(String text, List<Place> places) {
        var looked =
                places.stream()
                        .filter(place -> place.unseen() == null)
                        .map(place -> place.where().not())
                        .collect(Collectors.joining(", "));
        var words = tr("It is %s.", looked);
        return advice(tr("I did not find “%s”", line(text)))
                .after(unseen(places).map(unseen -> words + "\n\n" + unseen).orElse(words));
    }

    /// What can be done for a file that is nowhere.
    static Message advice() {
        return advice(tr("What to do now"));
    }

    private static Message advice(String title) {
        return Message.titled(
                title,
                String.join(
                        "\n",
                        tr("• Does it have another name? A shorter part of the name finds more."),
                        tr(
                                "• Did you send it to me? What I have stored has a receipt here, “✅"
                                        + " Stored and verified”. Without one I never had it: please"
                                        + " send it again."),
                        tr(
                                "• Is it still on your phone or computer? For pictures, see whether"
                                        + " the phone's backup works."),
                        tr(
                                "• Did you delete it more than 30 days ago? Then it is gone from my"
                                        + " bin. An administrator may still have a copy.")),
                Button.of("support:missing", tr("🔍 Another name")),
                Button.of("guide:phone:6", tr("📱 Phone backup")),
                Button.of("support:tell", tr("Tell the administrator")));
    }

    private static Optional<String> unseen(List<Place> places) {
        var lines =
                places.stream()
                        .flatMap(place -> unseen(place).stream())
                        .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private static Optional<String> unseen(Place place) {
        return Optional.ofNullable(place.unseen())
                .map(why -> "⚠ %s: %s.".formatted(place.where().title(), why.words()));
    }

    private static String line(String name) {
        return Texts.line(name, LONGEST_NAME);
    }
}
