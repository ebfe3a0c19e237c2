package dev.porter.chat;

import java.nio.charset.StandardCharsets;

/// Something to tap under a message.
public sealed interface Button {
    /// What stands on it, at most 40 characters.
    String label();

    /// Comes back as an [Incoming.Press].
    ///
    /// @param value what comes back: at most 64 bytes, visible ASCII. It is public and can be
    ///   forged, so it is never a permission.
    record Choice(String label, String value) implements Button {
        private static final int MOST_BYTES = 64;

        public Choice {
            if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw new IllegalArgumentException("A button carries at most 64 bytes.");
            }
        }
    }

    /// Opens an address outside the chat.
    record Link(String label, String url) implements Button {}

    /// Puts a text on the person's clipboard, or shows it so that it can be copied.
    record Copy(String label, String text) implements Button {
        @Override
        public String toString() {
            return "Copy[" + label + "]";
        }
    }

    /// A choice, in the order value, label.
    static Button of(String value, String label) {
        return new Choice(label, value);
    }
}
