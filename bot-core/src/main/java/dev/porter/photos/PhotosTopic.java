package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.View;
import dev.porter.nas.Photos;
import dev.porter.photos.PhotosStep.NewAlbum;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/// Pictures and videos that were sent to Porter; and where the NAS keeps a photo library, what is
/// in it. The library is opened with the person's own password and stays open for a while.
final class PhotosTopic implements Topic {
    private static final long LAST_DAY = 100_000;

    private final Accounts accounts;
    private final StoredPictures stored;
    private final Nas nas;
    private final PhoneBackup phones;
    private final Picks picks;
    private final PhotoDelivery delivery;

    PhotosTopic(
            Accounts accounts,
            StoredPictures stored,
            Nas nas,
            PhoneBackup phones,
            Picks picks,
            PhotoDelivery delivery) {
        this.accounts = accounts;
        this.stored = stored;
        this.nas = nas;
        this.phones = phones;
        this.picks = picks;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return "photos";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(new BotCommand("photos", Audience.MEMBER, "my pictures and videos"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(home(visit));
    }

    private Message home(Visit visit) {
        var account = accounts.member(visit.person());
        return nas.photos()
                .map(photos -> home(account, photos))
                .orElseGet(() -> stored.newest(visit, account));
    }

    private Message home(Account account, Photos photos) {
        var open = photos.library(account.home()).isPresent();
        return Message.titled(tr("Photos"), phones.words(account.home()).orElse(""))
                .row(
                        Button.of("photos:days", tr("Timeline")),
                        Button.of("photos:folders", tr("Folders")),
                        Button.of("photos:albums", tr("Albums")))
                .row(
                        Button.of("photos:sent", tr("Sent to me")),
                        Button.of("guide:phone", tr("Phone backup")),
                        open
                                ? Button.of("photos:close", tr("🔒 Close"))
                                : Button.of("menu:home", tr("Menu")));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        var photos = nas.photos();
        if (photos.isEmpty() || StoredPictures.VERBS.contains(action.verb())) {
            return stored.press(visit, account, action);
        }
        if (action.verb().equals("close")) {
            photos.get().close(account.home());
            picks.pickNothing(visit.person());
            return Reply.show(home(account, photos.get()).after(tr("Your library is closed.")));
        }
        if (action.verb().equals("home")) {
            return Reply.show(home(account, photos.get()));
        }
        return photos.get()
                .library(account.home())
                .map(library -> within(visit, library, action))
                .orElseGet(() -> Reply.ask(new PhotosStep.AskPassword(NewAlbum.NONE)));
    }

    /// The NAS may end the session at any time: then the password is asked for again.
    private Reply within(Visit visit, PhotoLibrary library, Action action) {
        try {
            return browse(visit, library, action);
        } catch (NasException e) {
            return switch (e.kind()) {
                case NOT_SIGNED_IN ->
                        Reply.say(tr("The NAS has closed your library meanwhile."))
                                .thenAsk(new PhotosStep.AskPassword(NewAlbum.NONE));
                case NOT_PERMITTED ->
                        Reply.say(
                                tr(
                                        "The NAS does not let your user use Photos. An administrator"
                                                + " can allow it: /support reaches one."));
                case NOT_FOUND, EXISTS, NO_SPACE, INVALID, AWAY, BROKEN -> throw e;
            };
        }
    }

    private Reply browse(Visit visit, PhotoLibrary library, Action action) {
        var number = action.number();
        return switch (action.verb()) {
            case "days" -> Reply.show(PhotoViews.days(library, Page.number(action)));
            case "folders" ->
                    Reply.show(
                            PhotoViews.folders(
                                    library, number.orElse(0L), Page.number(action.word(2))));
            case "albums" -> Reply.show(PhotoViews.albums(library, Page.number(action)));
            case "day" ->
                    number.filter(day -> day <= LAST_DAY)
                            .map(day ->
                                    go(visit, library, new View.OfDay(LocalDate.ofEpochDay(day))))
                            .orElseGet(() -> Reply.show(PhotoViews.days(library, 0)));
            case "folder" ->
                    number.map(id -> go(visit, library, new View.OfFolder(id)))
                            .orElseGet(() -> Reply.show(PhotoViews.folders(library, 0, 0)));
            case "album" ->
                    number.map(id -> go(visit, library, new View.OfAlbum(id)))
                            .orElseGet(() -> Reply.show(PhotoViews.albums(library, 0)));
            case "page" -> {
                picks.of(visit.person())
                        .place()
                        .ifPresent(view -> picks.go(visit.person(), view, Page.number(action)));
                yield here(visit, library);
            }
            case "show" -> withPhoto(library, action, photo -> look(visit, library, photo));
            case "pick" ->
                    withPhoto(
                            library,
                            action,
                            photo ->
                                    picks.pick(visit.person(), photo.id())
                                            ? here(visit, library)
                                            : here(visit, library).after(PhotoViews.full()));
            case "nothing" -> {
                picks.pickNothing(visit.person());
                yield here(visit, library);
            }
            case "bring" ->
                    action.word(1).isEmpty()
                            ? withPicked(visit, library, picked -> bring(visit, library, picked))
                            : withPhoto(library, action, photo -> bring(visit, photo));
            case "into" ->
                    withPicked(
                            visit,
                            library,
                            picked ->
                                    Reply.show(
                                            PhotoViews.into(
                                                    library, picked.size(), Page.number(action))));
            case "new" ->
                    withPicked(
                            visit,
                            library,
                            picked -> Reply.ask(new PhotosStep.AskAlbumName(picked)));
            case "add" ->
                    withPicked(
                            visit,
                            library,
                            picked -> add(visit, library, number.orElse(0L), picked));
            default -> here(visit, library);
        };
    }

    private Reply go(Visit visit, PhotoLibrary library, View view) {
        picks.go(visit.person(), view, 0);
        return here(visit, library);
    }

    private Reply here(Visit visit, PhotoLibrary library) {
        var shown = picks.of(visit.person());
        return Reply.show(
                shown.place()
                        .map(view -> PhotoViews.pictures(library, view, shown))
                        .orElseGet(() -> PhotoViews.days(library, 0)));
    }

    private static Reply withPhoto(
            PhotoLibrary library, Action action, Function<PhotoLibrary.Photo, Reply> then) {
        return action.number()
                .flatMap(library::find)
                .map(then)
                .orElseGet(() -> Reply.say(tr("That picture is not in your library any more.")));
    }

    private Reply look(Visit visit, PhotoLibrary library, PhotoLibrary.Photo photo) {
        var picked = picks.picked(visit.person()).contains(photo.id());
        var reply = Reply.say(PhotoViews.one(photo, picked));
        return library.thumbnail(photo.id())
                .map(small -> reply.with(thumbnail(small)))
                .orElse(reply);
    }

    private static OutgoingFile thumbnail(byte[] small) {
        return new OutgoingFile(
                "preview.jpg",
                "image/jpeg",
                small.length,
                true,
                "",
                Care.ORDINARY,
                () -> new ByteArrayInputStream(small));
    }

    /// Does something with what is picked, where anything is.
    private Reply withPicked(Visit visit, PhotoLibrary library, Function<List<Long>, Reply> then) {
        var picked = List.copyOf(picks.picked(visit.person()));
        return picked.isEmpty()
                ? here(visit, library).after(PhotoViews.none())
                : then.apply(picked);
    }

    private Reply bring(Visit visit, PhotoLibrary library, List<Long> picked) {
        picked.stream()
                .flatMap(id -> library.find(id).stream())
                .forEach(photo -> bring(visit, photo));
        picks.pickNothing(visit.person());
        return Reply.later();
    }

    private Reply bring(Visit visit, PhotoLibrary.Photo photo) {
        delivery.ask(visit.person(), photo);
        return Reply.later();
    }

    private Reply add(Visit visit, PhotoLibrary library, long album, List<Long> picked) {
        try {
            library.addToAlbum(album, picked);
        } catch (NasException e) {
            return switch (e.kind()) {
                case NOT_FOUND, INVALID ->
                        Reply.show(
                                PhotoViews.into(library, picked.size(), 0)
                                        .after(
                                                tr(
                                                        "The NAS did not put all of them into that album.")));
                default -> throw e;
            };
        }
        picks.pickNothing(visit.person());
        return Reply.show(PhotoViews.albums(library, 0).after(tr("%d added.", picked.size())));
    }
}
