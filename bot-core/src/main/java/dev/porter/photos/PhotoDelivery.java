package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.PersonId;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.delivery.Courier;
import dev.porter.delivery.Delivery;
import dev.porter.delivery.Found;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.Photo;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings originals out of a photo library into their owner's chat, as long as the library is open:
/// since it closes by itself, none waits for the NAS.
final class PhotoDelivery implements Delivery {
    private static final Logger log = LoggerFactory.getLogger(PhotoDelivery.class);
    private static final int LONGEST_NAME = 60;

    private final Courier courier;
    private final Nas nas;

    PhotoDelivery(Courier courier, Nas nas) {
        this.courier = courier;
        this.nas = nas;
    }

    /// Has a picture brought to a person. What they are told comes by itself.
    void ask(PersonId person, Photo photo) {
        courier.ask(this, person, photo.id(), photo.name());
    }

    @Override
    public String name() {
        return "photo";
    }

    @Override
    public void run(String id) {
        courier.run(this, id);
    }

    @Override
    public Found find(Account account, long what) {
        try {
            var library = nas.photos().flatMap(photos -> photos.library(account.home()));
            if (library.isEmpty()) {
                return new Found.Missing(closed());
            }
            return library.get()
                    .find(what)
                    .<Found>map(photo -> new Original(library.get(), photo))
                    .orElseGet(() ->
                            new Found.Missing(
                                    Message.of(
                                            tr("That picture is not in your library any more."))));
        } catch (NasException e) {
            return new Found.Missing(failed(what, e));
        }
    }

    private static Message failed(long photo, NasException e) {
        log.warn("Picture {} could not be fetched: {}", photo, e.getMessage());
        return e.kind() == NasException.Kind.NOT_SIGNED_IN
                ? closed()
                : Message.of(
                        tr(
                                "The NAS did not hand the picture over. It is still in your library;"
                                        + " please try again in a moment."),
                        again(photo));
    }

    private static Message closed() {
        return Message.of(
                tr("Your library has closed meanwhile, so I could not bring the picture."),
                Button.of("photos:days", tr("Open it again")));
    }

    private static Button again(long photo) {
        return Button.of("photos:bring:" + photo, tr("Try again"));
    }

    private record Original(PhotoLibrary library, Photo photo) implements Found.Parcel {
        @Override
        public OutgoingFile file() {
            return new OutgoingFile(
                    photo.name(),
                    OutgoingFile.mediaTypeOf(photo.name()),
                    photo.size(),
                    false,
                    "",
                    Message.Care.ORDINARY,
                    () -> library.open(photo));
        }

        @Override
        public Message arrived() {
            return Message.of(
                    tr(
                            "✅ %s is here: the original, %s.",
                            Texts.line(photo.name(), LONGEST_NAME), Sizes.words(photo.size())));
        }

        @Override
        public String activity() {
            return tr("Brought %s out of Photos.", photo.name());
        }

        @Override
        public Button again() {
            return PhotoDelivery.again(photo.id());
        }

        @Override
        public Message tooLarge(String reason) {
            return Message.of(
                    tr(
                            "%s stays in your library. %s The Photos app brings it to you.",
                            Texts.line(photo.name(), LONGEST_NAME), reason),
                    Button.of("guide:all", tr("Get the Photos app")));
        }

        @Override
        public Optional<Message> spoiled(RuntimeException failure) {
            return failure instanceof NasException e
                    ? Optional.of(failed(photo.id(), e))
                    : Optional.empty();
        }
    }
}
