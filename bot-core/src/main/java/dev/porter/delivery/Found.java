package dev.porter.delivery;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import dev.porter.nas.NasException;
import java.util.Optional;

/// What comes of looking for something that is to be brought.
public sealed interface Found {
    /// It is not to be had, for good.
    ///
    /// @param why what its person is told
    record Missing(Message why) implements Found {}

    /// It cannot be looked for now: that is tried again.
    ///
    /// @param name what it is called
    record NotNow(String name, NasException why) implements Found {}

    /// It is there.
    non-sealed interface Parcel extends Found {
        /// The file with its bytes.
        OutgoingFile file();

        /// What is said when it has been brought.
        Message arrived();

        /// What is noted with the account then.
        String activity();

        /// Asks for it once more.
        Button again();

        /// What is said when the chat cannot carry it.
        ///
        /// @param reason a sentence that says so
        default Message tooLarge(String reason) {
            return Courier.leftToTheApp(file().name(), reason);
        }

        /// What is said when the bytes are at fault and no other attempt helps; empty where the NAS
        /// or the chat is.
        ///
        /// @param failure what the NAS or the chat has thrown
        default Optional<Message> spoiled(RuntimeException failure) {
            return Optional.empty();
        }
    }
}
