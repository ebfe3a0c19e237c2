package dev.porter.drive;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Page;
import dev.porter.drive.Listing.InFolder;
import dev.porter.drive.Listing.WithName;
import dev.porter.files.Folders;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How a member's space looks in a chat. Every message with numbers on its buttons has a listing of
/// its own, which says what they mean.
final class DriveViews {
    private static final int PAGE = 12;
    private static final int IN_A_ROW = 4;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_FOLDER = 80;
    private static final String UPLOAD =
            "A file that you send me goes to Backup; Move under it brings it here.";

    private static final String CLIENT =
            "On a computer, the Drive client keeps all of this in a folder, if the administrator"
                    + " allows it.";

    private final Drive drive;
    private final Listings listings;
    private final Folders folders;
    private final Nas nas;

    DriveViews(Drive drive, Listings listings, Folders folders, Nas nas) {
        this.drive = drive;
        this.listings = listings;
        this.folders = folders;
        this.nas = nas;
    }

    Message home(Account account) {
        return folder(account, NasPath.home(account.home()), 0);
    }

    /// One page of a folder; the first one where that page is no more.
    Message folder(Account account, NasPath folder, int page) {
        try {
            var some = drive.list(folder, page * PAGE, PAGE + 1);
            return some.isEmpty() && page > 0
                    ? folder(account, folder, 0)
                    : shown(account, folder, page, some);
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_FOUND || folder.path().isEmpty()) {
                throw e;
            }
            return home(account).after(tr("That folder is not there any more."));
        }
    }

    /// @param some the entries of the page, and one more where another page follows
    private Message shown(Account account, NasPath folder, int number, List<NasEntry> some) {
        folders.opened(account, folder);
        var page = Page.read(some, number, PAGE);
        var listing = new Listing(account.id(), new InFolder(folder), page.first(), page.shown());
        var token = listings.keep(listing);
        var text =
                page.shown().isEmpty()
                        ? tr("There is nothing here yet.")
                        : numbered(page, DriveViews::words);
        var hints = folder.path().isEmpty() ? tr(UPLOAD) + " " + tr(CLIENT) : tr(UPLOAD);
        return Message.titled(title(folder), text + "\n\n" + hints)
                .rows(numbers(token, page), IN_A_ROW)
                .row(around(token, folder, page))
                .row(tools(token));
    }

    private List<Button> tools(String token) {
        var row = new ArrayList<Button>();
        row.add(Button.of("drive:search", tr("🔍 Search")));
        row.add(Button.of("drive:new:" + token, tr("📁 New folder")));
        row.addAll(LinkViews.asking(nas));
        row.add(Button.of("guide:drive", tr("Drive app")));
        return row;
    }

    private static String title(NasPath folder) {
        return folder.path().isEmpty()
                ? tr("Drive")
                : tr("Drive / %s", Texts.line(folder.path(), LONGEST_FOLDER));
    }

    private static String numbered(Page<NasEntry> page, Function<NasEntry, String> words) {
        var lines = new ArrayList<String>();
        for (var entry : page.shown()) {
            lines.add("%d. %s".formatted(page.first() + lines.size(), words.apply(entry)));
        }
        return String.join("\n", lines);
    }

    private static String words(NasEntry entry) {
        var name = Texts.line(entry.path().name(), LONGEST_NAME);
        return entry.folder()
                ? "📁 " + name
                : "📄 %s · %s".formatted(name, Sizes.words(entry.size()));
    }

    private static List<Button> numbers(String token, Page<NasEntry> page) {
        return IntStream.range(page.first(), page.first() + page.shown().size())
                .mapToObj(number -> Button.of(opening(token, number), "" + number))
                .toList();
    }

    /// The value of a button that opens what stands beside a number of a listing.
    static String opening(String token, int number) {
        return "drive:open:%s:%d".formatted(token, number);
    }

    /// To what lies around a page of a folder.
    private static List<Button> around(String token, NasPath folder, Page<NasEntry> page) {
        var row = new ArrayList<Button>();
        if (!folder.path().isEmpty()) {
            row.add(Button.of("drive:up:" + token, tr("⬆ Up")));
        }
        row.addAll(turning(token, page));
        return row;
    }

    private static List<Button> turning(String token, Page<NasEntry> page) {
        return page.turning(pages(token), tr("◀ Back"), tr("More ▶"));
    }

    private static String pages(String token) {
        return "drive:page:" + token;
    }

    /// What has a text in its name.
    Message found(Account account, String text) {
        var found = drive.search(NasPath.home(account.home()), text);
        if (found.isEmpty()) {
            return Message.titled(
                    title(text),
                    tr("I found nothing. A shorter part of the name may help."),
                    Button.of("drive:search", tr("🔍 Search")),
                    Button.of("drive:home", tr("Drive")));
        }
        var listing = new Listing(account.id(), new WithName(text), 1, found);
        return found(listings.keep(listing), text, found, 0);
    }

    private static Message found(String token, String text, List<NasEntry> found, int wanted) {
        var page = Page.of(found, wanted, PAGE);
        var lines = numbered(page, entry -> words(entry) + " · " + place(entry.path().parent()));
        var end =
                found.size() < Drive.MOST_FOUND
                        ? ""
                        : "\n\n"
                                + tr(
                                        "These are the first %d. More of the name finds fewer.",
                                        found.size());
        return Message.titled(title(text), lines + end)
                .rows(numbers(token, page), IN_A_ROW)
                .row(turning(token, page))
                .row(
                        Button.of("drive:search", tr("🔍 Search")),
                        Button.of("drive:home", tr("Drive")));
    }

    private static String title(String text) {
        return tr("Drive with “%s”", Texts.line(text, LONGEST_NAME));
    }

    private static String place(NasPath folder) {
        return folder.path().isEmpty()
                ? tr("your home")
                : Texts.line(folder.path(), LONGEST_FOLDER);
    }

    /// Another page of what a listing is of: a folder is listed anew, and what was found stays.
    Message page(Account account, String token, Listing listing, int page) {
        return switch (listing.scope()) {
            case InFolder(var folder) -> folder(account, folder, page);
            case WithName(var text) -> found(token, text, listing.entries(), page);
        };
    }

    /// The card of a file that is in no catalogue, by itself.
    Message file(Account account, NasEntry file) {
        var scope = new InFolder(file.path().parent());
        return file(listings.keep(new Listing(account.id(), scope, 1, List.of(file))), 1, file);
    }

    /// The card of a file that is in no catalogue.
    ///
    /// @param number beside which it stands in the listing
    Message file(String token, long number, NasEntry file) {
        return Message.titled(
                        Texts.line(file.path().name(), LONGEST_NAME),
                        tr(
                                "%s · changed %s\nFolder: %s",
                                Sizes.words(file.size()),
                                Times.minute(file.modified()),
                                place(file.path().parent())))
                .row(
                        act("get", token, number, tr("⬇ Download")),
                        act("rename", token, number, tr("Rename")),
                        act("move", token, number, tr("Move")),
                        act("copy", token, number, tr("Copy")))
                .row(back(token, number));
    }

    private static Button act(String verb, String token, long number, String label) {
        return Button.of("drive:%s:%s:%d".formatted(verb, token, number), label);
    }

    /// To where a file stands in a listing.
    Button back(String token, long number) {
        return Button.of(pages(token) + ":" + (number - 1) / PAGE, tr("Back"));
    }
}
