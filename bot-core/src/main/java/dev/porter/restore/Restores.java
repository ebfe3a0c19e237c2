package dev.porter.restore;

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
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.FilesTopic;
import dev.porter.files.ReadBack;
import dev.porter.files.StoredBytes;
import dev.porter.files.StoredFile;
import dev.porter.files.VerifiedContent;
import dev.porter.nas.NasException;
import dev.porter.ticket.Tickets;
import java.util.Optional;

/// Brings versions back into their owner's chat. The bytes are compared on the way out, and what is
/// damaged is reported, never delivered.
final class Restores implements Delivery {
    private static final int LONGEST_NAME = 60;

    private final Courier courier;
    private final Catalogue catalogue;
    private final ReadBack readBack;
    private final StoredBytes bytes;
    private final Tickets tickets;
    private final Durable durable;

    Restores(
            Courier courier,
            Catalogue catalogue,
            ReadBack readBack,
            StoredBytes bytes,
            Tickets tickets,
            Durable durable) {
        this.courier = courier;
        this.catalogue = catalogue;
        this.readBack = readBack;
        this.bytes = bytes;
        this.tickets = tickets;
        this.durable = durable;
    }

    /// Has a version brought back to a person. What they are told comes by itself.
    void ask(PersonId person, StoredFile file, FileVersion version) {
        courier.ask(this, person, version.id(), file.name());
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public void run(String id) {
        courier.run(this, id);
    }

    @Override
    public Found find(Account account, long what) {
        return catalogue
                .version(account.id(), what)
                .flatMap(version ->
                        catalogue
                                .find(account.id(), version.fileId())
                                .<Found>map(file ->
                                        new Restored(file, version, bytes.content(version))))
                .orElseGet(() -> new Found.Missing(Message.of(FilesTopic.gone())));
    }

    /// Tells everybody concerned that a version is not what was stored.
    void report(FileVersion version) {
        durable.commit(() -> readBack.damaged(version));
    }

    /// Why a version is not brought that is not what was stored.
    static Message damaged(StoredFile file) {
        return Message.of(
                tr(
                        "⚠ The copy of %s on the NAS is missing or not what you sent, so I do not hand it"
                                + " over as if it were. Please keep your original.",
                        Texts.line(file.name(), LONGEST_NAME)));
    }

    private final class Restored implements Found.Parcel {
        private final StoredFile stored;
        private final FileVersion version;
        private final VerifiedContent content;

        Restored(StoredFile stored, FileVersion version, VerifiedContent content) {
            this.stored = stored;
            this.version = version;
            this.content = content;
        }

        @Override
        public OutgoingFile file() {
            return new OutgoingFile(
                    stored.name(),
                    stored.mediaType(),
                    version.content().size(),
                    false,
                    "",
                    Message.Care.ORDINARY,
                    version.content().sha256(),
                    content);
        }

        @Override
        public Message arrived() {
            return Message.of(
                    tr(
                            "✅ %s is back, bit for bit: %s, SHA-256 %s.",
                            Texts.line(stored.name(), LONGEST_NAME),
                            Sizes.words(version.content().size()),
                            version.content().sha256()));
        }

        @Override
        public String activity() {
            return tr("Restored %s.", stored.name());
        }

        @Override
        public Button again() {
            return Button.of("restore:version:" + version.id(), tr("Try again"));
        }

        @Override
        public Message tooLarge(String reason) {
            var message = Found.Parcel.super.tooLarge(reason);
            return tickets.offered()
                    ? message.row(Button.of("restore:again:" + version.id(), tr("🔗 Get a link")))
                    : message;
        }

        @Override
        public Optional<Message> spoiled(RuntimeException failure) {
            var missing =
                    failure instanceof NasException nas
                            && nas.kind() == NasException.Kind.NOT_FOUND;
            if (!content.damaged() && !missing) {
                return Optional.empty();
            }
            report(version);
            return Optional.of(damaged(stored));
        }
    }
}
