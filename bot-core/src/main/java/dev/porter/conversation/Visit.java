package dev.porter.conversation;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.Features;
import dev.porter.chat.Origin;
import dev.porter.chat.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn seen from a [Topic]: who is there, and on which platform.
public record Visit(Origin origin, ChatPlatform platform) {
    private static final Logger log = LoggerFactory.getLogger(Visit.class);

    /// Who is there.
    public PersonId person() {
        return origin.person().id();
    }

    /// What the platform can do here.
    public Features features() {
        return platform.features(origin.chat());
    }

    /// Takes what the person has just said out of the chat: there may be a secret in it.
    ///
    /// @return whether it does not stand there any more
    public boolean erase() {
        var message = origin.message();
        try {
            return message == null || platform.delete(message);
        } catch (ChatException e) {
            log.info("Could not delete message of turn {}.", origin.event(), e);
            return false;
        }
    }
}
