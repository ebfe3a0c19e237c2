package dev.porter.chat;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// A chat platform. It delivers what people do to the [Inbox] and carries what Porter says. Every
/// method may be called from any thread, blocks until the platform has answered, and throws
/// [ChatException] when that failed and may work later, [UncertainChatException] when it may have
/// been done all the same, or [UnreachableChatException] when it never will be.
public interface ChatPlatform {
    /// Its name in lower case, lasting: part of every identifier that is stored.
    String name();

    /// Its name as people write it, such as "Telegram".
    String displayName();

    /// The name of the setting that switches it on.
    default String setting() {
        return "porter." + name() + ".token";
    }

    /// Where people find Porter on it, as whoever started Porter reads it.
    default String whereabouts() {
        return "On " + displayName() + ".";
    }

    /// What it can do.
    Features features();

    /// What keeps Porter from being on it now, as a sentence or two for an administrator; empty
    /// while all is well, and where nothing can come in between.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// What it can do in one chat now.
    default Features features(ChatId chat) {
        return features();
    }

    /// Sends a message.
    ///
    /// @return by which it can be edited and deleted
    MessageId send(ChatId chat, Message message);

    /// Replaces a message that Porter sent, buttons and all. Repeating it changes nothing. Where
    /// the message is gone or cannot be edited any more, the new one is sent.
    ///
    /// @return by which it can be edited from now on
    MessageId edit(MessageId id, Message message);

    /// Takes the buttons and the form away from a message that Porter sent; its words stay. Nothing
    /// happens where the message is gone or cannot be changed any more.
    void withdrawButtons(MessageId id);

    /// Deletes a message, Porter's own or a person's.
    ///
    /// @return whether it is gone now for everyone in the chat
    boolean delete(MessageId id);

    /// Sends a file, streaming; returns when the platform has all of it.
    ///
    /// @throws TooLargeException when the platform takes nothing of that size there
    MessageId send(ChatId chat, OutgoingFile file);

    /// Opens the bytes of an attachment, streaming; the caller closes it.
    ///
    /// @throws AttachmentGoneException when the platform does not have it any more
    InputStream open(Attachment attachment);

    /// Throws away what is old of what it keeps on this computer by itself, such as the bytes of
    /// attachments. It is asked now and then, and only while the clock can be believed.
    ///
    /// @param needed tells by [Attachment#reference] whether an attachment will still be opened,
    ///   however old it is
    default void forgetOld(Instant now, Predicate<String> needed) {}

    /// Whether Porter may see the files that people post in a chat with others, and mark them.
    default boolean hears(ChatId shared) {
        return false;
    }

    /// Puts a sign on a person's message in a chat with others, in the place of the one before.
    /// Called only where Porter [#hears].
    default void mark(MessageId message, Mark mark) {
        throw new UnreachableChatException(displayName() + " has no signs.");
    }

    /// An address that opens a private chat here and sends `/start CODE`, where the platform has
    /// such a thing.
    Optional<String> startLink(String code);
}
