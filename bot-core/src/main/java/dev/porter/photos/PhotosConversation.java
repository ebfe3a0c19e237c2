package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.LogIns;
import dev.porter.account.SecretsInHand;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException;
import dev.porter.nas.PhotoLibrary;
import dev.porter.photos.PhotosStep.NewAlbum;
import dev.porter.secret.Guesses;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens somebody's photo library, and asks what an album is called.
final class PhotosConversation implements Conversation<PhotosStep> {
    private static final int LONGEST_ALBUM = 100;

    private final Accounts accounts;
    private final Nas nas;
    private final Picks picks;
    private final SecretsInHand secrets;
    private final Guesses guesses;
    private final Durable durable;

    PhotosConversation(
            Accounts accounts,
            Nas nas,
            Picks picks,
            SecretsInHand secrets,
            Guesses guesses,
            Durable durable) {
        this.accounts = accounts;
        this.nas = nas;
        this.picks = picks;
        this.secrets = secrets;
        this.guesses = guesses;
        this.durable = durable;
    }

    @Override
    public Class<PhotosStep> steps() {
        return PhotosStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, PhotosStep step) {
        return switch (step) {
            case PhotosStep.AskPassword _ ->
                    Message.of(
                                    tr(
                                            "The NAS shows your photo library to nobody but you. Your"
                                                    + " password, please: I use it once, keep it"
                                                    + " nowhere, and the library closes by itself after"
                                                    + " a while."))
                            .with(new Form(tr("Your password"), true));
            case PhotosStep.AskCode _ ->
                    Message.of(tr("And the code that your authenticator app shows."))
                            .with(new Form(tr("The code"), true));
            case PhotosStep.AskAlbumName _ ->
                    Message.of(tr("What is the new album called?"))
                            .with(new Form(tr("The album's name"), false));
        };
    }

    @Override
    public Turn<PhotosStep> answer(Visit visit, PhotosStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text))) {
            return new Turn.Again<>(tr("Please type it."));
        }
        var account = accounts.member(visit.person());
        return switch (step) {
            case PhotosStep.AskPassword(var album) ->
                    open(visit, account, album, new Secret(text), null);
            case PhotosStep.AskCode(var album) ->
                    secrets.use(
                                    visit.person(),
                                    password ->
                                            open(visit, account, album, password, new Secret(text)))
                            .orElseGet(() -> new Turn.Next<>(new PhotosStep.AskPassword(album)));
            case PhotosStep.AskAlbumName(var photos) ->
                    named(visit, account, Texts.line(text, LONGEST_ALBUM), photos);
        };
    }

    private Turn<PhotosStep> open(
            Visit visit, Account account, NewAlbum album, Secret password, @Nullable Secret code) {
        var photos = nas.photos();
        if (photos.isEmpty()) {
            return new Turn.End<>(Reply.say(tr("This NAS keeps no photo libraries.")));
        }
        var guesser = "library-by:" + visit.person().key();
        var wait = durable.commit(() -> guesses.attempt(guesser));
        if (wait.isPresent()) {
            return new Turn.End<>(Reply.say(new LogIns.Result.Wait(wait.get()).words()));
        }
        LogIn answer;
        try {
            answer = photos.get().open(account.home(), password, code);
        } catch (NasException e) {
            durable.commit(() -> guesses.takeBack(guesser));
            throw e;
        }
        if (answer != LogIn.WRONG && answer != LogIn.CODE_WRONG) {
            durable.commit(() -> guesses.right(guesser));
        }
        if (answer == LogIn.NOT_ALLOWED) {
            return new Turn.End<>(
                    Reply.say(
                            tr(
                                    "The NAS does not let your user use Photos. An administrator can"
                                            + " allow it: /support reaches one.")));
        }
        return switch (LogIns.Result.of(answer, account)) {
            case LogIns.Result.In _ -> new Turn.End<>(opened(visit, account, album));
            case LogIns.Result.CodeNeeded() -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Next<>(new PhotosStep.AskCode(album));
            }
            case LogIns.Result.CodeWrong no -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Again<>(no.words());
            }
            case LogIns.Result.Wrong() -> new Turn.Again<>(tr("That is not your password."));
            case LogIns.Result.No no -> new Turn.End<>(Reply.say(no.words()));
        };
    }

    private Reply opened(Visit visit, Account account, NewAlbum album) {
        var library = library(account);
        return !album.equals(NewAlbum.NONE) && library.isPresent()
                ? made(visit, library.get(), album)
                : Reply.say(Message.of(tr("Your library is open.")).row(PhotoViews.library()));
    }

    private Optional<PhotoLibrary> library(Account account) {
        return nas.photos().flatMap(photos -> photos.library(account.home()));
    }

    private Turn<PhotosStep> named(Visit visit, Account account, String name, List<Long> photos) {
        if (name.isBlank()) {
            return new Turn.Again<>(tr("That cannot be a name. Please choose another one."));
        }
        var album = new NewAlbum(name, photos);
        return library(account)
                .<Turn<PhotosStep>>map(library -> new Turn.End<>(made(visit, library, album)))
                .orElseGet(() -> new Turn.Next<>(new PhotosStep.AskPassword(album)));
    }

    private Reply made(Visit visit, PhotoLibrary library, NewAlbum wanted) {
        var photos = mine(library, wanted.photos());
        if (photos.isEmpty()) {
            return Reply.say(
                    Message.of(
                                    tr(
                                            "I made no album: what you had picked is not in your library any more."))
                            .row(PhotoViews.library()));
        }
        var album = library.createAlbum(wanted.name(), photos);
        picks.pickNothing(visit.person());
        var name = Texts.line(album.name(), LONGEST_ALBUM);
        return Reply.say(
                Message.of(
                        album.count() == 1
                                ? tr(
                                        "The album “%s” has 1 picture. You see it in the Photos app"
                                                + " too.",
                                        name)
                                : tr(
                                        "The album “%s” has %d pictures. You see it in the Photos app"
                                                + " too.",
                                        name, album.count()),
                        Button.of("photos:album:" + album.id(), tr("Open it")),
                        Button.of("photos:home", tr("Photos"))));
    }

    private static List<Long> mine(PhotoLibrary library, List<Long> picked) {
        return picked.stream()
                .map(library::find)
                .flatMap(Optional::stream)
                .map(PhotoLibrary.Photo::id)
                .toList();
    }
}
