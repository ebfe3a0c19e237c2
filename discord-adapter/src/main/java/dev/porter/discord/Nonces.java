package dev.porter.discord;

import java.security.SecureRandom;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Marks messages, so that one whose answer was lost on the way is not posted twice when JDA asks
/// again.
final class Nonces {
    private final SecureRandom random = new SecureRandom();

    DataObject on(DataObject message) {
        return message.put("nonce", Long.toUnsignedString(random.nextLong()))
                .put("enforce_nonce", true);
    }
}
