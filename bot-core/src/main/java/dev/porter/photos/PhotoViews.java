package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Page;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.Photo;
import dev.porter.nas.PhotoLibrary.View;
import dev.porter.photos.Picks.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// How a photo library looks in a chat.
final class PhotoViews {
    static final int PAGE = 8;
    static final int IN_A_ROW = 4;

    /// Of what is only a name.
    static final int MANY = 16;

    static final int LONGEST_NAME = 50;
    private static final int LONGEST_LABEL = 30;

    private PhotoViews() {}

    static String none() {
        return tr("Pick some pictures first: the ☐ under them does that.");
    }

    static String full() {
        return tr(
                "You have picked %d, and that is the most at once. Bring them here or unpick some"
                        + " first.",
                Picks.MOST_PICKED);
    }

    static String newer() {
        return tr("◀ Newer");
    }

    static String older() {
        return tr("Older ▶");
    }

    static Message days(PhotoLibrary library, int wanted) {
        var all = library.days();
        if (all.isEmpty()) {
            return Message.of(tr("Your library is empty: /phone shows how a phone fills it."));
        }
        var page = Page.of(all, wanted, PAGE);
        var buttons =
                page.map(day ->
                        Button.of(
                                "photos:day:" + day.date().toEpochDay(),
                                "%s · %d".formatted(words(day.date()), day.count())));
        return Message.titled(tr("Timeline"), tr("Which day?"))
                .rows(buttons, 2)
                .row(page.turning("photos:days", newer(), older()))
                .row(Button.of("photos:home", tr("Photos")));
    }

    static Message folders(PhotoLibrary library, long parent, int wanted) {
        var page = Page.of(library.folders(parent), wanted, MANY);
        var buttons =
                page.map(folder ->
                        Button.of(
                                "photos:folder:" + folder.id(),
                                "📁 " + Texts.line(folder.name(), LONGEST_LABEL)));
        return Message.titled(
                        tr("Folders"),
                        buttons.isEmpty() ? tr("There are no folders here.") : tr("Which one?"))
                .rows(buttons, 2)
                .row(page.turning("photos:folders:%d".formatted(parent)))
                .row(library());
    }

    static Message albums(PhotoLibrary library, int wanted) {
        var page = Page.of(library.albums(), wanted, MANY);
        var buttons =
                page.map(album ->
                        Button.of(
                                "photos:album:" + album.id(),
                                "%s · %d"
                                        .formatted(
                                                Texts.line(album.name(), LONGEST_LABEL),
                                                album.count())));
        return Message.titled(
                        tr("Albums"),
                        buttons.isEmpty()
                                ? tr("You have no albums yet. Pick some pictures to make one.")
                                : tr("Which one?"))
                .rows(buttons, 2)
                .row(page.turning("photos:albums"))
                .row(library());
    }

    /// The albums that pictures can be added to.
    static Message into(PhotoLibrary library, int picked, int wanted) {
        var open = library.albums().stream().filter(PhotoLibrary.Album::open).toList();
        var page = Page.of(open, wanted, MANY);
        var buttons =
                page.map(album ->
                        Button.of(
                                "photos:add:" + album.id(),
                                Texts.line(album.name(), LONGEST_LABEL)));
        return Message.titled(tr("Into which album?"), tr("You have picked %d.", picked))
                .rows(buttons, 2)
                .row(page.turning("photos:into"))
                .row(
                        Button.of("photos:new", tr("➕ A new album")),
                        Button.of("photos:here", tr("Back")));
    }

    /// Pictures to look at and to pick.
    static Message pictures(PhotoLibrary library, View view, Shown shown) {
        var number = shown.page();
        var page = Page.read(library.photos(view, number * PAGE, PAGE + 1), number, PAGE);
        var picked = shown.picked();
        var lines = new ArrayList<String>();
        var looks = new ArrayList<Button>();
        var picks = new ArrayList<Button>();
        for (var photo : page.shown()) {
            var place = lines.size() + 1;
            lines.add(
                    "%d. %s%s · %s%s"
                            .formatted(
                                    place,
                                    photo.video() ? "🎬 " : "",
                                    Texts.line(photo.name(), LONGEST_NAME),
                                    Sizes.words(photo.size()),
                                    picked(picked.contains(photo.id()))));
            looks.add(Button.of("photos:show:" + photo.id(), "🔍 " + place));
            picks.add(
                    Button.of(
                            "photos:pick:" + photo.id(), box(picked.contains(photo.id())) + place));
        }
        var turning = new ArrayList<>(page.turning("photos:page", newer(), older()));
        if (view instanceof View.OfFolder(var folder)) {
            turning.add(Button.of("photos:folders:" + folder, tr("📁 Subfolders")));
        }
        return Message.titled(
                        title(view),
                        lines.isEmpty()
                                ? tr("There are no pictures here.")
                                : String.join("\n", lines))
                .rows(looks, IN_A_ROW)
                .rows(picks, IN_A_ROW)
                .row(turning)
                .row(withPicked(picked.size()))
                .row(library());
    }

    private static String title(View view) {
        return switch (view) {
            case View.Everything _ -> tr("All pictures");
            case View.OfDay(var day) -> words(day);
            case View.OfFolder _ -> tr("Folder");
            case View.OfAlbum _ -> tr("Album");
        };
    }

    /// What stands after a picture in a list.
    static String picked(boolean picked) {
        return picked ? " · " + tr("picked") : "";
    }

    /// What stands before the number on the button that picks a picture.
    static String box(boolean picked) {
        return picked ? "☑ " : "☐ ";
    }

    private static List<Button> withPicked(int picked) {
        return picked == 0
                ? List.of()
                : List.of(
                        Button.of("photos:bring", tr("⬇ Bring %d here", picked)),
                        Button.of("photos:into", tr("Add to an album")),
                        Button.of("photos:nothing", tr("Unpick all")));
    }

    static Message one(Photo photo, boolean picked) {
        return Message.titled(
                        Texts.line(photo.name(), LONGEST_NAME),
                        tr("%s · taken %s", Sizes.words(photo.size()), words(photo.taken())))
                .row(
                        Button.of("photos:bring:" + photo.id(), tr("⬇ Bring it here")),
                        Button.of(
                                "photos:pick:" + photo.id(),
                                picked ? tr("☑ Picked") : tr("☐ Pick it")),
                        Button.of("photos:here", tr("Back")));
    }

    static List<Button> library() {
        return List.of(
                Button.of("photos:days", tr("Timeline")),
                Button.of("photos:folders", tr("Folders")),
                Button.of("photos:albums", tr("Albums")),
                Button.of("photos:home", tr("Photos")));
    }

    private static String words(LocalDate day) {
        return Times.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }
}
