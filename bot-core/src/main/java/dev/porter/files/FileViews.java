package dev.porter.files;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Page;
import dev.porter.files.Catalogue.Search;
import dev.porter.nas.Nas;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How stored files look in a chat.
final class FileViews {
    static final int LONGEST_NAME = 60;
    private static final int PAGE = 8;
    private static final int MONTHS = 12;
    private static final int IN_A_ROW = 4;
    private static final String NEWER = "◀ Newer";
    private static final String OLDER = "Older ▶";

    /// As much of a search as fits into a button beside everything else.
    private static final int SEARCH_BYTES = 20;

    private final Catalogue catalogue;
    private final Bin bin;
    private final Nas nas;
    private final boolean links;

    /// Makes the views.
    ///
    /// @param links whether there are one-time links
    FileViews(Catalogue catalogue, Bin bin, Nas nas, boolean links) {
        this.catalogue = catalogue;
        this.bin = bin;
        this.nas = nas;
        this.links = links;
    }

    /// What was found by name.
    Message found(Account account, String text) {
        return list(account, new Search(cut(text), null, null), 0);
    }

    Message list(Account account, Search search, int page) {
        var found = catalogue.search(account.id(), search, page, PAGE);
        if (found.shown().isEmpty() && page == 0) {
            return nothing(search);
        }
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var file : found.shown()) {
            var number = found.first() + lines.size();
            lines.add(
                    "%d. %s · %s · %s"
                            .formatted(
                                    number,
                                    Texts.line(file.name(), LONGEST_NAME),
                                    Sizes.words(catalogue.latest(file).size),
                                    Times.day(file.storedAt())));
            buttons.add(Button.of("files:open:" + file.id(), "" + number));
        }
        var message = Message.titled(title(search), String.join("\n", lines));
        return message.rows(buttons, IN_A_ROW)
                .row(found.turning(to -> value(search, to), tr(NEWER), tr(OLDER)))
                .row(filters());
    }

    private static List<Button> filters() {
        return List.of(
                Button.of("files:text", tr("🔍 By name")),
                Button.of("files:kinds", tr("By type")),
                Button.of("files:months", tr("By month")),
                Button.of("files:bin", tr("Bin")));
    }

    private static String title(Search search) {
        var title = search.kind() == null ? tr("My files") : search.kind().plural();
        if (search.month() != null) {
            title = tr("%s of %s", title, Times.month(search.month()));
        }
        return search.text().isEmpty()
                ? title
                : tr("%s with “%s”", title, Texts.line(search.text(), 40));
    }

    private static Message nothing(Search search) {
        if (search.equals(Search.all())) {
            return Message.of(
                    tr(
                            "There is nothing here yet. Send me any document, picture or video, and it"
                                    + " appears here once it is safe."),
                    Button.of("files:bin", tr("Bin")));
        }
        return Message.titled(
                        title(search),
                        search.text().isEmpty()
                                ? tr("There is nothing of that kind yet.")
                                : tr("I found nothing. A shorter part of the name may help."))
                .row(filters());
    }

    static String value(Search search, int page) {
        var encoded =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(search.text().getBytes(StandardCharsets.UTF_8));
        return "files:list:%d:%s:%s:%s"
                .formatted(
                        page,
                        search.kind() == null ? "" : search.kind().name(),
                        search.month() == null ? "" : search.month().toString(),
                        encoded);
    }

    /// Reads what [#value] wrote; null for anything else.
    static @Nullable Search search(Action action) {
        try {
            var kind = action.word(2);
            var month = action.word(3);
            var text =
                    new String(
                            Base64.getUrlDecoder().decode(action.word(4)), StandardCharsets.UTF_8);
            return new Search(
                    cut(text),
                    kind.isEmpty() ? null : Kind.valueOf(kind),
                    month.matches("[0-9]{4}-[0-9]{2}") ? YearMonth.parse(month) : null);
        } catch (RuntimeException _) {
            return null; // somebody made the button up
        }
    }

    private static String cut(String text) {
        var cut = text.strip();
        while (cut.getBytes(StandardCharsets.UTF_8).length > SEARCH_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    Message file(StoredFile file) {
        var versions = catalogue.versions(file);
        var latest = versions.getFirst();
        var folder = latest.path().parent().path();
        var text =
                tr(
                        "%s · stored %s\nFolder: %s\nSHA-256: %s",
                        Sizes.words(latest.size),
                        Times.minute(latest.storedAt),
                        folder.isEmpty() ? tr("your home") : folder,
                        latest.sha256);
        var more = versions.size() == 1 ? "" : "\n" + tr("%d versions", versions.size());
        return Message.titled(Texts.line(file.name(), LONGEST_NAME), text + more)
                .row(
                        Button.of("restore:file:" + file.id(), tr("⬇ Restore")),
                        Button.of("files:rename:" + file.id(), tr("Rename")),
                        Button.of("files:move:" + file.id(), tr("Move")))
                .row(
                        nas.shareLinks().stream()
                                .map(_ -> Button.of("share:file:" + file.id(), tr("🔗 Link")))
                                .toList())
                .row(
                        Button.of("files:versions:" + file.id(), tr("Versions")),
                        Button.of("files:delete:" + file.id(), tr("Delete")),
                        Button.of("files:all", tr("My files")))
                .row(
                        links
                                ? List.of(
                                        Button.of("restore:link:" + file.id(), tr("🔗 Get a link")))
                                : List.of());
    }

    Message versions(StoredFile file, int wanted) {
        var page = Page.of(catalogue.versions(file), wanted, PAGE);
        var lines =
                page.map(version ->
                        "%d. %s · %s · %s"
                                .formatted(
                                        version.number,
                                        Sizes.words(version.size),
                                        Times.minute(version.storedAt),
                                        version.sha256.substring(0, 12)));
        var buttons =
                page.map(version ->
                        Button.of("restore:version:" + version.id(), "⬇ " + version.number));
        return Message.titled(
                        tr("Versions of %s", Texts.line(file.name(), LONGEST_NAME)),
                        String.join("\n", lines))
                .rows(buttons, IN_A_ROW)
                .row(page.turning("files:versions:" + file.id(), tr(NEWER), tr(OLDER)))
                .row(Button.of("files:open:" + file.id(), tr("Back")));
    }

    Message kinds() {
        var row = new ArrayList<Button>();
        for (var kind : Kind.values()) {
            row.add(Button.of(value(new Search("", kind, null), 0), kind.plural()));
        }
        return Message.of(tr("Which sort of file?"))
                .row(row)
                .row(Button.of("files:all", tr("All")));
    }

    Message months(Account account, int wanted) {
        var all = catalogue.months(account.id());
        if (all.isEmpty()) {
            return nothing(Search.all());
        }
        var page = Page.of(all, wanted, MONTHS);
        var buttons =
                page.map(month ->
                        Button.of(value(new Search("", null, month), 0), Times.month(month)));
        return Message.of(tr("Which month?"))
                .rows(buttons, IN_A_ROW)
                .row(page.turning("files:months", tr(NEWER), tr(OLDER)))
                .row(Button.of("files:all", tr("All")));
    }

    Message bin(Account account, int page) {
        var found = bin.of(account.id(), page, PAGE);
        if (found.shown().isEmpty()) {
            return page == 0
                    ? Message.of(tr("The bin is empty."), Button.of("files:all", tr("My files")))
                    : bin(account, 0);
        }
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var file : found.shown()) {
            var number = found.first() + lines.size();
            var until = file.goneAt().orElse(file.storedAt);
            lines.add(
                    tr(
                            "%d. %s · gone for good on %s",
                            number, Texts.line(file.name(), LONGEST_NAME), Times.day(until)));
            buttons.add(Button.of("files:undo:" + file.id(), "↩ " + number));
        }
        return Message.titled(tr("Bin"), String.join("\n", lines))
                .rows(buttons, IN_A_ROW)
                .row(found.turning("files:bin", tr(NEWER), tr(OLDER)))
                .row(Button.of("files:all", tr("My files")));
    }
}
