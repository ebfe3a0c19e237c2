package dev.porter.photos;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.People;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotoLibrary.Photo;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.net.URLConnection;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings originals out of a photo library into their owner's chat, as long as the library is open.
/// Each wish has a message of its own.
public final class PhotoDelivery implements Work {
    private static final Logger log = LoggerFactory.getLogger(PhotoDelivery.class);
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final Activities activities;
    private final People people;
    private final ChatPlatforms platforms;
    private final Notices notices;
    private final Nas nas;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;

    PhotoDelivery(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            Notices notices,
            Nas nas,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.activities = activities;
        this.people = people;
        this.platforms = platforms;
        this.notices = notices;
        this.nas = nas;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
    }

    /// Has a picture brought to a person. What they are told comes by itself.
    void ask(PersonId person, Photo photo) {
        var now = clock.instant();
        var id =
                "%d.%d:%s:%s"
                        .formatted(
                                photo.id(), now.toEpochMilli(), person.platform(), person.value());
        durable.commit(() -> {
            tell(person, id, Message.of("⏳ Bringing %s…".formatted(shown(photo))));
            schedule.at(now, name(), id);
        });
    }

    private static String shown(Photo photo) {
        return Texts.line(photo.name(), LONGEST_NAME);
    }

    private void tell(PersonId person, String id, Message message) {
        people.find(person)
                .ifPresent(known -> notices.put(name() + ":" + id, known.home(), message));
    }

    @Override
    public String name() {
        return "photo";
    }

    @Override
    public void run(String id) {
        var parts = id.split(":", 3);
        var person = people.find(new PersonId(parts[1], parts[2]));
        var account = person.flatMap(known -> accounts.of(known.id())).filter(Account::active);
        if (person.isEmpty() || account.isEmpty()) {
            return;
        }
        var wanted = Long.parseLong(parts[0].substring(0, parts[0].indexOf('.')));
        var said = bring(person.get(), account.get(), wanted);
        durable.commit(() -> tell(person.get().id(), id, said));
    }

    private Message bring(Person person, Account account, long wanted) {
        try {
            var library = nas.photos().flatMap(photos -> photos.library(account.home()));
            if (library.isEmpty()) {
                return closed();
            }
            var photo = library.get().find(wanted);
            return photo.isEmpty()
                    ? Message.of("That picture is not in your library any more.")
                    : send(person, account, library.get(), photo.get());
        } catch (NasException e) {
            log.warn("Picture {} could not be fetched: {}", wanted, e.getMessage());
            return e.kind() == NasException.Kind.NOT_SIGNED_IN
                    ? closed()
                    : failed("The NAS did not hand the picture over.", wanted);
        }
    }

    private Message send(Person person, Account account, PhotoLibrary library, Photo photo) {
        var platform = platforms.of(person.home());
        if (photo.size() > platform.features().largestOut()) {
            return Message.of(
                    "%s has %s, more than %s carries from me. The Photos app brings it to you."
                            .formatted(
                                    shown(photo),
                                    Sizes.words(photo.size()),
                                    platform.displayName()),
                    Button.of("apps:all", "Get the Photos app"));
        }
        var file =
                new OutgoingFile(
                        photo.name(),
                        mediaType(photo),
                        photo.size(),
                        false,
                        "",
                        Message.Care.ORDINARY,
                        () -> library.open(photo));
        try {
            platform.send(person.home(), file);
        } catch (ChatException e) {
            log.warn("Picture {} could not be delivered.", photo.id(), e);
            return failed(
                    "I could not bring %s into this chat.".formatted(shown(photo)), photo.id());
        }
        activities.add(account.id(), "Brought %s out of Photos.".formatted(photo.name()));
        return Message.of(
                "✅ %s is here: the original, %s."
                        .formatted(shown(photo), Sizes.words(photo.size())));
    }

    private static String mediaType(Photo photo) {
        return Optional.ofNullable(URLConnection.guessContentTypeFromName(photo.name()))
                .orElse("application/octet-stream");
    }

    private static Message closed() {
        return Message.of(
                "Your library has closed meanwhile, so I could not bring the picture.",
                Button.of("photos:days", "Open it again"));
    }

    private static Message failed(String what, long photo) {
        return Message.of(
                what + " It is still in your library; please try again in a moment.",
                Button.of("photos:bring:" + photo, "Try again"));
    }
}
