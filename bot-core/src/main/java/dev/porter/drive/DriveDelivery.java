package dev.porter.drive;

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
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.util.Optional;

/// Brings files that no catalogue knows into their owner's chat, as they are on the NAS.
final class DriveDelivery implements Delivery {
    private static final int LONGEST_NAME = 60;

    private final Courier courier;
    private final Wishes wishes;
    private final Nas nas;
    private final Drive drive;
    private final Durable durable;

    DriveDelivery(Courier courier, Wishes wishes, Nas nas, Drive drive, Durable durable) {
        this.courier = courier;
        this.wishes = wishes;
        this.nas = nas;
        this.drive = drive;
        this.durable = durable;
    }

    /// Has a file of an account brought to a person. What they are told comes by itself.
    void ask(PersonId person, Account account, NasPath file) {
        var number = durable.commit(() -> wishes.number(account, file));
        courier.ask(this, person, number, file.name());
    }

    /// The file that a button of an earlier delivery names.
    Optional<NasPath> asked(Account account, long number) {
        return wishes.find(account, number);
    }

    @Override
    public String name() {
        return "drive";
    }

    @Override
    public void run(String id) {
        courier.run(this, id);
    }

    @Override
    public Found find(Account account, long what) {
        var path = wishes.find(account, what);
        if (path.isEmpty()) {
            return new Found.Missing(
                    gone(tr("That file is not there any more. /drive shows what is.")));
        }
        try {
            return drive.find(path.get())
                    .filter(entry -> !entry.folder())
                    .<Found>map(entry -> new Copy(entry, what))
                    .orElseGet(() -> new Found.Missing(goneFrom(path.get())));
        } catch (NasException e) {
            return new Found.NotNow(path.get().name(), e);
        }
    }

    private static Message goneFrom(NasPath path) {
        return gone(tr("%s is not there any more. /drive shows what is.", shown(path)));
    }

    private static Message gone(String words) {
        return Message.of(words, Button.of("drive:home", tr("Drive")));
    }

    private static String shown(NasPath path) {
        return Texts.line(path.name(), LONGEST_NAME);
    }

    private final class Copy implements Found.Parcel {
        private final NasEntry entry;
        private final long number;

        Copy(NasEntry entry, long number) {
            this.entry = entry;
            this.number = number;
        }

        @Override
        public OutgoingFile file() {
            var name = entry.path().name();
            return new OutgoingFile(
                    name,
                    OutgoingFile.mediaTypeOf(name),
                    entry.size(),
                    false,
                    "",
                    Message.Care.ORDINARY,
                    () -> nas.files().open(entry.path(), 0));
        }

        @Override
        public Message arrived() {
            return Message.of(
                    tr("✅ %s is here: %s.", shown(entry.path()), Sizes.words(entry.size())));
        }

        @Override
        public String activity() {
            return tr("Brought %s out of Drive.", entry.path().name());
        }

        @Override
        public Button again() {
            return Button.of("drive:again:" + number, tr("Try again"));
        }

        @Override
        public Optional<Message> spoiled(RuntimeException failure) {
            return failure instanceof NasException e && e.kind() == NasException.Kind.NOT_FOUND
                    ? Optional.of(goneFrom(entry.path()))
                    : Optional.empty();
        }
    }
}
