package dev.porter.discord;

import dev.porter.chat.Attachment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a file is found again: by its message, whose addresses Discord renews, and where nobody can
/// ask for the message, by the address it came with.
///
/// @param message null where there is none to ask for
/// @param url null where the message is enough
record FileReference(FileReference.@Nullable InMessage message, @Nullable String url) {
    private static final int LONGEST = 1_000;
    private static final Pattern VALUE =
            Pattern.compile("(?:([0-9]{1,20})/([0-9]{1,20})/([0-9]{1,20}))?(?: (https?://\\S+))?");

    record InMessage(String channel, String id, String attachment) {}

    static Optional<FileReference> of(Attachment attachment) {
        var value = VALUE.matcher(attachment.reference());
        if (!value.matches() || attachment.reference().isEmpty()) {
            return Optional.empty();
        }
        var message =
                value.group(1) == null
                        ? null
                        : new InMessage(value.group(1), value.group(2), value.group(3));
        return Optional.of(new FileReference(message, value.group(4)));
    }

    String value() {
        var place =
                message == null
                        ? ""
                        : message.channel() + "/" + message.id() + "/" + message.attachment();
        var whole = url == null ? place : place + " " + url;
        return whole.length() <= LONGEST ? whole : place;
    }

    static Optional<URI> address(String url) {
        try {
            return Optional.of(new URI(url)).filter(address -> address.getHost() != null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "FileReference[" + message + "]";
    }
}
