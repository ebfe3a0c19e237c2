package dev.porter.photos;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.Photo;
import dev.porter.nas.PhotoLibrary.View;
import dev.porter.photos.Picks.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How a photo library looks in a chat.
final class PhotoViews {
    static final int PAGE = 8;
    private static final int IN_A_ROW = 4;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_LABEL = 30;

    private PhotoViews() {}

    static Message days(PhotoLibrary library, int page) {
        var all = library.days();
        if (all.isEmpty()) {
            return Message.of("Your library is empty: /phone shows how a phone fills it.");
        }
        var shown = page(all, page);
        var buttons =
                shown.stream()
                        .map(day ->
                                Button.of(
                                        "photos:day:" + day.date().toEpochDay(),
                                        "%s · %d".formatted(words(day.date()), day.count())))
                        .toList();
        return Message.titled("Timeline", "Which day?")
                .rows(buttons, 2)
                .row(turning("photos:days:", page, all.size()));
    }

    static Message folders(PhotoLibrary library, long parent) {
        var below = library.folders(parent);
        var buttons =
                below.stream()
                        .limit(2L * PAGE)
                        .map(folder ->
                                Button.of(
                                        "photos:folder:" + folder.id(),
                                        "📁 " + Texts.line(folder.name(), LONGEST_LABEL)))
                        .toList();
        return Message.titled(
                        "Folders", buttons.isEmpty() ? "There are no folders here." : "Which one?")
                .rows(buttons, 2)
                .row(library());
    }

    static Message albums(PhotoLibrary library) {
        var all = library.albums();
        var buttons =
                all.stream()
                        .limit(2L * PAGE)
                        .map(album ->
                                Button.of(
                                        "photos:album:" + album.id(),
                                        "%s · %d"
                                                .formatted(
                                                        Texts.line(album.name(), LONGEST_LABEL),
                                                        album.count())))
                        .toList();
        return Message.titled(
                        "Albums",
                        all.isEmpty()
                                ? "You have no albums yet. Pick some pictures to make one."
                                : "Which one?")
                .rows(buttons, 2)
                .row(library());
    }

    /// The albums that pictures can be added to.
    static Message into(PhotoLibrary library, int picked) {
        var buttons =
                library.albums().stream()
                        .filter(PhotoLibrary.Album::open)
                        .limit(2L * PAGE)
                        .map(album ->
                                Button.of(
                                        "photos:add:" + album.id(),
                                        Texts.line(album.name(), LONGEST_LABEL)))
                        .toList();
        return Message.titled("Into which album?", "You have picked %d.".formatted(picked))
                .rows(buttons, 2)
                .row(Button.of("photos:new", "➕ A new album"), Button.of("photos:here", "Back"));
    }

    /// Pictures to look at and to pick.
    static Message pictures(PhotoLibrary library, View view, Place place) {
        var found = library.photos(view, place.page() * PAGE, PAGE + 1);
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        var lines = new ArrayList<String>();
        for (var photo : shown) {
            lines.add(
                    "%d. %s%s · %s%s"
                            .formatted(
                                    lines.size() + 1,
                                    photo.video() ? "🎬 " : "",
                                    Texts.line(photo.name(), LONGEST_NAME),
                                    Sizes.words(photo.size()),
                                    place.picked().contains(photo.id()) ? " · picked" : ""));
        }
        var looks = new ArrayList<Button>();
        var picks = new ArrayList<Button>();
        for (var photo : shown) {
            var number = looks.size() + 1;
            looks.add(Button.of("photos:show:" + photo.id(), "🔍 " + number));
            picks.add(Button.of("photos:pick:" + photo.id(), box(photo, place.picked()) + number));
        }
        var message =
                Message.titled(
                        title(view),
                        lines.isEmpty() ? "There are no pictures here." : String.join("\n", lines));
        var turning = new ArrayList<Button>();
        if (place.page() > 0) {
            turning.add(Button.of("photos:page:" + (place.page() - 1), "◀ Newer"));
        }
        if (found.size() > PAGE) {
            turning.add(Button.of("photos:page:" + (place.page() + 1), "Older ▶"));
        }
        if (view instanceof View.OfFolder(var folder)) {
            turning.add(Button.of("photos:folders:" + folder, "📁 Below it"));
        }
        return message.rows(looks, IN_A_ROW)
                .rows(picks, IN_A_ROW)
                .row(turning)
                .row(withPicked(place.picked().size()))
                .row(library());
    }

    private static String title(View view) {
        return switch (view) {
            case View.Everything _ -> "All pictures";
            case View.OfDay(var day) -> words(day);
            case View.OfFolder _ -> "Folder";
            case View.OfAlbum _ -> "Album";
        };
    }

    private static String box(Photo photo, Set<Long> picked) {
        return picked.contains(photo.id()) ? "☑ " : "☐ ";
    }

    private static List<Button> withPicked(int picked) {
        return picked == 0
                ? List.of()
                : List.of(
                        Button.of("photos:bring", "⬇ Bring %d here".formatted(picked)),
                        Button.of("photos:into", "Add to an album"),
                        Button.of("photos:nothing", "Pick nothing"));
    }

    static Message one(Photo photo, boolean picked) {
        return Message.titled(
                        Texts.line(photo.name(), LONGEST_NAME),
                        "%s · taken %s".formatted(Sizes.words(photo.size()), words(photo.taken())))
                .row(
                        Button.of("photos:bring:" + photo.id(), "⬇ Bring it here"),
                        Button.of("photos:pick:" + photo.id(), picked ? "☑ Picked" : "☐ Pick it"),
                        Button.of("photos:here", "Back"));
    }

    static List<Button> library() {
        return List.of(
                Button.of("photos:days", "Timeline"),
                Button.of("photos:folders", "Folders"),
                Button.of("photos:albums", "Albums"),
                Button.of("photos:home", "Photos"));
    }

    private static <T> List<T> page(List<T> all, int page) {
        var from = (int) Math.min((long) page * PAGE, all.size());
        return all.subList(from, Math.min(from + PAGE, all.size()));
    }

    private static List<Button> turning(String value, int page, int all) {
        var turning = new ArrayList<Button>();
        if (page > 0) {
            turning.add(Button.of(value + (page - 1), "◀ Newer"));
        }
        if ((page + 1L) * PAGE < all) {
            turning.add(Button.of(value + (page + 1), "Older ▶"));
        }
        turning.add(Button.of("photos:home", "Photos"));
        return turning;
    }

    private static String words(LocalDate day) {
        return Times.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }
}
