package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue;
import dev.porter.files.Kind;
import dev.porter.files.StoredFile;
import dev.porter.nas.Nas;
import dev.porter.restore.RestoreTopic;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pictures and videos that were sent to Porter: newest first or by month, each by itself or
/// several together.
final class StoredPictures {
    /// The verbs of its buttons.
    static final Set<String> VERBS = Set.of("sent", "months", "take", "leave", "fetch");

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private final Catalogue catalogue;
    private final RestoreTopic restores;
    private final Nas nas;
    private final Picks picks = new Picks();

    StoredPictures(Catalogue catalogue, RestoreTopic restores, Nas nas) {
        this.catalogue = catalogue;
        this.restores = restores;
        this.nas = nas;
    }

    /// A part of them, as the words of a button say.
    ///
    /// @param month when they were stored; null for always
    private record Part(int page, @Nullable YearMonth month) {
        private static final Part NEWEST = new Part(0, null);

        static Part of(String page, String month) {
            return new Part(
                    Page.number(page),
                    month.matches("2[0-9]{3}(0[1-9]|1[0-2])")
                            ? YearMonth.parse(month, MONTH)
                            : null);
        }

        String monthWord() {
            return month == null ? "" : month.format(MONTH);
        }

        String words() {
            return page + ":" + monthWord();
        }
    }

    /// The newest ones.
    Message newest(Visit visit, Account account) {
        return show(visit, account, Part.NEWEST);
    }

    /// Answers one of its buttons.
    Reply press(Visit visit, Account account, Action action) {
        return switch (action.verb()) {
            case "months" -> Reply.show(months(account, Page.number(action)));
            case "take" -> take(visit, account, action);
            case "leave" -> {
                picks.pickNothing(visit.person());
                yield Reply.show(show(visit, account, Part.of(action.word(1), action.word(2))));
            }
            case "fetch" -> fetch(visit, account);
            default -> Reply.show(show(visit, account, Part.of(action.word(1), action.word(2))));
        };
    }

    private Message show(Visit visit, Account account, Part part) {
        var found = catalogue.pictures(account.id(), part.month(), part.page(), PhotoViews.PAGE);
        var picked = picks.picked(visit.person());
        var lines = new ArrayList<String>();
        var looks = new ArrayList<Button>();
        var boxes = new ArrayList<Button>();
        for (var file : found.shown()) {
            var place = lines.size() + 1;
            var taken = picked.contains(file.id());
            lines.add("%d. %s%s".formatted(place, line(file), PhotoViews.picked(taken)));
            looks.add(Button.of("files:open:" + file.id(), "🔍 " + place));
            boxes.add(
                    Button.of(
                            "photos:take:%d:%s".formatted(file.id(), part.words()),
                            PhotoViews.box(taken) + place));
        }
        return Message.titled(
                        part.month() == null
                                ? tr("Sent to me")
                                : tr("Of %s", Times.month(part.month())),
                        lines.isEmpty() ? nothing(part) : String.join("\n", lines))
                .rows(looks, PhotoViews.IN_A_ROW)
                .rows(boxes, PhotoViews.IN_A_ROW)
                .row(
                        found.turning(
                                to -> opening(new Part(to, part.month())),
                                PhotoViews.newer(),
                                PhotoViews.older()))
                .row(withPicked(picked.size(), part))
                .row(elsewhere());
    }

    private String line(StoredFile file) {
        return "%s%s · %s · %s"
                .formatted(
                        Kind.of(file.mediaType()) == Kind.VIDEO ? "🎬 " : "",
                        Texts.line(file.name(), PhotoViews.LONGEST_NAME),
                        Sizes.words(catalogue.latest(file).content().size()),
                        Times.day(file.storedAt()));
    }

    private static String nothing(Part part) {
        return part.equals(Part.NEWEST)
                ? tr(
                        "There are no pictures or videos here yet. Send me some, best as files: then the"
                                + " chat does not make them smaller.")
                : tr("There are no more here.");
    }

    /// The value of the button that shows a part.
    private static String opening(Part part) {
        return "photos:sent:" + part.words();
    }

    private static List<Button> withPicked(int picked, Part part) {
        return picked == 0
                ? List.of()
                : List.of(
                        Button.of("photos:fetch", tr("⬇ Bring %d here", picked)),
                        Button.of("photos:leave:" + part.words(), tr("Unpick all")));
    }

    private List<Button> elsewhere() {
        return List.of(
                Button.of("photos:months", tr("By month")),
                nas.photos().isPresent()
                        ? Button.of("photos:home", tr("Photos"))
                        : Button.of("guide:phone", tr("Phone backup")),
                Button.of("menu:home", tr("Menu")));
    }

    private Message months(Account account, int wanted) {
        var page = Page.of(catalogue.pictureMonths(account.id()), wanted, PhotoViews.MANY);
        if (page.shown().isEmpty()) {
            return Message.of(nothing(Part.NEWEST)).row(elsewhere());
        }
        var buttons = page.map(month -> Button.of(opening(new Part(0, month)), Times.month(month)));
        var albums =
                nas.photos().isPresent()
                        ? ""
                        : tr(
                                        "This NAS keeps no albums, but you can pick several pictures and"
                                                + " have them brought together.")
                                + " ";
        return Message.titled(
                        tr("By the month in which you sent them"), albums + tr("Which month?"))
                .rows(buttons, 2)
                .row(page.turning("photos:months", PhotoViews.newer(), PhotoViews.older()))
                .row(Button.of("photos:sent", tr("Newest")), Button.of("menu:home", tr("Menu")));
    }

    private Reply take(Visit visit, Account account, Action action) {
        var room =
                action.number()
                        .flatMap(id -> find(account, id))
                        .map(file -> picks.pick(visit.person(), file.id()))
                        .orElse(true);
        var shown = show(visit, account, Part.of(action.word(2), action.word(3)));
        return Reply.show(room ? shown : shown.after(PhotoViews.full()));
    }

    private Optional<StoredFile> find(Account account, long id) {
        return catalogue.find(account.id(), id).filter(file -> !file.binned());
    }

    private Reply fetch(Visit visit, Account account) {
        var picked =
                picks.picked(visit.person()).stream()
                        .flatMap(id -> find(account, id).stream())
                        .toList();
        picks.pickNothing(visit.person());
        if (picked.isEmpty()) {
            return Reply.show(newest(visit, account).after(PhotoViews.none()));
        }
        var said =
                picked.stream()
                        .map(file -> restores.bring(visit, catalogue.latest(file)))
                        .flatMap(reply -> reply.messages().stream())
                        .toArray(Message[]::new);
        return Reply.say(said);
    }
}
