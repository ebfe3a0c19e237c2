package dev.porter.drive;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.delivery.Courier;
import dev.porter.files.Folders;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasPath;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The account's own space on the NAS: browse, search, bring, rename, move, copy, make folders.
final class DriveTopic implements Topic {
    private static final int LONGEST_NAME = 60;

    /// What a NAS copies while somebody waits.
    private static final long LARGEST_COPY = 50_000_000;

    private static final String NUMBER = "[0-9]{1,6}";

    private final Accounts accounts;
    private final Drive drive;
    private final DriveViews views;
    private final Listings listings;
    private final DriveDelivery delivery;
    private final Folders folders;

    DriveTopic(
            Accounts accounts,
            Drive drive,
            DriveViews views,
            Listings listings,
            DriveDelivery delivery,
            Folders folders) {
        this.accounts = accounts;
        this.drive = drive;
        this.views = views;
        this.listings = listings;
        this.delivery = delivery;
        this.folders = folders;
    }

    @Override
    public String name() {
        return "drive";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "drive",
                        Audience.MEMBER,
                        "browse and search my own space on the NAS",
                        new Takes.Text("folder", "which folder, or a part of a name", false)));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        var account = accounts.member(visit.person());
        return Reply.say(
                folders.existing(account, text)
                        .map(folder -> views.folder(account, folder, 0))
                        .orElseGet(() -> views.found(account, text)));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        return switch (action.verb()) {
            case "home" -> Reply.show(views.home(account));
            case "search" -> Reply.ask(new DriveStep.AskText());
            case "again" -> again(visit, account, action);
            default ->
                    listings.find(account, action.word(1))
                            .map(listing -> within(visit, account, listing, action))
                            .orElseGet(() -> earlier(account));
        };
    }

    private Reply earlier(Account account) {
        return Reply.show(
                views.home(account)
                        .after(tr("That list is from earlier. Here is your drive now.")));
    }

    private Reply within(Visit visit, Account account, Listing listing, Action action) {
        var home = NasPath.home(account.home());
        var token = action.word(1);
        var number = number(action);
        return switch (action.verb()) {
            case "page" -> Reply.show(views.page(account, token, listing, number));
            case "up" -> Reply.show(views.folder(account, listing.folder(home).parent(), 0));
            case "new" -> Reply.ask(new DriveStep.AskNewFolder(listing.folder(home).path()));
            default ->
                    listing.entry(number)
                            .map(entry -> open(visit, account, action, entry))
                            .orElseGet(() -> earlier(account));
        };
    }

    /// The number after the token.
    private static int number(Action action) {
        return action.word(2).matches(NUMBER) ? Integer.parseInt(action.word(2)) : 0;
    }

    /// Opens or does something with what stood beside a number.
    private Reply open(Visit visit, Account account, Action action, NasEntry shown) {
        if (shown.folder()) {
            return Reply.show(views.folder(account, shown.path(), 0));
        }
        var back = views.back(action.word(1), number(action));
        return withFree(
                account,
                shown.path(),
                card -> card.row(back),
                file -> act(visit, account, action, file));
    }

    /// Does something with a file that is in no catalogue; what it is otherwise is said or shown.
    ///
    /// @param stored what becomes of the card of a stored file
    private Reply withFree(
            Account account,
            NasPath path,
            UnaryOperator<Message> stored,
            Function<NasEntry, Reply> then) {
        return switch (drive.standing(account, path)) {
            case Drive.Free(var file) -> then.apply(file);
            case Drive.Stored(var card) -> Reply.show(stored.apply(card));
            case Drive.Arriving() ->
                    Reply.say(
                            tr(
                                    "%s is being stored at this moment. Its receipt comes by itself.",
                                    name(path)));
            case Drive.Gone() ->
                    Reply.show(
                            views.folder(account, path.parent(), 0)
                                    .after(tr("%s is not there any more.", name(path))));
        };
    }

    private Reply act(Visit visit, Account account, Action action, NasEntry file) {
        var path = file.path().path();
        return switch (action.verb()) {
            case "get" -> bring(visit, account, file);
            case "rename" -> Reply.ask(new DriveStep.AskName(path));
            case "move" -> Reply.ask(new DriveStep.AskFolder(path, folders.offered(account)));
            case "copy" ->
                    file.size() <= LARGEST_COPY
                            ? Reply.ask(new DriveStep.AskCopy(path, folders.offered(account)))
                            : Reply.say(
                                    tr(
                                            "%s has %s. A copy of so much is made in the Drive app.",
                                            name(file.path()), Sizes.words(file.size())));
            default -> Reply.show(views.file(action.word(1), number(action), file));
        };
    }

    private static String name(NasPath path) {
        return Texts.line(path.name(), LONGEST_NAME);
    }

    private Reply bring(Visit visit, Account account, NasEntry file) {
        var tooLarge = Courier.tooLarge(file.size(), visit.platform(), visit.features());
        if (tooLarge.isPresent()) {
            return Reply.say(Courier.leftToTheApp(file.path().name(), tooLarge.get()));
        }
        delivery.ask(visit.person(), account, file.path());
        return Reply.later();
    }

    private Reply again(Visit visit, Account account, Action action) {
        return action.number()
                .flatMap(number -> delivery.asked(account, number))
                .map(path ->
                        withFree(
                                account,
                                path,
                                UnaryOperator.identity(),
                                file -> bring(visit, account, file)))
                .orElseGet(() -> earlier(account));
    }
}
