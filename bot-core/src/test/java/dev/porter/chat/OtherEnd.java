package dev.porter.chat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A person at the other end of a platform, in their private chat with Porter. Every method does
/// what a finger on a screen does, through the (fake) platform, and none of them looks into the
/// adapter. An act returns when the platform has taken it, which may be before the [Inbox] has it.
public interface OtherEnd {
    /// Where Porter writes to this person.
    ChatId chat();

    /// Types a text, or a command such as `/files holiday`, and sends it.
    void says(String text);

    /// Presses the button with this value under a message.
    void presses(Seen message, String value);

    /// Fills in the open form and sends it. Called only where the platform has forms.
    void fillsIn(String value);

    /// Sends one or more files together.
    void sends(List<Parcel> files);

    /// Does the last act once more with the same identity, as a platform does that delivers again.
    void repeats();

    /// What stands in the chat now, oldest first.
    List<Seen> sees();

    /// Opens a file that stands in the chat; the caller closes it.
    InputStream fetches(SeenFile file) throws IOException;

    /// A message as the person sees it.
    ///
    /// @param id tells it from the others in this chat; the same after an edit
    /// @param fromPorter whether Porter wrote it, and not the person
    /// @param text all of it as it is read: title, text, or a file's caption, with no markup
    /// @param buttons what can be pressed, opened or copied, in reading order
    /// @param form whether there is a field to fill in
    /// @param file what is attached
    record Seen(
            String id,
            boolean fromPorter,
            String text,
            List<SeenButton> buttons,
            boolean form,
            Optional<SeenFile> file) {
        public Seen {
            buttons = List.copyOf(buttons);
        }

        /// The values of the buttons that can be pressed.
        public List<String> choices() {
            return buttons.stream().flatMap(button -> button.value().stream()).toList();
        }
    }

    /// A button as the person sees it.
    ///
    /// @param value what it gives back when pressed; empty when it opens or copies something
    /// @param carries the address it opens or the text it copies, where the platform has such a
    ///   button
    record SeenButton(String label, Optional<String> value, Optional<String> carries) {}

    /// A file as the person sees it.
    ///
    /// @param id by which the platform finds it
    /// @param name as the platform shows it and as it is saved
    record SeenFile(String id, String name) {}

    /// A file that a person sends.
    final class Parcel {
        private final String name;
        private final String mediaType;
        private final byte[] bytes;

        public Parcel(String name, String mediaType, byte[] bytes) {
            this.name = name;
            this.mediaType = mediaType;
            this.bytes = bytes.clone();
        }

        public String name() {
            return name;
        }

        public String mediaType() {
            return mediaType;
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
