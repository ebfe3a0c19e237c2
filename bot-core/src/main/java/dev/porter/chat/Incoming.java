package dev.porter.chat;

import java.util.List;

/// What a person did. Nothing in it can be trusted.
public sealed interface Incoming {
    /// Where it came from.
    Origin origin();

    /// A command such as `/files holiday`.
    ///
    /// @param name without the slash, in lower case
    /// @param text what followed, stripped; may be empty
    /// @param typed all of it as it was typed: it may be no command at all, but a password
    record Command(Origin origin, String name, String text, String typed) implements Incoming {
        @Override
        public String toString() {
            return "Command[" + origin.event() + "]";
        }
    }

    /// Plain text.
    record Text(Origin origin, String text) implements Incoming {
        @Override
        public String toString() {
            return "Text[" + origin.event() + "]";
        }
    }

    /// A button was pressed.
    ///
    /// @param value the [Button.Choice#value] of it, as the platform claims
    record Press(Origin origin, String value) implements Incoming {
        @Override
        public String toString() {
            return "Press[" + origin.event() + "]";
        }
    }

    /// The field of a [Form] was filled in and sent.
    ///
    /// @param form the message whose form it was, so that one filled in late answers nothing else
    record Submission(Origin origin, MessageId form, String value) implements Incoming {
        @Override
        public String toString() {
            return "Submission[" + origin.event() + "]";
        }
    }

    /// Files were handed over.
    ///
    /// @param attachments one or more; files that were sent together but arrive as several events
    ///   carry the same [Attachment#bunch]
    record Attachments(Origin origin, List<Attachment> attachments) implements Incoming {
        public Attachments {
            attachments = List.copyOf(attachments);
        }
    }
}
